using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Rules.Observability;

/// <summary>
/// Knows the series that CloudWatch has of an API. A metric with another set of dimensions, or with the value of none, has no data for ever
/// (Amazon API Gateway dimensions and metrics; Monitor CloudWatch metrics for HTTP APIs; Monitor WebSocket API execution with CloudWatch
/// metrics).
/// </summary>
internal static class ApiMetrics
{
    // What there is of each kind, by its own names: an alarm on another kind's name stays silent for ever.
    private static readonly ImmutableArray<string> OfRest = ["Count", "4XXError", "5XXError", "Latency", "IntegrationLatency"];
    private static readonly ImmutableArray<string> OfHttp = ["Count", "4xx", "5xx", "Latency", "IntegrationLatency"];
    private static readonly ImmutableArray<string> OfWebSocket =
    [
        "ConnectCount",
        "MessageCount",
        "ClientError",
        "IntegrationError",
        "ExecutionError",
        "IntegrationLatency",
    ];

    /// <summary>The metrics that say how an API fares.</summary>
    public static ImmutableArray<string> MetricsOf(Api api) => api.Kind switch
    {
        ApiKind.Rest => OfRest,
        ApiKind.Http => OfHttp,
        _ => OfWebSocket,
    };

    /// <summary>The dimension that names an API, and its value.</summary>
    public static (string Name, string Value) NameOf(Api api) => api.IsRest ? ("ApiName", RequestMetrics.NameOf(api)) : ("ApiId", api.Id);

    /// <summary>Whether metrics with these dimensions are of an API, whether there is such a series or not.</summary>
    public static bool IsOf(Api api, IReadOnlyDictionary<string, string> dimensions)
    {
        var (name, value) = NameOf(api);
        return dimensions.TryGetValue(name, out var of) && of == value;
    }

    /// <summary>
    /// Whether there is a series with exactly these dimensions. Where the routes were not read, the benefit of the doubt is the alarm's.
    /// </summary>
    public static bool Exists(Scope scope, Api api, IReadOnlyDictionary<string, string> dimensions, ExposureMap exposure)
    {
        if (!IsOf(api, dimensions) || !HasSet(api, dimensions.Keys))
        {
            return false;
        }

        if (!dimensions.TryGetValue("Stage", out var name))
        {
            return true;
        }

        return api.Stages.Value.FirstOrDefault(stage => stage.Name == name) is { } stage
            && (dimensions.Count == 2 || IsCounted(exposure.RoutesOf(scope, api, stage), stage, dimensions));
    }

    /// <summary>Whether series of this kind of API come with this set of dimensions.</summary>
    public static bool HasSet(Api api, IEnumerable<string> names)
    {
        ImmutableArray<string> rest = [.. names.Where(name => name != NameOf(api).Name).Order(StringComparer.Ordinal)];
        return rest is [] or ["Stage"]
            || (api.Kind is ApiKind.WebSocket ? rest is ["Route", "Stage"] : rest is ["Method", "Resource", "Stage"]);
    }

    // Single routes are counted only with detailed metrics.
    private static bool IsCounted(
        Fact<ImmutableArray<DeployedRoute>> routes, Stage stage, IReadOnlyDictionary<string, string> dimensions) =>
        routes.ValueOr([]) is var known
            && (!routes.IsKnown || known.Any(route => Names(dimensions, route) && HasDetailedMetrics(stage, route, dimensions)));

    private static bool Names(IReadOnlyDictionary<string, string> dimensions, DeployedRoute route) =>
        dimensions.TryGetValue("Route", out var key)
        ? key == route.Route.Key
        : dimensions.TryGetValue("Resource", out var resource)
            && dimensions.TryGetValue("Method", out var method)
            && (route.Route.Path is { } path
                ? path == resource && (method == route.Route.Method || route.Verbs.Contains(method))
                : resource == route.Route.Key);

    private static bool HasDetailedMetrics(Stage stage, DeployedRoute route, IReadOnlyDictionary<string, string> dimensions)
    {
        var all = stage.DefaultSettings?.MetricsEnabled is true;
        var own = (dimensions.TryGetValue("Method", out var method) ? stage.SettingsOf($"{method} {route.Route.Path}") : null)
            ?? stage.SettingsOf(route.Route.Key);

        // Settings of a REST method replace those of the stage as a whole.
        return own is null ? all : own.MetricsEnabled || (!route.Api.IsRest && all);
    }
}
