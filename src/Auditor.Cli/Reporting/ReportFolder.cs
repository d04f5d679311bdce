using Auditor.Core.Text;

namespace Auditor.Cli.Reporting;

/// <summary>The folder that reports go to.</summary>
internal static class ReportFolder
{
    /// <summary>
    /// Tries to write into the folder, before a scan has cost minutes. A folder that was not there is gone again afterwards: a scan that
    /// fails leaves none.
    /// </summary>
    /// <exception cref="UsageException">Nothing can be written there.</exception>
    public static string Prepare(string folder, IOContext io)
    {
        var path = io.FullPath(folder);
        if (File.Exists(path))
        {
            throw new UsageException($"Reports cannot be written to {Quote.Of(folder)}: it is a file, not a folder.");
        }

        var missing = Missing(path);
        try
        {
            Directory.CreateDirectory(path);
            using (new FileStream(
                Path.Combine(path, $".auditor-{Guid.NewGuid():N}"),
                new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Options = FileOptions.DeleteOnClose }))
            {
                return path;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(
                $"Reports cannot be written to {Quote.Of(folder)}: "
                    + $"{(exception is UnauthorizedAccessException ? "access is denied" : exception.Message.TrimEnd('.'))}.");
        }
        finally
        {
            missing.ForEach(RemoveEmpty);
        }
    }

    /// <summary>Makes a folder, and says which folders that took, the deepest first.</summary>
    public static List<string> Make(string path)
    {
        var missing = Missing(path);
        Directory.CreateDirectory(path);
        return missing;
    }

    /// <summary>Removes folders that have nothing in them.</summary>
    public static void RemoveEmpty(List<string> folders) => folders.ForEach(RemoveEmpty);

    // The deepest first.
    private static List<string> Missing(string path)
    {
        var missing = new List<string>();
        for (var folder = path; folder is not null && !Path.Exists(folder); folder = Path.GetDirectoryName(folder))
        {
            missing.Add(folder);
        }

        return missing;
    }

    private static void RemoveEmpty(string folder)
    {
        try
        {
            Directory.Delete(folder);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody else has put something into it meanwhile, or it was never made.
        }
    }
}
