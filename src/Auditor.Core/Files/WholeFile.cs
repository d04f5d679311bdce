namespace Auditor.Core.Files;

/// <summary>Writes a file whole or not at all.</summary>
public static class WholeFile
{
    /// <inheritdoc cref="PendingFile.Write"/>
    /// <param name="path">The file.</param>
    /// <param name="content">Writes what is to be in it.</param>
    /// <param name="keepsMode">Whether those who may read the old one may read the new one.</param>
    public static void Write(string path, Action<Stream> content, bool keepsMode = false)
    {
        using var file = new PendingFile(path);
        file.Write(content);
        file.TakePlace(keepsMode);
    }
}
