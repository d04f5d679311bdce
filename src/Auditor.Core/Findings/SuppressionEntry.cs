using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Core.Findings;

/// <summary>
/// Says which findings somebody accepts, and why: those that meet every condition it has, each by one of its values. In names,
/// <c>*</c> stands for any text and <c>?</c> for one character.
/// </summary>
public sealed record SuppressionEntry
{
    /// <summary>Why they are accepted.</summary>
    public required string Reason { get; init; }

    /// <summary>The last day, UTC, on which it holds; <see langword="null"/> when it holds for good.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Where it stands, <c>auditor.yaml:12</c>.</summary>
    public required string Where { get; init; }

    public ImmutableArray<string> Fingerprints { get; init; } = [];

    /// <summary>Ids of rules.</summary>
    public ImmutableArray<string> Rules { get; init; } = [];

    public ImmutableArray<string> Accounts { get; init; } = [];

    public ImmutableArray<string> Regions { get; init; } = [];

    /// <summary>Ids or names of APIs.</summary>
    public ImmutableArray<string> Apis { get; init; } = [];

    /// <summary>Tags of APIs, <c>team=shop</c>, or <c>team</c> for any value.</summary>
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>Names of stages. A finding about several stages is met only when each of them is.</summary>
    public ImmutableArray<string> Stages { get; init; } = [];

    /// <summary>Route keys.</summary>
    public ImmutableArray<string> Routes { get; init; } = [];

    /// <summary>Whether it no longer holds on a day.</summary>
    public bool HasExpired(DateOnly day) => Until < day;

    /// <summary>Whether it accepts a finding, as long as it holds. The fingerprint is handed in because it costs a hash each time.</summary>
    internal bool Meets(Finding finding, string fingerprint)
    {
        var identity = finding.Subject.Identity;
        return MeetsPlace(finding)
            && (Fingerprints is [] || Fingerprints.Contains(fingerprint, StringComparer.OrdinalIgnoreCase))
            && (Apis is [] && Tags is [] || ApiOf(finding.Subject) is { } api && MeetsApi(api))
            && (Stages is [] || StagesOf(finding) is { IsEmpty: false } stages && stages.All(stage => IsAny(Stages, stage)))
            && (Routes is [] || identity.Route is { } route && IsAny(Routes, route));
    }

    /// <summary>Whether a finding that could not be told may hide one that it accepts.</summary>
    internal bool MayMeet(Finding inconclusive) =>
        MeetsPlace(inconclusive) && (Apis is [] && Tags is [] || ApiOf(inconclusive.Subject) is not { } api || MeetsApi(api));

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

    private static Api? ApiOf(Subject subject) => subject switch
    {
        ApiSubject api => api.Api,
        StageSubject stage => stage.Api,
        RouteSubject route => route.Api,
        AuthorizerSubject authorizer => authorizer.Api,
        _ => null,
    };

    private static ImmutableArray<string> StagesOf(Finding finding) => finding.Subject switch
    {
        StageSubject stage => [stage.Stage.Name],
        _ when finding.Stages is not [] => finding.Stages,
        RouteSubject route => [.. route.Deployed.Select(deployed => deployed.Stage.Name)],
        _ => [],
    };
}
