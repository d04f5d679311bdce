namespace Auditor.Reports.EvidencePages;

// What the template of the page can say. Everything in here is text that it escapes.

internal sealed record EvidencePageModel
{
    public required string Title { get; init; }

    public required IReadOnlyList<EvidenceFact> Facts { get; init; }

    public required IReadOnlyList<EvidenceScope> Scopes { get; init; }

    public required IReadOnlyList<string> Gaps { get; init; }

    public required IReadOnlyList<string> Assumptions { get; init; }

    public required IReadOnlyList<EvidenceFramework> Frameworks { get; init; }
}

internal sealed record EvidenceFact(string Name, string Value);

internal sealed record EvidenceScope(string Account, string Region, string Read, string Apis);

internal sealed record EvidenceFramework
{
    public required string Title { get; init; }

    public required bool IsOfWeaknesses { get; init; }

    public required string? Source { get; init; }

    public required string? NotDerived { get; init; }

    public required string Summary { get; init; }

    public required IReadOnlyList<EvidenceControl> Controls { get; init; }
}

internal sealed record EvidenceControl
{
    public required string Name { get; init; }

    public required string Verdict { get; init; }

    public required string Passed { get; init; }

    public required string Failed { get; init; }

    public required string CouldNotTell { get; init; }

    public required string Exceptions { get; init; }

    public required string Evidence { get; init; }

    /// <summary>What was looked at, by outcome; only outcomes that there are.</summary>
    public required IReadOnlyList<EvidenceAnswers> Answers { get; init; }
}

internal sealed record EvidenceAnswers(string Title, string Count, IReadOnlyList<string> Things);
