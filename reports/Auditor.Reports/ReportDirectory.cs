using System.Collections.Immutable;
using Auditor.Core.Files;

namespace Auditor.Reports;

/// <summary>
/// A folder of reports. Either all files of a run appear in it, or none: an older run's stay until then, and files of a set that this run
/// writes otherwise go.
/// </summary>
public sealed class ReportDirectory(string path)
{
    /// <summary>The name of the inventory in the folder.</summary>
    public const string InventoryFileName = "inventory.json";

    private const string LockFileName = ".auditor.lock";

    /// <summary>The full path of the folder.</summary>
    public string FullPath { get; } = Path.GetFullPath(path);

    /// <summary>Writes the inventory and the reports, and returns their paths, the inventory's first.</summary>
    /// <exception cref="ReportException">The folder cannot be written to, or another run is writing into it.</exception>
    /// <exception cref="OperationCanceledException">Somebody cancelled: the folder is as it was.</exception>
    public ImmutableArray<string> Write(ReportInput input, IEnumerable<IReport> reports, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(reports);
        if (File.Exists(FullPath))
        {
            throw new ReportException($"'{FullPath}' is a file. Reports need a folder: give another one with --output.");
        }

        try
        {
            Directory.CreateDirectory(FullPath);
            using var alone = Lock();
            return WriteAll(input, [.. reports], cancellationToken);
        }
        catch (Exception exception) when (FileFailure.IsOne(exception))
        {
            throw new ReportException($"Cannot write reports into '{FullPath}': {exception.Message}", exception);
        }
    }

    private ImmutableArray<string> WriteAll(ReportInput input, ImmutableArray<IReport> reports, CancellationToken cancellationToken)
    {
        var pending = new List<PendingFile>();
        try
        {
            Render(InventoryFileName, pending, input.Text.WriteTo, cancellationToken);
            input = input with { Text = input.Text.IsIn(pending[0].WrittenTo) };
            foreach (var report in reports.SelectMany(report => report is IReportSet set ? set.Parts(input) : [report]))
            {
                Render(report.FileName, pending, stream => report.Write(input, stream), cancellationToken);
            }

            cancellationToken.ThrowIfCancellationRequested();
            // What a rename would stumble over is looked for first, or some reports would be new and some old.
            if (pending.Find(file => Directory.Exists(file.FullPath)) is { FullPath: { } folder })
            {
                throw new ReportException(
                    $"'{folder}' is a folder, and a report of that name has to be written. Move it, or give another folder with --output.");
            }

            // Nothing is replaced before everything has been written: what fails leaves the older reports as they were.
            foreach (var file in pending)
            {
                file.TakePlace();
            }

            foreach (var set in reports.OfType<IReportSet>())
            {
                RemoveLeftovers(input, set, pending.Select(file => file.FullPath).ToHashSet(StringComparer.Ordinal));
            }

            return [.. pending.Select(file => file.FullPath)];
        }
        finally
        {
            foreach (var file in pending)
            {
                file.Dispose();
            }
        }
    }

    // A set may have had other files in an earlier run: split by account or not, or an account more. Builds that upload every file they
    // find would upload yesterday's with today's. After a crash right here they are found by the next run.
    private void RemoveLeftovers(ReportInput input, IReportSet set, HashSet<string> written)
    {
        foreach (var file in new DirectoryInfo(FullPath)
            .EnumerateFiles()
            .Where(file => !written.Contains(file.FullName) && set.IsOwn(input, file))
            .ToList())
        {
            file.Delete();
        }
    }

    private void Render(string fileName, List<PendingFile> pending, Action<Stream> write, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var file = new PendingFile(Path.Combine(FullPath, fileName));
        pending.Add(file);
        file.Write(stream =>
        {
            using var cancellable = new CancellableStream(stream, cancellationToken);
            write(cancellable);
        });
    }

    private FileStream Lock()
    {
        try
        {
            return new(
                Path.Combine(FullPath, LockFileName),
                FileMode.OpenOrCreate,
                FileAccess.Write,
                FileShare.None,
                bufferSize: 1,
                FileOptions.DeleteOnClose);
        }
        catch (IOException exception) when (File.Exists(Path.Combine(FullPath, LockFileName)))
        {
            throw new ReportException(
                $"Another run is writing into '{FullPath}'. Let it finish, or give this one a folder of its own with --output.", exception);
        }
    }
}
