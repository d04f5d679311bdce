using Auditor.Core.Fixes;
using Auditor.Reports.Templating;

namespace Auditor.Reports.Html;

// What the templates can say. Texts are escaped where they are written. Shown says that not all
// of a list is on the page, and is null where it is whole.

internal sealed record PageModel
{
    public required string Title { get; init; }

    public required string Lead { get; init; }

    public required bool IsClean { get; init; }

    public required string? Gate { get; init; }

    public required IReadOnlyList<FactModel> Facts { get; init; }

    public required IncompleteModel? Incomplete { get; init; }

    public required EmptyEstateModel? Empty { get; init; }

    public required IReadOnlyList<UrgentModel> Urgent { get; init; }

    public required PostureModel? Posture { get; init; }

    public required IReadOnlyList<AssumptionModel> Assumptions { get; init; }

    public required string? MoreAssumptions { get; init; }

    public required SeveritiesModel Severities { get; init; }

    public required ExposureModel Exposure { get; init; }

    public required ComparisonModel? Comparison { get; init; }

    public required TrendModel? Trend { get; init; }

    public required FiltersModel? Filters { get; init; }

    public required IReadOnlyList<RuleGroupModel> RuleGroups { get; init; }

    public required IReadOnlyList<OtherGroupModel> OtherGroups { get; init; }

    public required ApiListModel Apis { get; init; }

    public required IReadOnlyList<FrameworkModel> Frameworks { get; init; }

    public required IReadOnlyList<CouldNotTellModel> CouldNotTell { get; init; }

    public required string? MoreCouldNotTell { get; init; }

    public required string CouldNotTellCount { get; init; }

    public required IReadOnlyList<RuleRowModel> Rules { get; init; }

    public required ReadingModel Reading { get; init; }

    public required string Data { get; init; }

    public required Markup Style { get; init; }

    public required Markup Script { get; init; }

    public required string ContentSecurityPolicy { get; init; }

    public required string ToolName { get; init; }

    public required string ToolVersion { get; init; }

    public required string Home { get; init; }

    public required string CollectedAt { get; init; }
}

internal sealed record UrgentModel
{
    public required string Score { get; init; }

    public required SeverityLook Look { get; init; }

    public required string Title { get; init; }

    public required string Target { get; init; }

    public required string Route { get; init; }

    public required string Name { get; init; }

    public required string? ApiAnchor { get; init; }

    public required string Stages { get; init; }

    public required string Where { get; init; }

    public required string Who { get; init; }

    public required string Backend { get; init; }

    public required string Why { get; init; }

    public required string Others { get; init; }
}

internal sealed record PostureModel(
    string Head, IReadOnlyList<PostureTopic> Topics, IReadOnlyList<CallersLook> Callers, IReadOnlyList<PostureRowModel> Rows, string? More);

internal sealed record PostureRowModel(
    string Name,
    string Detail,
    string? Anchor,
    string Filter,
    string? Region,
    Callers Worst,
    IReadOnlyList<PostureCellModel> Cells,
    IReadOnlyList<PostureNumberModel> Routes)
{
    public CallersLook Look => CallersLook.Of(Worst);

    /// <summary>By what the column is sorted: more is worse, as in the others.</summary>
    public int Order => -(int)Worst;
}

/// <param name="Topic">The key of the topic.</param>
/// <param name="Key">How it looks.</param>
/// <param name="Label">The word.</param>
/// <param name="Number">How many findings; empty for none.</param>
/// <param name="Order">By what columns are sorted.</param>
internal sealed record PostureCellModel(string Topic, string Key, string Label, string Number, int Order);

internal sealed record PostureNumberModel(string Key, string Routes, int Heat);

/// <summary>An estate in which there is nothing, and how to look elsewhere.</summary>
internal sealed record EmptyEstateModel(string Read);

internal sealed record CauseModel(string Code, string Count, string Share, string Operations);

internal sealed record NameLinkModel(string Name, string? Anchor);

internal sealed record FactModel(string Name, string Value, string Detail);

internal sealed record IncompleteModel
{
    public required string Summary { get; init; }

    public required IReadOnlyList<CauseModel> Causes { get; init; }

    public required IReadOnlyList<GapModel> Gaps { get; init; }

    public required string? MoreGaps { get; init; }

    public required IReadOnlyList<FailureModel> Failures { get; init; }

    public required string? CouldNotTell { get; init; }
}

internal sealed record AssumptionModel(string Where, string Assumed, string Because, string SettledBy);

internal sealed record GapModel(string Where, string Operation, string Code, string Target, string Message, string Lost);

internal sealed record FailureModel(string RuleId, string RuleName, string Subject, string Error);

