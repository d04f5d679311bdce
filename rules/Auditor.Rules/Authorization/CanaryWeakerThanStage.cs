using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Authorization;

/// <summary>Flags stages whose canary lets through what the stage itself guards.</summary>
public sealed class CanaryWeakerThanStage() : Rule<StageSubject>(new()
{
    Id = "AGW1015",
    Name = "canary-weaker-than-stage",
    Title = "The canary opens routes that the stage guards",
    Category = Category.Authorization,
    Severity = Severity.High,
    Needs = Needs.Exposure,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-306", "API2:2023"],
    RecordedAs = ["canarySettings"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);
        if (stage.Canary is not { PercentTraffic: > 0 } canary || canary.DeploymentId == stage.DeploymentId)
        {
            yield break;
        }

        var routes = context.Exposure.RoutesOf(scope, api, stage).Value;
        // The working copy is the same for both: only the snapshots tell.
        if (routes.Select(route => route.Basis is Basis.WorkingCopy ? route.NotRead : null)
            .FirstOrDefault(reason => reason is not null) is { } notRead)
        {
            throw new UnknownFactException(notRead);
        }

        var ofStage = routes.RemoveAll(route => route.IsCanary);
        ImmutableArray<string> opened =
        [
            .. routes
                .Where(route => route.IsCanary && IsOpened(route, ofStage, context))
                .Select(route => route.Route.Key)
                .Order(StringComparer.Ordinal),
        ];
        if (opened is [])
        {
            yield break;
        }

        yield return Flag(
            subject,
            FormattableString.Invariant(
                $"The canary of stage {Quote.Of(stage.Name)} of API {Quote.Of(api.Name)} asks for no authorization on {RouteNames.Of(opened)}, which the stage guards, so whoever tries often enough gets through with the {canary.PercentTraffic} % of requests that it serves."),
            new("deployment of the stage", stage.DeploymentId ?? "none"),
            new("deployment of the canary", canary.DeploymentId)) with
        {
            Named = [NamedThings.Of("route", opened)],
        };
    }

    // A request that gets through the canary and that the stage, by whichever route answers it there, would ask for authorization.
    private static bool IsOpened(DeployedRoute route, ImmutableArray<DeployedRoute> ofStage, RuleContext context) =>
        route.Route.Authorization.Value is AuthorizationKind.None
        && context.Exposure.Of(route).Value is { Audience: not Audience.Nobody, Request: { } request }
        && route.Verbs.Any(verb => RouteMatching.Match(ofStage, verb, request.Path) is { } guarded
            && guarded.Route.Authorization.Value is not AuthorizationKind.None);
}
