using System.Text;
using System.Text.Json;

namespace Auditor.Templates.Documents;

/// <summary>Reads YAML or JSON into nodes that know their places.</summary>
internal static class DocumentReader
{
    /// <summary>Deeper than any template, and shallow enough for recursion.</summary>
    public const int MaximumDepth = 100;

    /// <summary>Nodes of one file.</summary>
    public const int MaximumNodes = 5_000_000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The document of a file in which every key stands once.</summary>
    /// <exception cref="UnreadableException">It is neither YAML nor JSON, goes beyond the limits, or has a key twice.</exception>
    public static Node? Read(string file, byte[] bytes)
    {
        var repeated = new List<RepeatedNode>();
        var root = Read(file, bytes, repeated);
        return repeated is [var first, ..] ? throw new UnreadableException(first.Because, first.Place.Line) : root;
    }

    /// <summary>The document of a file, and the keys in it that stand twice.</summary>
    /// <exception cref="UnreadableException">It is neither YAML nor JSON, or goes beyond the limits.</exception>
    public static Node? Read(string file, byte[] bytes, List<RepeatedNode> repeated)
    {
        var text = Text(bytes);
        var start = text.AsSpan().TrimStart();
        if (start is ['{' or '[', ..])
        {
            try
            {
                return JsonDocuments.Read(file, text, repeated);
            }
            catch (JsonException json)
            {
                repeated.Clear();
                // YAML takes more than JSON does: tabs, comments, names without quotes.
                try
                {
                    return YamlDocuments.Read(file, text, repeated);
                }
                catch (UnreadableException) when (file.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
                {
                    throw new UnreadableException("It is not JSON.", (int)(json.LineNumber ?? 0) + 1);
                }
            }
        }

        return YamlDocuments.Read(file, text, repeated);
    }

    /// <summary>The entries with one in the place of those that share a key.</summary>
    public static ImmutableArray<MapEntry> Distinct(ImmutableArray<MapEntry> entries, List<RepeatedNode> repeated)
    {
        if (AreDistinct(entries))
        {
            return entries;
        }

        var first = new Dictionary<string, int>(StringComparer.Ordinal);
        var distinct = ImmutableArray.CreateBuilder<MapEntry>(entries.Length);
        foreach (var entry in entries)
        {
            if (first.TryAdd(entry.Key, distinct.Count))
            {
                distinct.Add(entry);
                continue;
            }

            var node = new RepeatedNode(entry.KeySpan, entry.Key);
            distinct[first[entry.Key]] = entry with { Value = node };
            repeated.Add(node);
        }

        return distinct.ToImmutable();
    }

    private static bool AreDistinct(ImmutableArray<MapEntry> entries)
    {
        // Of few keys each is compared with each.
        const int Few = 8;
        if (entries.Length > Few)
        {
            return entries.Select(entry => entry.Key).ToHashSet(StringComparer.Ordinal).Count == entries.Length;
        }

        for (var index = 1; index < entries.Length; index++)
        {
            for (var earlier = 0; earlier < index; earlier++)
            {
                if (entries[index].Key == entries[earlier].Key)
                {
                    return false;
                }
            }
        }

        return true;
    }

    private static string Text(byte[] bytes)
    {
        try
        {
            return bytes switch
            {
                [0xEF, 0xBB, 0xBF, ..] => Strict.GetString(bytes.AsSpan(3)),
                [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(bytes.AsSpan(2)),
                [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(bytes.AsSpan(2)),
                _ => Strict.GetString(bytes),
            };
        }
        catch (DecoderFallbackException)
        {
            throw new UnreadableException("It is not text.", 1);
        }
    }
}