internal sealed record BarModel(IReadOnlyList<BarPartModel> Parts, string Label);

internal sealed record BarPartModel(string Key, string X, string Width);

internal sealed record SeveritiesModel(BarModel Bar, IReadOnlyList<SeverityRowModel> Rows, string Total);

internal sealed record SeverityRowModel(SeverityLook Look, string Findings, string Rules, bool IsZero);

internal sealed record ExposureModel(BarModel Bar, IReadOnlyList<CallersRowModel> Rows, string Total, string? Preflights);

internal sealed record CallersRowModel(
    CallersLook Look, string Routes, string Apis, IReadOnlyList<NameLinkModel> Names, string? More, bool IsZero);

internal sealed record ApiListModel(IReadOnlyList<ApiModel> Apis, string Count, string? Shown, bool IsWhole);

internal sealed record ApiModel
{
    public required string Anchor { get; init; }

    public required string Name { get; init; }

    public required string Id { get; init; }

    public required string Kind { get; init; }

    public required string Account { get; init; }

    public required string Region { get; init; }

    public required string Endpoint { get; init; }

    public required string Description { get; init; }

    public required string Tags { get; init; }

    public required string? Policy { get; init; }

    public required string? Console { get; init; }

    public required BarModel Bar { get; init; }

    public required IReadOnlyList<ApiCallersModel> Callers { get; init; }

    public required string? Note { get; init; }

    public required IReadOnlyList<SeverityCountModel> Counts { get; init; }

    public required IReadOnlyList<StageModel> Stages { get; init; }

    public required IReadOnlyList<PathModel> Paths { get; init; }

    public required IReadOnlyList<RouteModel> Routes { get; init; }

    public required string RouteCount { get; init; }

    public required bool HasRoutes { get; init; }

    public required IReadOnlyList<FindingLinkModel> Findings { get; init; }

    public required string FindingCount { get; init; }

    public required bool IsWhole { get; init; }
}

/// <param name="Caption">What decides on it.</param>
/// <param name="Steps">From the caller to the backend.</param>
internal sealed record PathModel(string Caption, IReadOnlyList<PathStepModel> Steps)
{
    /// <summary>The finding with which the same steps are drawn already, which is linked to in their place.</summary>
    public FindingReferenceModel? Same { get; init; }
}

/// <param name="Fingerprint">Which finding.</param>
/// <param name="Rule">The id of its rule.</param>
internal sealed record FindingReferenceModel(string Fingerprint, string Rule);

/// <param name="Symbol">The picture of what it does with requests.</param>
/// <param name="Look">In class names: whether it decides, and whether any request gets there; empty where neither is to be said.</param>
/// <param name="Label">What it is.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Lets">Who gets past it.</param>
/// <param name="Mark">What is said of the one that decides; empty for the others.</param>
internal sealed record PathStepModel(string Symbol, string Look, string Label, string Title, string Lets, string Mark);

internal sealed record ApiCallersModel(CallersLook Look, string Routes);

internal sealed record StageModel(string Name, IReadOnlyList<WayModel> Ways, IReadOnlyList<FactModel> Protections);

internal sealed record WayModel(string Url, string Detail);

internal sealed record RouteModel(string Key, string Authorization, CallersLook Look, string Narrowing, string Backend, string Stages);

internal sealed record FindingLinkModel(SeverityLook Look, string Fingerprint, string Message);

internal sealed record OtherGroupModel(
    string Anchor,
    string Title,
    string Hint,
    string Count,
    string Counted,
    IReadOnlyList<SeverityCountModel> Counts,
    IReadOnlyList<NoteModel> Notes,
    IReadOnlyList<FindingModel> Findings,
    string? Shown,
    bool IsWhole);

internal sealed record NoteModel(string Source, string Text);

internal sealed record ComparisonModel
{
    public required string Source { get; init; }

    public required string When { get; init; }

    public required string New { get; init; }

    public required string Worsened { get; init; }

    /// <summary>How many the earlier run could not look at; <see langword="null"/> when it could.</summary>
    public required string? FirstAssessed { get; init; }

    public required string Unchanged { get; init; }

    public required string Absent { get; init; }

    public required string NotReread { get; init; }

    public required bool HasNew { get; init; }

    public required bool HasWorsened { get; init; }

    public required bool HasAbsent { get; init; }

    public required bool HasNotReread { get; init; }
}

internal sealed record TrendModel(
    string ViewBox,
    string Label,
    IReadOnlyList<TrendBarModel> Bars,
    string OpenLine,
    string First,
    string Last,
    bool IsAnyIncomplete,
    IReadOnlyList<SeverityLook> Severities,
    IReadOnlyList<TrendRowModel> Rows);

