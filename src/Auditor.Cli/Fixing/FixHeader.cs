using Auditor.Cli.Terminal;
using Auditor.Core.Findings;

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
        Comment($"{number}. {mended.Finding.Rule.Id} {mended.Finding.Rule.Name}, {Words.Of(mended.Finding.Severity)}"
            + $"{(mended.Finding.Priority is { } priority ? $", priority {priority.Score}" : "")}: {PlaceOf(mended.Finding)}"),
        Comment($"Finding: {mended.Finding.Message}"),
        .. mended.Fix.Summary.Length > 0 ? [Comment($"Fix: {mended.Fix.Summary}")] : Array.Empty<string>(),
        .. mended.Finding.Evidence.Select(evidence => Comment($"Evidence: {evidence.What}: {evidence.Value}")),
        Comment($"To accept it instead: {mended.Fix.Suppress}"),
    ];

    /// <summary>Where a finding is, in a few words.</summary>
    public static string PlaceOf(Finding finding)
    {
        var identity = finding.Subject.Identity;
        var stage = identity.Stage is { } own ? [own] : finding.Stages;
        return (identity.ApiId is { } api ? $"{(identity.Route is { } route ? $"{route} of " : "")}API '{identity.ApiName}' ({api})"
            : identity.Arn)
            + (stage is [] ? "" : $", {(stage.Length == 1 ? "stage" : "stages")} {string.Join(", ", stage)}");
    }
}
