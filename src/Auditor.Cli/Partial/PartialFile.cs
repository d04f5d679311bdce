using System.Diagnostics.CodeAnalysis;
using Auditor.Cli.Reporting;
using Auditor.Core.Files;
using Auditor.Core.Inventory;
using Auditor.Core.Text;
using Microsoft.Win32.SafeHandles;

namespace Auditor.Cli.Partial;

/// <summary>The file of a partial inventory, one thing on each line.</summary>
/// <remarks>
/// Lines are only ever added, one after the other, and reach the operating system at once: a process that is killed leaves at most its last
/// line unfinished.
/// </remarks>
internal sealed class PartialFile : IDisposable
{
    public const string Name = "inventory.partial.jsonl";

    private readonly Lock _lock = new();
    private readonly SafeFileHandle _file;
    private readonly List<string> _madeFolders;
    private long _end;

    private PartialFile(string path, SafeFileHandle file, long end, List<string> madeFolders) =>
        (Path, _file, _end, _madeFolders) = (path, file, end, madeFolders);

    public string Path { get; }

    /// <summary>Begins anew, or goes on behind what is known of an earlier run.</summary>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public static PartialFile Open(string folder, PartialContent? before) =>
        before is null ? Open(folder, FileMode.Create, end: 0) : Open(folder, FileMode.Open, before.End);

    /// <summary>What an earlier run left; null when there is nothing to go on with.</summary>
    /// <exception cref="UsageException">It cannot be gone on with.</exception>
    public static PartialContent? Find(string folder, string needs)
    {
        var path = PathIn(folder);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            // A run that was killed before its first line was whole left nothing.
            var content = PartialContent.TryRead(path);
            return content is null || content.Head.Needs == needs
                ? content
                : throw new UsageException(
                    $"{Quote.Of(path)} was collected for other rules, or from another --endpoint-url: choose the same ones, or begin "
                        + $"anew without --resume.");
        }
        catch (InventoryFormatException exception)
        {
            throw new UsageException($"{Quote.Of(path)} cannot be resumed. {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Quote.Of(path)} cannot be read: {FileFailure.Reason(path, exception)}.");
        }
    }

    /// <summary>Once there is a whole inventory, a partial one would only mislead.</summary>
    /// <exception cref="UsageException">It cannot be deleted.</exception>
    public static void Delete(string folder)
    {
        var path = PathIn(folder);
        try
        {
            File.Delete(path);
        }
        catch (DirectoryNotFoundException)
        {
            // Then there is none.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"{Quote.Of(path)} is out of date and cannot be deleted: {FileFailure.Reason(path, exception)}.");
        }
    }

    /// <exception cref="UsageException">It cannot be written.</exception>
    public Extent Add(PartialLine line)
    {
        lock (_lock)
        {
            try
            {
                using var part = new FilePart(_file, _end);
                InventoryFile.WritePart(part, line);
                var extent = new Extent(_end, part.Length);
                part.Write("\n"u8);
                _end += part.Length;
                return extent;
            }
            catch (IOException exception)
            {
                throw Unwritable(Path, exception);
            }
        }
    }

    public PartialLine Line(Extent extent) => Line(_file, extent);

    public void Dispose() => _file.Dispose();

    /// <summary>Leaves nothing behind: there was nothing to keep.</summary>
    /// <exception cref="UsageException">It cannot be deleted.</exception>
    public void Discard()
    {
        Dispose();
        Delete(System.IO.Path.GetDirectoryName(Path) ?? "");
        ReportFolder.RemoveEmpty(_madeFolders);
    }

    internal static PartialLine Line(SafeFileHandle file, Extent extent)
    {
        using var part = new FilePart(file, extent.Offset, extent.Length);
        return InventoryFile.ReadPart<PartialLine>(part);
    }

    private static string PathIn(string folder) => System.IO.Path.Combine(folder, Name);

    [SuppressMessage(
        "Reliability",
        "CA2000:Dispose objects before losing scope",
        Justification = "Whoever gets the inventory disposes of it, and the file with it.")]
    private static PartialFile Open(string folder, FileMode mode, long end)
    {
        var path = PathIn(folder);
        try
        {
            var made = ReportFolder.Make(folder);
            // Two runs that write one file would leave neither's.
            var file = File.OpenHandle(path, mode, FileAccess.ReadWrite, FileShare.None);
            PrivateFiles.Take(path);
            return new(path, file, end, made);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Unwritable(path, exception);
        }
    }

    private static UsageException Unwritable(string path, Exception exception) =>
        new($"{Quote.Of(path)} cannot be written: {FileFailure.Reason(path, exception)}.");
}
