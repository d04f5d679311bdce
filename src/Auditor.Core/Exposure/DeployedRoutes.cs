using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Core.Exposure;

/// <summary>Works out which routes a stage serves, and with which authorization: what is deployed, not what is being edited.</summary>
public static class DeployedRoutes
{
    // Percent.
    private const double All = 100;

    /// <summary>The routes of a stage and of its canary.</summary>
    public static Fact<ImmutableArray<DeployedRoute>> Of(Scope scope, Api api, Stage stage)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(stage);
        if (!api.IsRest)
        {
            return OfHttpOrWebSocket(scope, api, stage);
        }

        var own = ServedApi.Of(api, stage);
        // A canary of all requests leaves none to the stage's own deployment.
        if (CanaryOf(stage) is { PercentTraffic: >= All } whole)
        {
            return OfDeployment(scope, own, api, stage, whole.DeploymentId, isCanary: true);
        }

        var served = OfDeployment(scope, own, api, stage, stage.DeploymentId, isCanary: false);
        return CanaryOf(stage) is { } canary && served.IsKnown
            ? OfDeployment(scope, own, api, stage, canary.DeploymentId, isCanary: true).Select(routes => served.Value.AddRange(routes))
            : served;
    }

    /// <summary>The canary that gets requests and serves something of its own; <see langword="null"/> when there is none.</summary>
    public static Canary? CanaryOf(Stage stage)
    {
        ArgumentNullException.ThrowIfNull(stage);
        // A canary of the same deployment and the same variables serves nothing of its own, and one of 0 percent serves nobody.
        return stage.Canary is { PercentTraffic: > 0 } canary
            && (canary.DeploymentId != stage.DeploymentId || canary.VariableOverrides is not [])
            ? canary
            : null;
    }

    /// <summary>Whether nothing was ever deployed on a stage of an HTTP or WebSocket API: no route of it answers.</summary>
    public static bool ServesNothing(Api api, Stage stage)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(stage);
        return !api.IsRest && !stage.AutoDeploy && stage.DeploymentId is null;
    }

    private static Fact<ImmutableArray<DeployedRoute>> OfHttpOrWebSocket(Scope scope, Api api, Stage stage)
    {
        if (ServesNothing(api, stage))
        {
            return ImmutableArray<DeployedRoute>.Empty;
        }

        if (stage.ServesConfiguration)
        {
            return api.Routes.Select(routes => Configured(scope, api, stage, routes, null, null));
        }

        var definition = api.Deployments.FirstOrDefault(deployment => deployment.Id == stage.DeploymentId)?.Definition ?? default;
        if (definition.IsKnown)
        {
            var served = ServedApi.Of(api, stage);
            var edited = api.Routes.ValueOr([]).ToLookup(route => route.Key, StringComparer.Ordinal);
            return RouteMatching.Arrange(
            [
                .. definition.Value.Routes.Select(route => Exported(route, new(
                    scope,
                    served.Api,
                    stage,
                    ExportStandIns.Of(route, edited[route.Key].FirstOrDefault(), knowsValidators: false),
                    Basis.Deployment)
                {
                    Caveat = served.Caveat,
                    StandsIn = served.StandsIn,
                })),
            ]);
        }

        var why = stage.AutoDeploy ? "did not succeed with its last automatic deployment" : "does not deploy automatically";
        var (caveat, notRead) = CannotBeKnown(api, stage)
            ? ($"Read from the API's current configuration{AsOf(api)}: stage {Quote.Of(stage.Name)} {why}, and API Gateway does not tell "
                + $"which routes such a stage serves.", (Unknown?)null)
            : ($"Read from the API's current configuration{AsOf(api)}: stage {Quote.Of(stage.Name)} {why}, and what it serves was not "
                + $"read.", NotRead(api, stage, why, definition));
        return api.Routes.Select(routes => Configured(scope, api, stage, routes, caveat, notRead));
    }

    /// <summary>
    /// Whether AWS has no way to tell what a stage of an HTTP or WebSocket API serves that does not serve what is configured: WebSocket
    /// APIs are not exported, some HTTP APIs neither, and where a stage names no deployment there is nothing to ask about.
    /// </summary>
    public static bool CannotBeKnown(Api api, Stage stage)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(stage);
        return !api.IsRest
            && !stage.ServesConfiguration
            && !ServesNothing(api, stage)
            && (api.Kind is ApiKind.WebSocket
                || stage.DeploymentId is null
                || api.Deployments.FirstOrDefault(deployment => deployment.Id == stage.DeploymentId)?.Definition.Unknown?.Code is ServedApi.RefusedExport);
    }

    private static Unknown NotRead(Api api, Stage stage, string why, Fact<DeployedDefinition> definition) =>
        new($"Stage {Quote.Of(stage.Name)} of API {Quote.Of(api.Name)} {why}, and what it serves was not "
            + $"read{(definition.Equals(default) ? "" : $" ({definition.Unknown?.Because.TrimEnd('.')})")}.")
        {
            Operation = definition.Unknown?.Operation,
            Code = definition.Unknown?.Code,
        };

    private static Fact<ImmutableArray<DeployedRoute>> OfDeployment(
        Scope scope, ServedApi served, Api api, Stage stage, string? deploymentId, bool isCanary)
    {
        var deployment = api.Deployments.FirstOrDefault(deployment => deployment.Id == deploymentId);
        var definition = deployment?.Definition ?? default;
        var methods = deployment?.Methods ?? default;
        if (!methods.IsKnown && definition.IsKnown)
        {
            // The export names the methods as well; only its words for authorization have to be understood.
            methods = definition.Value.Routes.Select(
                route => new DeployedMethod { Key = route.Key, Authorization = route.Authorization, ApiKeyRequired = route.ApiKeyRequired })
                .ToImmutableArray();
        }

        if (!methods.IsKnown)
        {
            var caveat = $"Read from the API's working copy{AsOf(api)}, which may differ from deployment '{deploymentId}' that stage "
                + $"'{stage.Name}' serves: {methods.Unknown?.Because}";
            return api.Routes.Select(routes => Configured(scope, served.Api, stage, routes, caveat, methods.Unknown, isCanary));
        }

        var configured = api.Routes.ValueOr([]).ToLookup(route => route.Key, StringComparer.Ordinal);
        var exported = definition.IsKnown ? definition.Value.Routes.ToLookup(route => route.Key, StringComparer.Ordinal) : null;
        // Of what only a canary serves nothing is exported: its authorizers are those that are configured, its policy is the stage's.
        if (isCanary && exported is null)
        {
            served = AsConfigured(served, api, stage, definition);
        }

        return RouteMatching.Arrange([.. methods.Value.Select(Deployed)]);

        DeployedRoute Deployed(DeployedMethod method)
        {
            var exportedRoute = exported?[method.Key].FirstOrDefault();
            var route = AsDeployed(api, exportedRoute, configured[method.Key].FirstOrDefault(), method, definition);
            return Exported(exported is null ? null : exportedRoute ?? new Route { Key = method.Key, Authorization = method.Authorization }, new(scope, served.Api, stage, route, Basis.Deployment)
            {
                IsCanary = isCanary,
                Caveat = served.Caveat,
                NotRead = served.NotRead,
                StandsIn = served.StandsIn,
            });
        }
    }

    // Inventories of earlier versions say nothing of exports.
    private static ServedApi AsConfigured(ServedApi served, Api api, Stage stage, Fact<DeployedDefinition> definition) => served with
    {
        Api = served.Api with { Authorizers = api.Authorizers, RequestValidators = api.RequestValidators },
        Caveat = served.Caveat ?? (definition.Equals(default)
            ? null
            : $"Integrations and authorizers of the canary of stage {Quote.Of(stage.Name)} were read from the API's working copy, which "
                + $"may differ from what it serves: {definition.Unknown?.Because}"),
        StandsIn = definition.Equals(default) ? served.StandsIn : served.StandsIn | StandIn.Integration | StandIn.Authorizers,
    };

    // What the export leaves out is a stand-in as well (aws-facts.md M.1).
    private static DeployedRoute Exported(Route? exported, DeployedRoute route)
    {
        if (exported is null)
        {
            return route;
        }

        var standsIn = StandIn.None;
        if (route.Route.AuthorizerId != exported.AuthorizerId
            || !route.Route.AuthorizationScopes.SequenceEqual(exported.AuthorizationScopes))
        {
            standsIn |= StandIn.Authorizers;
        }

        if (!ExportStandIns.AreSame(route.Route.Integration, exported.Integration))
        {
            standsIn |= StandIn.Integration;
        }

        if (!route.Route.ModelledContentTypes.SequenceEqual(exported.ModelledContentTypes)
            || !route.Route.RequiredParameters.SequenceEqual(exported.RequiredParameters)
            || (route.Route.RequestValidatorId != exported.RequestValidatorId && exported.RequestValidatorId is null))
        {
            standsIn |= StandIn.Validation;
        }

        return standsIn is StandIn.None ? route with { IsExported = true } : route with
        {
            IsExported = true,
            StandsIn = route.StandsIn | standsIn,
            Caveat = string.Join(
                ' ',
                new[] { route.Caveat, $"What the export of what stage {Quote.Of(route.Stage.Name)} serves leaves out of the route was "
                    + $"read from the API's {(route.Api.IsRest ? "working copy" : "current configuration")}." }.OfType<string>()),
        };
    }

    // Authorization and key are the summary's all the same: those words it uses itself, while an export's have to be understood. Where
    // nothing was exported, integration and authorizer come from the working copy's method of the same key.
    private static Route AsDeployed(Api api, Route? exported, Route? configured, DeployedMethod method, Fact<DeployedDefinition> definition)
    {
        var route = exported is not null ? ExportStandIns.Of(
            exported with { Authorization = method.Authorization }, configured, definition.Value.RequestValidators is not null)
            : configured ?? new Route { Key = method.Key, Integration = IntegrationIsGone(api) };
        return route with { Authorization = method.Authorization, ApiKeyRequired = method.ApiKeyRequired };
    }

    private static Unknown IntegrationIsGone(Api api) => api.Routes.Unknown
        ?? new Unknown("The method is deployed but no longer in the API's working copy, and a deployment's summary does not say what is "
            + "behind a method.");

    private static ImmutableArray<DeployedRoute> Configured(
        Scope scope, Api api, Stage stage, ImmutableArray<Route> routes, string? caveat, Unknown? notRead, bool isCanary = false) =>
        RouteMatching.Arrange(
            [.. routes.Select(route => new DeployedRoute(scope, api, stage, route, caveat is null ? Basis.Live : Basis.WorkingCopy) { IsCanary = isCanary, Caveat = caveat, NotRead = notRead, StandsIn = caveat is null ? StandIn.None : StandIn.Routes | StandIn.Definition })]);

    private static string AsOf(Api api) =>
        api.WorkingCopyReadAt is { } readAt ? string.Create(CultureInfo.InvariantCulture, $" of {readAt:yyyy-MM-dd}") : "";
}
