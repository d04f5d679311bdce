using Auditor.Core.Files;
using Auditor.Reports;

namespace Auditor.Cli.Reporting;

/// <summary>Writes an inventory where there is no report to write.</summary>
internal static class InventoryWriting
{
    /// <summary>Writes the inventory into a folder, whole or not at all, and returns its path.</summary>
    /// <exception cref="UsageException">The folder cannot be written to.</exception>
    public static string Write(string folder, Action<Stream> write)
    {
        var path = Path.Combine(folder, ReportDirectory.InventoryFileName);
        try
        {
            Directory.CreateDirectory(folder);
            WholeFile.Write(path, write);
            return path;
        }
        catch (Exception exception) when (FileFailure.IsOne(exception))
        {
            throw new UsageException($"The inventory cannot be written to '{path}': {exception.Message.TrimEnd('.')}.");
        }
    }
}
