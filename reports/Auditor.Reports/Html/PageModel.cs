namespace Auditor.Reports.Html;

// What the templates can say. Everything in here is text that the templates escape, except where a name ends with Html.

internal sealed record PageModel
{
    public required string Title { get; init; }

    public required string Lead { get; init; }

    public required bool IsClean { get; init; }

    public required string? Gate { get; init; }

    public required IReadOnlyList<FactModel> Facts { get; init; }

    public required IncompleteModel? Incomplete { get; init; }

    public required SeveritiesModel Severities { get; init; }

    public required ExposureModel Exposure { get; init; }

    public required FiltersModel Filters { get; init; }

    public required IReadOnlyList<RuleGroupModel> RuleGroups { get; init; }

    public required IReadOnlyList<ApiGroupModel> ApiGroups { get; init; }

    public required IReadOnlyList<CouldNotTellModel> CouldNotTell { get; init; }

    public required string CouldNotTellCount { get; init; }

    public required IReadOnlyList<RuleRowModel> Rules { get; init; }

    public required CallsModel Calls { get; init; }

    public required string ContentSecurityPolicy { get; init; }

    public required string ToolName { get; init; }

    public required string ToolVersion { get; init; }

    public required string Home { get; init; }

    public required string GeneratedAt { get; init; }

    public required string CollectedAt { get; init; }
}

internal sealed record FactModel(string Name, string Value, string Detail);

internal sealed record IncompleteModel
{
    public required string Summary { get; init; }

    public required IReadOnlyList<GapModel> Gaps { get; init; }

    public required IReadOnlyList<FailureModel> Failures { get; init; }

    public required bool IsLong { get; init; }

    public required string? CouldNotTell { get; init; }
}

internal sealed record GapModel(string Where, string Operation, string Code, string Target, string Message, string Lost);

internal sealed record FailureModel(string RuleId, string RuleName, string Subject, string Error);

internal sealed record BarModel(IReadOnlyList<BarPartModel> Parts, string Label);

internal sealed record BarPartModel(string Key, string X, string Width);

internal sealed record SeveritiesModel(BarModel Bar, IReadOnlyList<SeverityRowModel> Rows, string Total, IReadOnlyList<RuleGroupModel> First);

internal sealed record SeverityRowModel(SeverityLook Look, string Findings, string Rules, bool IsZero);

internal sealed record ExposureModel
{
    public required BarModel Bar { get; init; }

    public required IReadOnlyList<CallersRowModel> Rows { get; init; }

    public required string Total { get; init; }

    public required string? Preflights { get; init; }

    public required IReadOnlyList<ApiRowModel> Apis { get; init; }

    public required bool IsLong { get; init; }
}

internal sealed record CallersRowModel(CallersLook Look, string Routes, string Apis, string Names, bool IsZero);

internal sealed record ApiRowModel
{
    public required string Anchor { get; init; }

    public required string? Href { get; init; }

    public required string Name { get; init; }

    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required string Account { get; init; }

    public required string Region { get; init; }

    public required string Stages { get; init; }

    public required string Routes { get; init; }

    public required BarModel Bar { get; init; }

    public required IReadOnlyList<ApiCallersModel> Callers { get; init; }

    public required string? Note { get; init; }

    public required string Findings { get; init; }
}

internal sealed record ApiCallersModel(CallersLook Look, string Routes);

internal sealed record FiltersModel
{
    public required IReadOnlyList<SeverityLook> Severities { get; init; }

    public required IReadOnlyList<FilterOptionModel> Rules { get; init; }

    public required IReadOnlyList<FilterOptionModel> Accounts { get; init; }

    public required IReadOnlyList<FilterOptionModel> Regions { get; init; }
}

internal sealed record FilterOptionModel(string Value, string Label);

internal sealed record RuleGroupModel
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Title { get; init; }

    public required SeverityLook Worst { get; init; }

    public required IReadOnlyList<SeverityCountModel> Counts { get; init; }

    public required string Total { get; init; }

    public required string? LooksForHtml { get; init; }

    public required string? WhyHtml { get; init; }

    public required string? FixHtml { get; init; }

    public required string? IgnoreHtml { get; init; }

    public required string Help { get; init; }

    public required IReadOnlyList<string> Frameworks { get; init; }

    public required IReadOnlyList<FindingModel> Findings { get; init; }
}

internal sealed record SeverityCountModel(SeverityLook Look, string Count);

internal sealed record FindingModel
{
    public required string Fingerprint { get; init; }

    public required SeverityLook Look { get; init; }

    public required string RuleId { get; init; }

    public required string RuleTitle { get; init; }

    public required string Message { get; init; }

    public required string Account { get; init; }

    public required string Region { get; init; }

    public required string ApiName { get; init; }

    public required string ApiId { get; init; }

    public required string ApiKind { get; init; }

    public required string? ApiAnchor { get; init; }

    public required string Resource { get; init; }

    public required IReadOnlyList<string> Stages { get; init; }

    public required string Route { get; init; }

    public required string Where { get; init; }

    public required IReadOnlyList<ReachModel> Reach { get; init; }

    public required IReadOnlyList<EvidenceModel> Evidence { get; init; }

    public required IReadOnlyList<CodeBlockText> Commands { get; init; }

    public required string? Doubt { get; init; }

    public required string Line { get; init; }
}

internal sealed record ReachModel(string Who, string Stages, string? Narrowing, string? Witness);

internal sealed record EvidenceModel(string What, string Value, bool IsLong, string? Line);

internal sealed record ApiGroupModel
{
    public required string Anchor { get; init; }

    public required string Name { get; init; }

    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required string Account { get; init; }

    public required string Region { get; init; }

    public required IReadOnlyList<SeverityCountModel> Counts { get; init; }

    public required string Total { get; init; }

    public required IReadOnlyList<FindingModel> Findings { get; init; }
}

internal sealed record CouldNotTellModel(string RuleId, string RuleTitle, string Reason, string Things, IReadOnlyList<string> Places, string? More);

internal sealed record RuleRowModel
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public required string Title { get; init; }

    public required string Help { get; init; }

    public required SeverityLook Look { get; init; }

    public required string Looked { get; init; }

    public required string Flagged { get; init; }

    public required string Inconclusive { get; init; }

    public required bool HasFindings { get; init; }
}

internal sealed record CallsModel(string Total, IReadOnlyList<CallScopeModel> Scopes);

internal sealed record CallScopeModel(string Account, string Region, string Status, string Total, IReadOnlyList<CallRowModel> Rows);

internal sealed record CallRowModel(string Operation, string Count);
