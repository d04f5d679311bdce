using System.Collections.Immutable;
using System.Globalization;
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
            return api.Routes.Select(routes => Configured(scope, api, stage, routes, NotAutomatic(api, stage)));
        }

        var served = OfDeployment(scope, api, stage, stage.DeploymentId);
        // A canary of the same deployment and the same variables serves nothing of its own.
        if (stage.Canary is not { } canary || (canary.DeploymentId == stage.DeploymentId && canary.VariableOverrides is []) || !served.IsKnown)
        {
            return served;
        }

        return OfDeployment(scope, api, stage, canary.DeploymentId)
            .Select(routes => served.Value.AddRange(routes.Select(route => route with { IsCanary = true })));
    }

    private static Fact<ImmutableArray<DeployedRoute>> OfDeployment(Scope scope, Api api, Stage stage, string? deploymentId)
    {
        var deployment = api.Deployments.FirstOrDefault(deployment => deployment.Id == deploymentId);
        var methods = deployment?.Methods ?? default;
        if (methods.IsKnown)
        {
            if (deployment is { Definition: { IsKnown: true, Value: var definition } })
            {
                return Exported(scope, api, stage, methods.Value, definition);
            }

            var configured = api.Routes.ValueOr([]).ToLookup(route => route.Key, StringComparer.Ordinal);
            return RouteMatching.Arrange([.. methods.Value.Select(method => new DeployedRoute(scope, api, stage, AsDeployed(api, configured[method.Key].FirstOrDefault(), method), Basis.Deployment))]);
        }

        return api.Routes.Select(routes => Configured(scope, api, stage, routes,
            $"Read from the API's working copy{AsOf(api)}, which may differ from deployment '{deploymentId}' that stage '{stage.Name}' serves: {methods.Unknown?.Because}"));
    }

    // Authorization and key are the summary's all the same: those words it uses itself, while an export's have to be understood.
    private static ImmutableArray<DeployedRoute> Exported(Scope scope, Api api, Stage stage, ImmutableArray<DeployedMethod> methods, DeployedDefinition definition)
    {
        var exported = definition.Routes.ToLookup(route => route.Key, StringComparer.Ordinal);
        var deployed = api with { Authorizers = definition.Authorizers, ResourcePolicy = definition.ResourcePolicy ?? api.ResourcePolicy };
        return RouteMatching.Arrange([.. methods.Select(method => new DeployedRoute(scope, deployed, stage, AsDeployed(api, exported[method.Key].FirstOrDefault(), method), Basis.Deployment)
        {
            IsExported = true,
            Caveat = definition.ResourcePolicy is null && api.ResourcePolicy is not null
                ? "The deployment's export has no resource policy although the API has one by now: whether callers meet it already is not certain."
                : null,
        })]);
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

    private static string? NotAutomatic(Api api, Stage stage) => stage.AutoDeploy
        ? null
        : $"Read from the API's current configuration{AsOf(api)}: stage '{stage.Name}' does not deploy automatically, and API Gateway does not tell which routes such a stage serves.";

    private static string AsOf(Api api) => api.WorkingCopyReadAt is { } readAt ? string.Create(CultureInfo.InvariantCulture, $" of {readAt:yyyy-MM-dd}") : "";
}
