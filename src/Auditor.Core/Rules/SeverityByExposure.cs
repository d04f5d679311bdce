using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Subjects;

namespace Auditor.Core.Rules;

/// <summary>
/// Says who can reach what a finding is about, and lowers its severity where fewer than the whole internet can reach the thing.
/// </summary>
/// <param name="exposure">Who can reach what.</param>
internal sealed class SeverityByExposure(ExposureMap exposure)
{
    // What was not read lowers nothing: it is taken at its worst.
    private readonly ExposureMap _atWorst = exposure.Taking(route => route.NotRead is null ? route : route.AtWorst());

    public Finding Apply(Finding finding)
    {
        if (finding.Outcome is Outcome.Inconclusive)
        {
            return finding;
        }

        var known = AudienceOf(finding, exposure);
        finding = finding with { Audience = known is { IsKnown: true, Value: var who } ? who : null };
        if (finding.SeverityIsFixed || !finding.Rule.SeverityFollowsExposure)
        {
            return finding;
        }

        // What is unknown lowers nothing.
        var audience = finding.Audience is null || AudienceOf(finding, _atWorst) is not { IsKnown: true, Value: var widest }
            ? Audience.Internet
            : widest;
        var steps = audience switch
        {
            Audience.Internet => 0,
            Audience.OthersOrNetwork => 1,
            _ => 2,
        };
        var severity = (Severity)Math.Max((int)Severity.Low, (int)finding.Severity - steps);
        return severity == finding.Severity
            ? finding
            : finding with
            {
                Severity = severity,
                Evidence = finding.Evidence.Add(new(
                    Finding.SeverityEvidence, $"{severity} instead of {finding.Severity}: {Why(audience)}")),
            };
    }

    /// <summary>Whether it is known that nobody but the own VPC or account reaches what is flagged.</summary>
    public bool IsPrivate(Finding finding)
    {
        try
        {
            return finding.Outcome is Outcome.Flagged
                && AudienceOf(finding, _atWorst) is { IsKnown: true, Value: <= Audience.OwnVpcOrAccount };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // What cannot be worked out is listed; Apply says what is wrong with it.
            return false;
        }
    }

    private static Fact<Audience>? AudienceOf(Finding finding, ExposureMap exposure) => finding.Subject switch
    {
        ApiSubject { Api.Stages.IsKnown: true } api when finding.Stages is not [] =>
            (Fact<Audience>?)OfStages(api, finding.Stages, exposure),
        ApiSubject api => exposure.AudienceOf(api.Scope, api.Api),
        StageSubject stage => exposure.AudienceOf(stage.Scope, stage.Api, stage.Stage),
        AuthorizerSubject authorizer => exposure.AudienceOf(authorizer.Scope, authorizer.Api),
        DomainSubject domain => exposure.AudienceOf(domain.Scope, domain.Domain),
        RouteSubject route =>
            exposure.AudienceOf(route.Deployed.Where(deployed => finding.Stages is [] || finding.Stages.Contains(deployed.Stage.Name))),
        _ => null,
    };

    private static Audience OfStages(ApiSubject api, ImmutableArray<string> stages, ExposureMap exposure)
    {
        var names = stages.ToHashSet(StringComparer.Ordinal);
        return api.Api.Stages.Value
            .Where(stage => names.Contains(stage.Name))
            .Select(stage => exposure.AudienceOf(api.Scope, api.Api, stage).ValueOr(Audience.Internet))
            .Append(Audience.Nobody)
            .Max();
    }

    private static string Why(Audience audience) => audience switch
    {
        Audience.OthersOrNetwork => "only other accounts or given networks reach it",
        Audience.OwnVpcOrAccount => "only the own VPC or account reaches it",
        _ => "nobody can reach it now",
    };
}
