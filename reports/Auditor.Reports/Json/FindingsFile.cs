namespace Auditor.Reports.Json;

// findings.json (docs/findings.schema.json), member for member; what is null is left out.

internal sealed record FindingsFile
{
    public int SchemaVersion { get; init; } = 1;

    public required ToolInfo Tool { get; init; }

    public required ScanRecord Scan { get; init; }

    public IReadOnlyList<AssumptionRecord>? Assumptions { get; init; }

    /// <summary>Made while they are written: there may be a hundred thousand.</summary>
    public required IEnumerable<FindingRecord> Findings { get; init; }

    public ComparisonRecord? Comparison { get; init; }

    public IReadOnlyList<SuppressionNoteRecord>? SuppressionNotes { get; init; }

    public required SummaryRecord Summary { get; init; }

    public required IReadOnlyList<FrameworkRecord> Frameworks { get; init; }
}

internal sealed record ScanRecord(
    string StartedAt, bool Incomplete, IReadOnlyList<ScopeRecord> Scopes, IReadOnlyList<RuleFailureRecord>? RuleFailures);

internal sealed record ScopeRecord(
    string Account, string? Region, string Status, IReadOnlyList<GapRecord> Gaps, IReadOnlyList<CallsRecord>? Calls);

internal sealed record GapRecord(string Operation, string Code, string Target, string Message, string Lost);

internal sealed record CallsRecord(string Operation, int Calls, int Retries, int Throttled, int Denied, long Milliseconds);

internal sealed record RuleFailureRecord(string RuleId, string Subject, string Error);

internal sealed record AssumptionRecord
{
    public required string Account { get; init; }

    public required string Region { get; init; }

    public string? Resource { get; init; }

    public string? ApiName { get; init; }

    public string? Stage { get; init; }

    public required string Assumed { get; init; }

    public required string Because { get; init; }

    public required string SettledBy { get; init; }
}

internal sealed record WrittenRecord(string File, int Line, int EndLine)
{
    /// <summary>The place in the file's own words.</summary>
    public string? Path { get; init; }

    /// <summary>What the code calls it that made the file.</summary>
    public string? Construct { get; init; }

    /// <summary>How a template was found for what is deployed.</summary>
    public string? Found { get; init; }

    /// <summary>Whether names agree and nothing proves it.</summary>
    public bool? IsLikely { get; init; }
}

internal sealed record FindingRecord
{
    public required string RuleId { get; init; }

    public required string Rule { get; init; }

    public required string Category { get; init; }

    public required string Outcome { get; init; }

    public string? Severity { get; init; }

    public string? Confidence { get; init; }

    public int? Priority { get; init; }

    public IReadOnlyList<PriorityReasonRecord>? PriorityReasons { get; init; }

    public required string Account { get; init; }

    public string? Region { get; init; }

    public required string Resource { get; init; }

    public string? ApiId { get; init; }

    public string? ApiName { get; init; }

    public string? Stage { get; init; }

    public IReadOnlyList<string>? Stages { get; init; }

    public IReadOnlyList<NamedRecord>? Named { get; init; }

    public string? Route { get; init; }

    /// <summary>Where it stands in a file.</summary>
    public WrittenRecord? Written { get; init; }

    public string? Audience { get; init; }

    public required string Message { get; init; }

    public string? Operation { get; init; }

    public string? Code { get; init; }

    public IReadOnlyList<EvidenceRecord>? Evidence { get; init; }

    public FixRecord? Fix { get; init; }

    public required string Fingerprint { get; init; }

    public string? Status { get; init; }

    public IReadOnlyList<string>? Worse { get; init; }

    public SuppressedRecord? Suppressed { get; init; }
}

internal sealed record PriorityReasonRecord(string Factor, int Percent, string Text);

internal sealed record EvidenceRecord(string What, string Value, string Pointer);

internal sealed record FixRecord(string? Summary, IReadOnlyList<FixCommandRecord>? Commands, IReadOnlyList<BlankRecord>? Blanks);

internal sealed record FixCommandRecord(string Command, string Does, string? Note, bool? Instead);

internal sealed record BlankRecord(string Name, string Means);

internal sealed record SuppressedRecord(string Reason, string? Until, string Source, string? AcceptedBy, string? AcceptedOn);

internal sealed record ComparisonRecord
{
    public required string Source { get; init; }

    public string? StartedAt { get; init; }

    public required int New { get; init; }

    public required int Worsened { get; init; }

    public required int FirstAssessed { get; init; }

    public required int Unchanged { get; init; }

    public required IReadOnlyList<PastFindingRecord> Absent { get; init; }

    public required IReadOnlyList<PastFindingRecord> NotReread { get; init; }
}

internal sealed record SuppressionNoteRecord(string Source, string Text);

internal sealed record SummaryRecord(
    int Flagged,
    int Suppressed,
    int Inconclusive,
    int OpenRoutes,
    IReadOnlyDictionary<string, int> BySeverity,
    IReadOnlyList<RuleRecord> Rules);

internal sealed record RuleRecord
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Category { get; init; }

    public required string Severity { get; init; }

    public required string Confidence { get; init; }

    public required IReadOnlyList<string> Frameworks { get; init; }

    public required string Help { get; init; }

    public required int Looked { get; init; }

    public required int Flagged { get; init; }

    public required int Inconclusive { get; init; }

    public int? OnlyCounted { get; init; }
}

internal sealed record FrameworkRecord
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public string? Source { get; init; }

    public string? NotDerived { get; init; }

    public required IReadOnlyDictionary<string, int> Totals { get; init; }

    public required IReadOnlyList<ControlRecord> Controls { get; init; }
}

internal sealed record ControlRecord
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required string Verdict { get; init; }

    public required int Passed { get; init; }

    public required int Failed { get; init; }

    public required int CouldNotTell { get; init; }

    public required int Excepted { get; init; }

    public IReadOnlyList<string>? Rules { get; init; }

    public IReadOnlyList<string>? FollowsFrom { get; init; }

    public IReadOnlyList<string>? Via { get; init; }

    public IReadOnlyList<ThingRecord>? Things { get; init; }
}

internal sealed record ThingRecord(string Thing, string Outcome, string? Why, string? Exception);
