using System.Text;
using System.Text.Json;
using Auditor.Core.Text;

namespace Auditor.Templates.Documents;

/// <summary>Reads YAML or JSON into nodes that know their places.</summary>
internal static class DocumentReader
{
    /// <summary>Deeper than any template, and shallow enough for recursion.</summary>
    public const int MaximumDepth = 100;

    /// <summary>Nodes of one file.</summary>
    public const int MaximumNodes = 5_000_000;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The documents of a file; more than one only in YAML.</summary>
    /// <exception cref="UnreadableException">It is neither YAML nor JSON, or goes beyond the limits.</exception>
    public static Node? Read(string file, byte[] bytes)
    {
        var text = Text(bytes);
        var start = text.AsSpan().TrimStart();
        if (start is ['{' or '[', ..])
        {
            try
            {
                return JsonDocuments.Read(file, text);
            }
            catch (JsonException json)
            {
                // YAML takes more than JSON does: tabs, comments, names without quotes.
                try
                {
                    return YamlDocuments.Read(file, text);
                }
                catch (UnreadableException) when (file.EndsWith(".json", StringComparison.OrdinalIgnoreCase))
                {
                    throw new UnreadableException("It is not JSON.", (int)(json.LineNumber ?? 0) + 1);
                }
            }
        }

        return YamlDocuments.Read(file, text);
    }

    /// <summary>Which of two values of one key counts differs between tools, so neither does.</summary>
    /// <exception cref="UnreadableException">A key stands twice in a map.</exception>
    public static void RefuseRepeated(IEnumerable<MapEntry> entries)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var entry in entries)
        {
            if (!seen.Add(entry.Key))
            {
                throw new UnreadableException($"The key {Quote.Of(entry.Key)} stands twice in one map.", entry.KeyPlace.Line);
            }
        }
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
