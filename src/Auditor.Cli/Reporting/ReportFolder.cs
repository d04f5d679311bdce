using Auditor.Core.Findings;

namespace Auditor.Cli.Reporting;

/// <summary>The folder that reports go to.</summary>
internal static class ReportFolder
{
    /// <summary>Makes the folder and tries to write into it, before a scan has cost minutes.</summary>
    /// <exception cref="UsageException">Nothing can be written there.</exception>
    public static string Prepare(string folder, IOContext io)
    {
        var path = io.FullPath(folder);
        if (File.Exists(path))
        {
            throw new UsageException($"Reports cannot be written to {Quote.Of(folder)}: it is a file, not a folder.");
        }

        try
        {
            Directory.CreateDirectory(path);
            using var probe = new FileStream(Path.Combine(path, $".auditor-{Guid.NewGuid():N}"), new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose });
            return path;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"Reports cannot be written to {Quote.Of(folder)}: {(exception is UnauthorizedAccessException ? "access is denied" : exception.Message.TrimEnd('.'))}.");
        }
    }
}
