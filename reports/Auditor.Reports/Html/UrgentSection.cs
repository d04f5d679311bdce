using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Priorities;
using Auditor.Core.Subjects;

namespace Auditor.Reports.Html;

/// <summary>
/// What to look at first: at most five things, each with who can call it, what it is, where it is, why it is on top, and what is behind it.
/// </summary>
internal sealed class UrgentSection(
    ReportInput input, FindingModels models, IReadOnlySet<string> findingsOnPage, IReadOnlySet<string> apisOnPage)
{
    private readonly bool _isOnePlace = input.Result.Estate.Scopes.Length <= 1;

    public ImmutableArray<UrgentModel> Model() => [.. UrgentFinding.Of(input.Result.Counted).Select(Of)];

    private UrgentModel Of(UrgentFinding urgent)
    {
        var finding = urgent.Finding;
        var identity = finding.Subject.Identity;
        var anchor = Anchor.OfApi(identity);
        var stages = finding.Stages is [] && identity.Stage is { } stage ? [stage] : finding.Stages;
        return new()
        {
            Score = Count.Number(finding.Priority?.Score ?? 0),
            Look = SeverityLook.Of(finding.Severity),
            Title = finding.Rule.Title,
            // What has no room on the page without script is at least under its rule.
            Target = findingsOnPage.Contains(finding.Fingerprint) ? $"finding-{finding.Fingerprint}" : $"rule-{finding.Rule.Id}",
            Route = identity.Route ?? "",
            Name = identity.ApiName ?? identity.Arn,
            ApiAnchor = anchor is not null && apisOnPage.Contains(anchor) ? anchor : null,
            Stages = stages is [] ? "" : $"{(stages.Length == 1 ? "stage" : "stages")} {string.Join(", ", stages)}",
            Where = _isOnePlace && identity.ApiId is not null ? "" : string.Join(", ", new[] { identity.Account, identity.Region }.OfType<string>()),
            Who = models.CallersOf(finding) is { } callers ? CallersLook.Of(callers).Sentence : "",
            Backend = finding.Subject is RouteSubject { Deployed: [var deployed, ..] } ? Backend.Of(deployed.Route.Integration) ?? "" : "",
            // What is about no API has no caller and no route to name.
            Why = string.Join("; ", (finding.Priority?.WhyFirst ?? []).Select(reason => reason.Text)) is { Length: > 0 } why
                ? why
                : finding.Message,
            Others = urgent.Others == 0 ? "" : $"{Count.Of(urgent.Others, "more finding")} about it as bad",
        };
    }
}
