namespace Auditor.Reports.Html;

/// <summary>A finding, of this run or an earlier one, in one of the page's lists.</summary>
/// <param name="Group">The anchor of the list.</param>
/// <param name="Model">What is shown of it.</param>
/// <param name="Callers">Who can call the thing; <see langword="null"/> where that is no question.</param>
internal sealed record ListedFinding(string Group, FindingModel Model, Callers? Callers);
