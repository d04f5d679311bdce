using Auditor.Cli.Terminal;

namespace Auditor.Cli.Fixing;

/// <summary>Says as comments what lines are for: whoever reads them decides whether they are run.</summary>
internal static class FixHeader
{
    private const int LongestLine = 400;

    /// <summary>A comment of one line, with nothing in it that could end it.</summary>
    public static string Comment(string text) => $"# {PlainText.Cut(text.ReplaceLineEndings(" "), LongestLine)}".TrimEnd();

    /// <summary>The rule, the finding, what it changes and what it rests on.</summary>
    public static IEnumerable<string> Of(int number, FixedFinding mended) =>
    [
        Comment($"{number}. {mended.RuleId} {mended.RuleName}{(mended.Severity is { } severity ? $", {Words.Of(severity)}" : "")}"
            + $"{(mended.Priority is { } priority ? $", priority {priority}" : "")}: {mended.Place}"),
        Comment($"Finding: {mended.Message}"),
        .. mended.Fix.Summary.Length > 0 ? [Comment($"Fix: {mended.Fix.Summary}")] : Array.Empty<string>(),
        .. mended.Evidence.Select(evidence => Comment($"Evidence: {evidence.What}: {evidence.Value}")),
        Comment($"To accept it instead: {mended.Fix.Suppress}"),
    ];

    /// <summary>The rule and where the finding is.</summary>
    public static string Short(FixedFinding mended, string between = "") => $"{mended.RuleId}{between} {mended.Place}";
}
