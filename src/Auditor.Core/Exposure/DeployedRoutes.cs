using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Core.Exposure;

/// <summary>Works out which routes a stage serves, and with which authorization: what is deployed, not what is being edited.</summary>
public static class DeployedRoutes
{
    /// <summary>The routes of a stage and of its canary.</summary>
    public static Fact<ImmutableArray<DeployedRoute>> Of(Scope scope, Api api, Stage stage)
    {
        if (!api.IsRest)
        {
            return api.Routes.Select(routes => Configured(scope, api, stage, routes, NotAutomatic(stage)));
        }

        var served = OfDeployment(scope, api, stage, stage.DeploymentId);
        if (stage.Canary is not { } canary || canary.DeploymentId == stage.DeploymentId || !served.IsKnown)
        {
            return served;
        }

        return OfDeployment(scope, api, stage, canary.DeploymentId)
            .Select(routes => served.Value.AddRange(routes.Select(route => route with { IsCanary = true })));
    }

    private static Fact<ImmutableArray<DeployedRoute>> OfDeployment(Scope scope, Api api, Stage stage, string? deploymentId)
    {
        var methods = api.Deployments.FirstOrDefault(deployment => deployment.Id == deploymentId)?.Methods ?? default;
        if (methods.IsKnown)
        {
            var configured = api.Routes.ValueOr([]).ToLookup(route => route.Key, StringComparer.Ordinal);
            return RouteMatching.Arrange([.. methods.Value.Select(method => new DeployedRoute(scope, api, stage, AsDeployed(api, configured[method.Key].FirstOrDefault(), method), Basis.Deployment))]);
        }

        return api.Routes.Select(routes => Configured(scope, api, stage, routes,
            $"Read from the API's working copy, which may differ from deployment '{deploymentId}' that stage '{stage.Name}' serves: {methods.Unknown?.Because}"));
    }

    // The summary knows authorization and key; integration and authorizer come from the working copy's method of the same key.
    private static Route AsDeployed(Api api, Route? configured, DeployedMethod method) =>
        (configured ?? new Route { Key = method.Key, Integration = IntegrationIsGone(api) }) with
        {
            Authorization = method.Authorization,
            ApiKeyRequired = method.ApiKeyRequired,
        };

    private static Unknown IntegrationIsGone(Api api) => api.Routes.Unknown
        ?? new Unknown("The method is deployed but no longer in the API's working copy, and a deployment's summary does not say what is behind a method.");

    private static ImmutableArray<DeployedRoute> Configured(Scope scope, Api api, Stage stage, ImmutableArray<Route> routes, string? caveat) =>
        RouteMatching.Arrange([.. routes.Select(route => new DeployedRoute(scope, api, stage, route, caveat is null ? Basis.Live : Basis.WorkingCopy) { Caveat = caveat })]);

    private static string? NotAutomatic(Stage stage) => stage.AutoDeploy
        ? null
        : $"Read from the API's current configuration: stage '{stage.Name}' does not deploy automatically, and API Gateway does not tell which routes such a stage serves.";
}
