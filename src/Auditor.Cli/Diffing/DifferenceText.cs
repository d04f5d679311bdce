using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Auditor.Cli.Terminal;
using Auditor.Core.Findings;
using Auditor.Core.Text;

namespace Auditor.Cli.Diffing;

/// <summary>Tells people what is different.</summary>
internal static partial class DifferenceText
{
    private const int LongestValue = 80;

    /// <summary>Lines of plain text that begin with +, -, ! or ?, as diffs do; nothing in them that moves a cursor.</summary>
    public static ImmutableArray<string> Lines(Difference difference)
    {
        string[] lines =
        [
            Headline(difference),
            .. difference.New.Select(finding => Line('+', finding)),
            .. difference.Worsened.Select(worse => Line('!', worse.Finding, $"worse: {string.Join(", ", worse.Worse)}. ")),
            .. difference.FirstAssessed.Select(finding => Line('?', finding, "not looked at before: ")),
            .. difference.Gone.Select(finding => Line('-', finding)),
            .. difference.NotReread.Select(finding => Line('?', finding)),
            .. Configuration(difference),
        ];
        return [.. lines.Select(PlainText.Of)];
    }

    /// <summary>The same for a comment or a job summary.</summary>
    public static string Markdown(Difference difference)
    {
        var lines = string.Join('\n', Lines(difference));
        // A fence ends a block that has fewer backticks than it.
        var fence = new string('`', Math.Max(3, Backticks().Matches(lines).Select(match => match.Length).DefaultIfEmpty().Max() + 1));
        return $"## What changed\n\n{fence}diff\n{lines}\n{fence}\n";
    }

    private static string Headline(Difference difference)
    {
        string[] parts =
        [
            $"{difference.New.Length:N0} new",
            .. difference.Worsened is [] ? Array.Empty<string>() : [$"{difference.Worsened.Length:N0} got worse"],
            $"{difference.Gone.Length:N0} gone",
            .. difference.FirstAssessed is [] ? Array.Empty<string>() : [$"{difference.FirstAssessed.Length:N0} not looked at before"],
            .. difference.NotReread is [] ? Array.Empty<string>() : [$"{difference.NotReread.Length:N0} not looked at again"],
        ];
        return $"Findings from {Quote.Of(difference.Before)} to {Quote.Of(difference.After)}: {string.Join(", ", parts)}.";
    }

    private static IEnumerable<string> Configuration(Difference difference)
    {
        if (difference.Configuration is not { } changes)
        {
            yield return "Configuration: not compared, because that takes two inventories.";
            yield break;
        }

        var unknown = changes.Count(change => change.Kind is ChangeKind.NotComparable);
        yield return $"Configuration: "
            + $"{Words.Count(changes.Length - unknown, "change")}{(unknown == 0 ? "" : $", {unknown:N0} not comparable")}.";
        foreach (var place in changes.GroupBy(change => (change.Account, change.Region)))
        {
            yield return $"@@ {place.Key.Account}{(place.Key.Region is { } region ? $" {region}" : "")} @@";
            foreach (var change in place)
            {
                yield return Line(change);
            }
        }
    }

    private static string Line(char mark, PastFinding finding, string note = "") =>
        $"{mark} {(finding.Severity is { } severity ? Words.Of(severity) : ""),-8}  {finding.RuleId}  "
            + $"{finding.Account}{(finding.Region is { } region ? $" {region}" : "")}  {note}{finding.Message}";

    private static string Line(ConfigurationChange change)
    {
        var what = string.Join(": ", new[] { change.Thing, change.Property }.Where(part => !string.IsNullOrEmpty(part)));
        return change.Kind switch
        {
            ChangeKind.Added => $"+ {what}",
            ChangeKind.Removed => $"- {what}",
            ChangeKind.Changed => $"! {what}: {Value(change.Before)} -> {Value(change.After)}",
            _ =>
                $"? {what}{(change.Before is { } before ? $"; before: {before}" : "")}{(change.After is { } after ? $"; after: {after}" : "")}",
        };
    }

    private static string Value(string? value) => value is null ? "none" : PlainText.Cut(value, LongestValue);

    [GeneratedRegex("`+")]
    private static partial Regex Backticks();
}
