using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Text;

namespace Auditor.Core.Exposure;

/// <summary>Lists what verdicts about an inventory assume, because AWS has no way to tell it.</summary>
public static class Assumptions
{
    // What an export may lack of a single route.
    private const StandIn LeftOut = StandIn.Integration | StandIn.Authorizers | StandIn.Validation;

    /// <summary>Everything that is assumed, in the order of the inventory.</summary>
    /// <param name="estate">The inventory.</param>
    /// <param name="needs">What the rules look at: nobody assumes anything about the rest.</param>
    public static ImmutableArray<Assumption> Of(Estate estate, Needs needs)
    {
        ArgumentNullException.ThrowIfNull(estate);
        var exposure = new ExposureMap(estate);
        return [.. PolicyAssumptions.Of(exposure, needs), .. estate.Scopes.SelectMany(scope => Of(scope, exposure, needs))];
    }

    /// <summary>What is assumed of an account in a Region, from what was worked out already.</summary>
    internal static ImmutableArray<Assumption> Of(Scope scope, ExposureMap exposure, Needs needs)
    {
        if (scope.ClosedBy is { } closed)
        {
            return
            [
                new()
                {
                    Account = scope.Account,
                    Region = scope.Region,
                    Assumed = $"Nothing is in {scope.Region} of account {scope.Account}.",
                    Because = closed,
                    SettledBy = "Whoever may look there can tell.",
                },
            ];
        }

        return (needs & Needs.Routes) == 0
            ? []
            :
            [
                .. WithoutWorkingCopies(scope),
                .. scope.KnownApis.Where(api => api.NotInTemplate is not null)
                    .Select(api => Assumption.OfApiElsewhere(scope.Account, scope.Region, api.Name, api.NotInTemplate ?? "")),
                .. scope.Domains.ValueOr([]).Where(domain => domain.NotInTemplate is not null)
                    .Select(domain => Assumption.OfDomainElsewhere(scope.Account, scope.Region, domain.Name, domain.NotInTemplate ?? "")),
                .. scope.KnownApis.SelectMany(api => api.Stages.ValueOr([]).SelectMany(stage => Of(scope, api, stage, exposure))),
            ];
    }

    private static ImmutableArray<Assumption> WithoutWorkingCopies(Scope scope)
    {
        var apis = scope.KnownApis.Count(api => api.WorkingCopyLeftOut);
        return apis == 0 ? [] :
        [
            new()
            {
                Account = scope.Account,
                Region = scope.Region,
                Assumed = $"The next deployment changes nothing in {(apis == 1 ? "1 REST API" : FormattableString.Invariant($"{apis} REST APIs"))}.",
                Because = "Working copies were not asked for (--working-copies none).",
                SettledBy = "Scan with --working-copies all.",
            },
        ];
    }

    private static IEnumerable<Assumption> Of(Scope scope, Api api, Stage stage, ExposureMap exposure)
    {
        var name = $"Stage {Quote.Of(stage.Name)} of API {Quote.Of(api.Name)}";
        var definition = api.Deployments.FirstOrDefault(deployment => deployment.Id == stage.DeploymentId)?.Definition ?? default;
        if (DeployedRoutes.CannotBeKnown(api, stage))
        {
            var why = stage.AutoDeploy ? "Its last automatic deployment did not succeed" : "It does not deploy automatically";
            var how = api.Kind is ApiKind.WebSocket ? "WebSocket APIs cannot be exported"
                : definition.Unknown is { Code: ServedApi.RefusedExport } refusal ? refusal.Because.TrimEnd('.')
                : "it names no deployment";
            yield return About(
                scope,
                api,
                stage,
                $"{name} serves what is configured.",
                $"{why}, and {how}.",
                stage.AutoDeploy ? "Deploy it." : "Deploy it, or enable automatic deployment.");
        }

        if (api.IsRest && definition.Unknown is { Code: ServedApi.RefusedExport } refused)
        {
            yield return About(
                scope,
                api,
                stage,
                $"{name} has the policy, authorizers and integrations that are configured.",
                refused.Because,
                "Deploy it, or give its models a content type that can be exported (application/json).");
        }

        if (api.IsRest && definition is { IsKnown: true, Value.ResourcePolicy: null } && api.ResourcePolicy is not null)
        {
            yield return ServedApi.IsPrivate(api)
                ? About(
                    scope,
                    api,
                    stage,
                    $"{name} has the resource policy that is saved.",
                    "The export of what it serves has none, and a PRIVATE API is not deployed without one.",
                    "Deploy it.")
                : About(
                    scope,
                    api,
                    stage,
                    $"{name} has no resource policy.",
                    "The export of what it serves has none, although one is saved.",
                    "Deploy it.");
        }

        if (api.IsRest && DefaultEndpointSwitch.IsNotYetOff(api, stage))
        {
            yield return About(
                scope,
                api,
                stage,
                $"{name} answers under the default endpoint.",
                "That is switched off as saved and not in the export of what the stage serves; a later update of a stage may have made "
                    + "it act.",
                "Deploy it.");
        }

        if (definition.IsKnown
            && exposure.RoutesOf(scope, api, stage).ValueOr([]).Where(route => route is { IsExported: true, IsCanary: false } && (route.StandsIn & LeftOut) != 0).ToImmutableArray() is [var first, .. var others])
        {
            var more = others.Length == 0 ? "" : FormattableString.Invariant($" and {others.Length} more");
            yield return About(
                scope,
                api,
                stage,
                $"{name} serves what its export leaves out as it is configured: authorizers, integrations or validation of route "
                    + $"{Quote.Of(first.Route.Key)}{more}.",
                "An export does not always name every member, and here the API's configuration has more.",
                "Deploy it.");
        }

        if (api.IsRest
            && DeployedRoutes.CanaryOf(stage) is { } canary
            && canary.DeploymentId != stage.DeploymentId
            && api.Deployments.FirstOrDefault(deployment => deployment.Id == canary.DeploymentId) is { Definition.Unknown.Code: ServedApi.CanaryOnly })
        {
            yield return About(
                scope,
                api,
                stage,
                $"The canary of stage {Quote.Of(stage.Name)} of API {Quote.Of(api.Name)} has the integrations and authorizers that are "
                    + $"configured.",
                "API Gateway exports what a stage serves, not what its canary serves.",
                "Promote the canary or end it.");
        }
    }

    private static Assumption About(Scope scope, Api api, Stage stage, string assumed, string because, string settledBy) => new()
    {
        Account = scope.Account,
        Region = scope.Region,
        Resource = Arn.OfApi(scope, api),
        ApiName = api.Name,
        Stage = stage.Name,
        Assumed = assumed,
        Because = because,
        SettledBy = settledBy,
    };
}