internal sealed record TrendBarModel(string Key, bool IsIncomplete, string X, string Y, string Width, string Height, string Label);

internal sealed record TrendRowModel(string When, IReadOnlyList<string> Numbers, string Total, string Open, bool IsIncomplete);

internal sealed record FrameworkModel(string Anchor, string Name, string Summary, bool HasSuppressed, IReadOnlyList<ControlModel> Controls);

internal sealed record ControlModel
{
    public required string Id { get; init; }

    public required string Title { get; init; }

    public required VerdictLook Verdict { get; init; }

    public required string Passed { get; init; }

    public required string Failed { get; init; }

    public required string Open { get; init; }

    public required string Suppressed { get; init; }

    public required IReadOnlyList<RuleLinkModel> Rules { get; init; }
}

internal sealed record RuleLinkModel(string Id, string Title, string Help, bool HasFindings);

internal sealed record FiltersModel
{
    public required IReadOnlyList<SeverityLook> Severities { get; init; }

    public required IReadOnlyList<FilterOptionModel> Rules { get; init; }

    public required IReadOnlyList<FilterOptionModel> Accounts { get; init; }

    public required IReadOnlyList<FilterOptionModel> Regions { get; init; }

    public required IReadOnlyList<FilterOptionModel> Callers { get; init; }

    public required IReadOnlyList<FilterOptionModel> Statuses { get; init; }

    public required IReadOnlyList<FilterOptionModel> Topics { get; init; }

    public required bool HasTags { get; init; }

    public required bool HasApis { get; init; }
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

    public required Markup? LooksFor { get; init; }

    public required Markup? Why { get; init; }

    public required Markup? Fix { get; init; }

    public required Markup? Ignore { get; init; }

    public required string Help { get; init; }

    public required IReadOnlyList<string> Frameworks { get; init; }

    public required IReadOnlyList<FindingModel> Findings { get; init; }

    public required string? Shown { get; init; }

    public required bool IsWhole { get; init; }
}

internal sealed record SeverityCountModel(SeverityLook Look, string Count);

internal sealed record FindingModel
{
    public required string Fingerprint { get; init; }

    public required SeverityLook Look { get; init; }

    public required string RuleId { get; init; }

    public required string RuleTitle { get; init; }

    public required string Topic { get; init; }

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

    public required IReadOnlyList<ReachModel> Reach { get; init; }

    /// <summary>Whether there is a path to it: then it has a place for it, even where the script has to fill that.</summary>
    public required bool HasPath { get; init; }

    /// <summary>The path to it; empty where there is none, or no room for it.</summary>
    public required IReadOnlyList<PathModel> Paths { get; init; }

    public required IReadOnlyList<EvidenceModel> Evidence { get; init; }

    /// <summary>Its configuration as it was read; empty where there is no room for it.</summary>
    public required IReadOnlyList<ConfigurationPart> Configuration { get; init; }

    /// <summary>The finding that has all of the thing's configuration, where this one has only what it rests on.</summary>
    public FindingReferenceModel? Whole { get; init; }

    /// <summary>Where it is in the AWS console; <see langword="null"/> where it has no page there.</summary>
    public required string? Console { get; init; }

    public required IReadOnlyList<FixCommand> Commands { get; init; }

    public required string? Doubt { get; init; }

    public required PriorityModel? Priority { get; init; }

    public required string Line { get; init; }

    /// <summary>Where it stands in a file; <see langword="null"/> where that is not known.</summary>
    public WrittenModel? Written { get; init; }

    public required StatusLook? Status { get; init; }

    public required SuppressionModel? Suppression { get; init; }
}

/// <summary>A place in a file with its lines.</summary>
internal sealed record WrittenModel(string Place, string Note, IReadOnlyList<WrittenLineModel> Lines);

internal sealed record WrittenLineModel(string Number, string Text, bool IsMeant);

internal sealed record PriorityModel(string Score, string Reasons);

internal sealed record SuppressionModel(string Reason, string Until, string Source);

internal sealed record ReachModel(string Who, string Stages, string? Narrowing, string? Witness);

internal sealed record EvidenceModel(string What, string Value, bool IsLong, string? Line);

internal sealed record CouldNotTellModel(
    string RuleId, string RuleTitle, string Reason, string Things, IReadOnlyList<string> Places, string? More);

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

internal sealed record ReadingModel(
    string Total, IReadOnlyList<ReadingRowModel> Operations, IReadOnlyList<ReadingRowModel> Scopes, string? MoreScopes);

internal sealed record ReadingRowModel(
    string Name, string Status, string Calls, string Retries, string Throttled, string Denied, string Time);
