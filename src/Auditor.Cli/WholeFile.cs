namespace Auditor.Cli;

/// <summary>Writes a file whole or not at all: who reads it meanwhile reads the old one, and so does everybody after a crash.</summary>
internal static class WholeFile
{
    /// <param name="path">The file.</param>
    /// <param name="write">Writes what is to be in it.</param>
    /// <param name="keepsMode">Whether those who may read the old one may read the new one.</param>
    /// <exception cref="IOException">It cannot be written. There are other exceptions that say so:
    /// <see cref="FileErrors.IsOne"/>.</exception>
    public static void Write(string path, Action<Stream> write, bool keepsMode = false)
    {
        var temporary = Path.Combine(Path.GetDirectoryName(path) ?? ".", $".{Path.GetFileName(path)}.{Guid.NewGuid():N}.tmp");
        try
        {
            using (var stream = File.Create(temporary))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            if (keepsMode && !OperatingSystem.IsWindows() && File.Exists(path))
            {
                File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            }

            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            if (File.Exists(temporary))
            {
                File.Delete(temporary);
            }
        }
    }
}
