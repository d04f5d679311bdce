using Auditor.Core.Inventory;

namespace Auditor.Cli.Partial;

/// <summary>Where in a partial inventory everything is. The things themselves stay in the file.</summary>
internal sealed class PartialContent
{
    private PartialContent(PartialHead head) => Head = head;

    public PartialHead Head { get; private set; }

    public Dictionary<(string Account, string Region), Extent> Scopes { get; } = [];

    public Dictionary<string, Extent> Accounts { get; } = new(StringComparer.Ordinal);

    /// <summary>The APIs of accounts and Regions that were not read to their end.</summary>
    public Dictionary<(string Account, string Region, bool IsRest, string Id), Extent> Apis { get; } = [];

    /// <summary>Why the last run ended; null when it could not say it.</summary>
    public string? Stopped { get; private set; }

    /// <summary>Where the last whole line ends.</summary>
    public long End { get; private set; }

    /// <exception cref="InventoryFormatException">It is no partial inventory.</exception>
    public static PartialContent Read(string path) => TryRead(path) ?? throw new InventoryFormatException("It is empty.");

    /// <summary>What is in it; null when not even its first line is whole.</summary>
    /// <exception cref="InventoryFormatException">It is no partial inventory.</exception>
    public static PartialContent? TryRead(string path)
    {
        using var stream = File.OpenRead(path);
        PartialContent? content = null;
        var number = 0;
        foreach (var (extent, bytes) in Lines(stream))
        {
            number++;
            var line = Line(bytes, number);
            if (line.Head is { } head)
            {
                content ??= new(head);
                content.Head = head;
            }

            (content ?? throw new InventoryFormatException("It is not a partial inventory, or has lost its beginning.")).Add(line, extent);
        }

        return content;
    }

    private void Add(PartialLine line, Extent extent)
    {
        End = extent.Offset + extent.Length + 1;
        Stopped = line.Stopped;
        switch (line)
        {
            case { Account: { } account }:
                Accounts[account.Id] = extent;
                break;
            case { Scope: { } scope }:
                Scopes[(scope.Account, scope.Region)] = extent;
                break;
            case { Api: { } api }:
                Apis[(api.Account, api.Region, api.Read.IsRest, api.Read.Id)] = extent;
                break;
            default:
                break;
        }
    }

    private static PartialLine Line(byte[] bytes, int number)
    {
        try
        {
            return InventoryFile.ReadPart<PartialLine>(bytes);
        }
        catch (InventoryFormatException exception)
        {
            throw new InventoryFormatException(
                $"It is not a partial inventory of this version of Auditor (line {number}): {exception.Message}");
        }
    }

    // What stands behind the last line feed is a line that was not finished: it counts as not there.
    private static IEnumerable<(Extent Extent, byte[] Bytes)> Lines(FileStream stream)
    {
        var buffer = new byte[1 << 16];
        var line = new MemoryStream();
        long start = 0;
        int read;
        while ((read = stream.Read(buffer)) > 0)
        {
            var from = 0;
            int feed;
            while ((feed = Array.IndexOf(buffer, (byte)'\n', from, read - from)) >= 0)
            {
                line.Write(buffer, from, feed - from);
                yield return (new(start, line.Length), line.ToArray());
                start += line.Length + 1;
                line.SetLength(0);
                from = feed + 1;
            }

            line.Write(buffer, from, read - from);
        }
    }
}
