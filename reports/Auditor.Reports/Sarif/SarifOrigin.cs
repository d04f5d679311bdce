using System.Text.Json;
using System.Text.RegularExpressions;

namespace Auditor.Reports.Sarif;

/// <summary>Tells a SARIF file that this tool wrote from any other.</summary>
internal static partial class SarifOrigin
{
    // The tool is the first thing in a run, and nothing but the schema and the version comes before the runs.
    private const int Head = 4096;

    private static readonly string[] Path = ["runs", "tool", "driver", "name"];

    /// <summary>Whether the file has a name as <see cref="SarifReport"/> gives them, and says that the tool made it.</summary>
    public static bool Is(string tool, FileInfo file)
    {
        // A link is somebody's own doing, wherever it leads.
        if (!FileName().IsMatch(file.Name) || file.LinkTarget is not null)
        {
            return false;
        }

        try
        {
            using var content = file.OpenRead();
            var head = new byte[Head];
            var length = content.ReadAtLeast(head, Head, throwOnEndOfStream: false);
            return tool.Equals(Driver(head.AsSpan(0, length)), StringComparison.OrdinalIgnoreCase);
        }
        catch (Exception exception) when (exception is JsonException or UnauthorizedAccessException)
        {
            // Nothing shows that it is.
            return false;
        }
    }

    // The first driver's name, if it stands where this tool writes it.
    private static string? Driver(ReadOnlySpan<byte> head)
    {
        var reader = new Utf8JsonReader(head, isFinalBlock: false, default);
        var known = 0;
        while (reader.Read())
        {
            if (reader.TokenType is not JsonTokenType.PropertyName)
            {
                continue;
            }

            if (!reader.ValueTextEquals(Path[known]))
            {
                // Whatever is nested in what is of no interest is passed over, or its names would count.
                if (!reader.TrySkip())
                {
                    return null;
                }
            }
            else if (++known == Path.Length)
            {
                return reader.Read() && reader.TokenType is JsonTokenType.String ? reader.GetString() : null;
            }
        }

        return null;
    }

    [GeneratedRegex(@"^auditor(?:\.[0-9a-f]{12}(?:\.[0-9]+)?)?\.sarif$", RegexOptions.CultureInvariant)]
    private static partial Regex FileName();
}
