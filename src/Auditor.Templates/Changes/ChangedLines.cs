using System.Globalization;
using System.Text.RegularExpressions;
using Auditor.Core.Findings;

namespace Auditor.Templates.Changes;

/// <summary>The lines that a change adds or alters, and those beside which it takes some away.</summary>
public sealed partial class ChangedLines
{
    private readonly Dictionary<string, SortedSet<int>> _byFile = new(StringComparer.Ordinal);
    private readonly HashSet<string> _whole = new(StringComparer.Ordinal);

    /// <summary>Reads a unified diff, as <c>git diff</c> prints it.</summary>
    public static ChangedLines Read(TextReader diff)
    {
        ArgumentNullException.ThrowIfNull(diff);
        var changed = new ChangedLines();
        SortedSet<int>? lines = null;
        var (at, left, gone) = (0, 0, 0);
        while (diff.ReadLine() is { } line)
        {
            if (left > 0 || gone > 0)
            {
                switch (line.Length == 0 ? ' ' : line[0])
                {
                    case '+':
                        lines?.Add(at++);
                        left--;
                        break;
                    case '-':
                        lines?.Add(at);
                        gone--;
                        break;
                    case '\\':
                        break;
                    default:
                        at++;
                        left--;
                        gone--;
                        break;
                }
            }
            else if (line.StartsWith("+++ ", StringComparison.Ordinal))
            {
                lines = changed.LinesOf(line[4..]);
            }
            else if (Hunk().Match(line) is { Success: true } hunk)
            {
                left = Number(hunk.Groups["count"], 1);
                gone = Number(hunk.Groups["gone"], 1);
                // Of a part that only takes lines away the number is that of the line before.
                at = Number(hunk.Groups["from"], 1) + (left == 0 ? 1 : 0);
            }
        }

        return changed;
    }

    /// <summary>A file all of which is new.</summary>
    public void AddWhole(string file) => _whole.Add(file);

    /// <summary>Whether the change touches a part of a file.</summary>
    public bool Touch(SourcePlace place)
    {
        ArgumentNullException.ThrowIfNull(place);
        return _whole.Contains(place.File)
            || Lines(place.File) is { } lines && lines.GetViewBetween(place.Line, Math.Max(place.Line, place.EndLine)).Count > 0;
    }

    // A diff may be made elsewhere: its names go on from the root of the repository.
    private SortedSet<int>? Lines(string file) => _byFile.TryGetValue(file, out var lines) ? lines
        : _byFile.FirstOrDefault(each => each.Key.EndsWith($"/{file}", StringComparison.Ordinal)
            || file.EndsWith($"/{each.Key}", StringComparison.Ordinal)).Value;

    private SortedSet<int>? LinesOf(string name)
    {
        var path = name.Split('\t')[0].Trim('"');
        if (path is "/dev/null")
        {
            return null;
        }

        path = path.StartsWith("b/", StringComparison.Ordinal) ? path[2..] : path;
        if (!_byFile.TryGetValue(path, out var lines))
        {
            _byFile[path] = lines = [];
        }

        return lines;
    }

    private static int Number(Group group, int otherwise) =>
        group.Success && int.TryParse(group.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;

    [GeneratedRegex(
        @"^@@ -\d+(,(?<gone>\d+))? \+(?<from>\d+)(,(?<count>\d+))? @@", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Hunk();
}
