using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Core.Findings;

/// <summary>
/// Says which findings are meant: those that meet every condition it has, each by one of its values. In names, <c>*</c> stands for any text
/// and <c>?</c> for one character.
/// </summary>
public record FindingConditions
{
    public ImmutableArray<string> Fingerprints { get; init; } = [];

    /// <summary>Ids of rules.</summary>
    public ImmutableArray<string> Rules { get; init; } = [];

    public ImmutableArray<string> Accounts { get; init; } = [];

    public ImmutableArray<string> Regions { get; init; } = [];

    /// <summary>Ids or names of APIs.</summary>
    public ImmutableArray<string> Apis { get; init; } = [];

    /// <summary>Tags of APIs, <c>team=shop</c>, or <c>team</c> for any value.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Names of stages.</summary>
    public ImmutableArray<string> Stages { get; init; } = [];

    /// <summary>Route keys.</summary>
    public ImmutableArray<string> Routes { get; init; } = [];

    /// <summary>
    /// Whether a finding meets them, with each of its stages. The fingerprint is handed in because it costs a hash each time.
    /// </summary>
    internal bool Meets(Finding finding, string fingerprint) =>
        MeetsAllButStages(finding, fingerprint)
            && (Stages is [] || StagesOf(finding) is { IsEmpty: false } stages && stages.All(stage => IsAny(Stages, stage)));

    /// <summary>Whether a finding meets them, with one of its stages at least.</summary>
    internal bool Touches(Finding finding, string fingerprint) =>
        MeetsAllButStages(finding, fingerprint) && (Stages is [] || StagesOf(finding).Any(stage => IsAny(Stages, stage)));

    /// <summary>Whether a finding that could not be told may hide one that meets them.</summary>
    internal bool MayMeet(Finding inconclusive) =>
        MeetsPlace(inconclusive) && (Apis is [] && Tags is [] || SubjectApi.Of(inconclusive.Subject) is not { } api || MeetsApi(api));

    private bool MeetsAllButStages(Finding finding, string fingerprint) =>
        MeetsPlace(finding)
        && (Fingerprints is [] || Fingerprints.Contains(fingerprint, StringComparer.OrdinalIgnoreCase))
        && (Apis is [] && Tags is [] || SubjectApi.Of(finding.Subject) is { } api && MeetsApi(api))
        && (Routes is [] || finding.Subject.Identity.Route is { } route && IsAny(Routes, route));

    // Rule and account are cheap to compare, and rule out nearly everything.
    private bool MeetsPlace(Finding finding)
    {
        var identity = finding.Subject.Identity;
        return (Rules is [] || Rules.Contains(finding.Rule.Id, StringComparer.Ordinal))
            && (Accounts is [] || Accounts.Contains(identity.Account, StringComparer.Ordinal))
            && (Regions is [] || identity.Region is { } region && Regions.Contains(region, StringComparer.Ordinal));
    }

    private bool MeetsApi(Api api) =>
        (Apis is [] || Apis.Contains(api.Id, StringComparer.Ordinal) || IsAny(Apis, api.Name))
        && (Tags is [] || api.Tags.Any(tag => Tags.Contains(tag.Key, StringComparer.Ordinal) || IsAny(Tags, $"{tag.Key}={tag.Value}")));

    private static bool IsAny(ImmutableArray<string> patterns, string name) => patterns.Any(pattern => NamePattern.Matches(pattern, name));

    private static ImmutableArray<string> StagesOf(Finding finding) => finding.Subject switch
    {
        StageSubject stage => [stage.Stage.Name],
        _ when finding.Stages is not [] => finding.Stages,
        RouteSubject route => [.. route.Deployed.Select(deployed => deployed.Stage.Name)],
        _ => [],
    };
}
