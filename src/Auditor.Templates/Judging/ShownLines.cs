using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Auditor.Core.Findings;
using Auditor.Core.Secrets;
using Auditor.Templates.Documents;

namespace Auditor.Templates.Judging;

/// <summary>The lines of a file as reports quote them: without secrets.</summary>
internal sealed partial class ShownLines(TextLines lines)
{
    private const int LinesAround = 2;
    private const int LongestLine = 400;
    private const string Hidden = "(a private key)";

    private readonly Lazy<bool[]> _isKey = new(() => PrivateKeys(lines));
    private readonly ConcurrentDictionary<int, string> _texts = [];

    /// <summary>The lines as they stand in the file, secrets and all: for reading comments, never for reports.</summary>
    public IReadOnlyList<string> Raw => lines;

    /// <summary>The place with its line and those around it.</summary>
    public SourcePlace Of(SourcePlace place) => place.Line > lines.Count ? place : place with
    {
        Text = Text(place.Line).Trim(),
        Fix = place.Fix is { } fix && Written(fix.Place) is { Length: > 0 } raw && raw.Trim('"', '\'') == fix.Place.Text
            ? fix with { Text = raw[0] is '"' or '\'' ? $"{raw[0]}{fix.Text}{raw[0]}" : fix.Text }
            : null,
        Around =
        [
            .. Enumerable.Range(place.Line - LinesAround, (2 * LinesAround) + 1)
                .Where(number => number >= 1 && number <= lines.Count)
                .Select(number => new SourceLine(number, Text(number), number == place.Line)),
        ],
    };

    // What stands there, of a value that is on one line; a parameter's value stands elsewhere.
    private string? Written(SourcePlace place) => place.Line == place.EndLine
        && place.Line <= lines.Count
        && place.Column >= 1
        && place.Column <= place.EndColumn
        && place.EndColumn <= lines[place.Line - 1].Length + 1
        ? lines[place.Line - 1][(place.Column - 1)..(place.EndColumn - 1)]
        : null;

    // Findings on lines near each other show the same ones.
    private string Text(int number) => _texts.GetOrAdd(number, Masked);

    private string Masked(int number)
    {
        var line = lines[number - 1].TrimEnd('\r', ' ');
        if (_isKey.Value[number - 1])
        {
            return Hidden;
        }

        // A plan is one line.
        line = line.Length > LongestLine ? line[..LongestLine] : line;
        if (Member().Match(line) is { Success: true } member && member.Groups["value"] is { Length: > 0 } value)
        {
            var name = member.Groups["name"].Value;
            var owner = name is "Value" or "Default" or "ParameterValue" or "default" ? Owner(number, name) ?? name : name;
            var masked = SecretJudge.Mask(owner, value.Value);
            if (masked != value.Value)
            {
                return $"{line[..value.Index]}{masked}{line[(value.Index + value.Length)..]}";
            }
        }

        return SecretJudge.Mask(line);
    }

    // The parameter that it is the default of, or the key beside the value.
    private string? Owner(int number, string name)
    {
        const int Farthest = 8;
        var indent = Indent(lines[number - 1]);
        for (var at = number - 2; at >= Math.Max(0, number - 2 - Farthest); at--)
        {
            if (Member().Match(lines[at]) is not { Success: true } other)
            {
                continue;
            }

            if (name is not "Default" && other.Groups["name"].Value is "Key" or "Name" or "ParameterKey")
            {
                return other.Groups["value"].Value;
            }

            if (Indent(lines[at]) < indent)
            {
                return other.Groups["name"].Value;
            }
        }

        return null;
    }

    private static int Indent(string line) => line.Length - line.TrimStart(' ', '\t').Length;

    private static bool[] PrivateKeys(TextLines lines)
    {
        var isKey = new bool[lines.Count];
        var isWithin = false;
        foreach (var (index, line) in lines.Index())
        {
            isWithin |= line.Contains("-----BEGIN", StringComparison.Ordinal) && line.Contains("PRIVATE KEY", StringComparison.Ordinal);
            isKey[index] = isWithin;
            isWithin &= !line.Contains("-----END", StringComparison.Ordinal);
        }

        return isKey;
    }

    // name: value, "name": "value",
    [GeneratedRegex(
        @"^[\s-]*[""']?(?<name>[\w.:-]+?)[""']?\s*[:=]\s*" + @"(?:[""'](?<value>[^""']*)[""']|(?<value>[^""'\s{\[][^#]*?))?\s*,?\s*$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Member();
}
