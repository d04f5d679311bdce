using Auditor.Reports.Templating;

namespace Auditor.Reports.Summary;

// What the template of the page can say. Texts are escaped where they are written; a null is not said at all.

internal sealed record SummaryModel
{
    public required string Headline { get; init; }

    public required string? Incomplete { get; init; }

    public required string Read { get; init; }

    public required string? Gate { get; init; }

    public required SummaryComparison? Comparison { get; init; }

    public required IReadOnlyList<SummarySeverity> Severities { get; init; }

    public required string CouldNotTell { get; init; }

    /// <summary>What to look at first, as a list; each with the commands that fix it.</summary>
    public required Markup? Urgent { get; init; }

    /// <summary>Whether what fails the build is not what is worst: it comes before everything else then.</summary>
    public required bool IsFailingFirst { get; init; }

    public required string WorstTitle { get; init; }

    public required IReadOnlyList<SummaryWorst> Worst { get; init; }

    public required string? MoreRules { get; init; }

    public required IReadOnlyList<string> Missing { get; init; }

    public required string? MoreMissing { get; init; }

    public required IReadOnlyList<SummarySection> Sections { get; init; }
}

internal sealed record SummaryComparison
{
    public required string Source { get; init; }

    public required string? When { get; init; }

    public required string New { get; init; }

    public required string? Worsened { get; init; }

    public required string? FirstAssessed { get; init; }

    public required string Unchanged { get; init; }

    public required string Fixed { get; init; }

    public required string? NotReread { get; init; }
}

internal sealed record SummarySeverity(string Name, string Count);

internal sealed record SummaryWorst(string Severity, string Status, string Rule, string Count, string Example);

/// <summary>What is folded: the sentence that shows, and Markdown of lines below it.</summary>
internal sealed record SummarySection(Markup Title, Markup? Help, Markup Lines);
