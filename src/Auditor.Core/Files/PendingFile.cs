namespace Auditor.Core.Files;

/// <summary>
/// A file that is being written beside the one whose place it takes: who reads that one meanwhile reads the old content, and so does
/// everybody after a crash. Dispose of it: what did not take its place by then is gone.
/// </summary>
public sealed class PendingFile : IDisposable
{
    /// <param name="path">The file that it becomes.</param>
    public PendingFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        FullPath = Path.GetFullPath(path);
        WrittenTo = Path.Combine(Path.GetDirectoryName(FullPath) ?? ".", $".{Path.GetFileName(FullPath)}.{Guid.NewGuid():N}.tmp");
    }

    /// <summary>The full path of the file that it becomes.</summary>
    public string FullPath { get; }

    /// <summary>The full path of the file that it is until then.</summary>
    public string WrittenTo { get; }

    /// <summary>Writes the content, and to the disk: after a crash the name must not lead to an empty file.</summary>
    /// <param name="content">Writes what is to be in it.</param>
    /// <exception cref="IOException">It cannot be written; others that say so: <see cref="FileFailure.IsOne"/>.</exception>
    public void Write(Action<Stream> content)
    {
        ArgumentNullException.ThrowIfNull(content);
        using var stream = new FileStream(WrittenTo, FileMode.CreateNew, FileAccess.Write, FileShare.None);
        content(stream);
        stream.Flush(flushToDisk: true);
    }

    /// <summary>Puts it in its place.</summary>
    /// <param name="keepsMode">Whether those who may read the old one may read the new one.</param>
    /// <exception cref="IOException">It cannot be moved; others that say so: <see cref="FileFailure.IsOne"/>.</exception>
    public void TakePlace(bool keepsMode = false)
    {
        if (keepsMode && !OperatingSystem.IsWindows() && File.Exists(FullPath))
        {
            File.SetUnixFileMode(WrittenTo, File.GetUnixFileMode(FullPath));
        }

        File.Move(WrittenTo, FullPath, overwrite: true);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (File.Exists(WrittenTo))
        {
            File.Delete(WrittenTo);
        }
    }
}
