using System.Runtime.CompilerServices;
using Auditor.Core.Inventory;

namespace Auditor.Core.Fixes;

/// <summary>
/// What the routes of an API that are saved tell whoever mends one of them. Worked out once for each API: it has many findings.
/// </summary>
internal sealed class SavedRoutes
{
    private static readonly ConditionalWeakTable<Api, SavedRoutes> Known = [];

    private SavedRoutes(Api api)
    {
        OpenedByDeployment = (api is { IsRest: true, WorkingCopyLeftOut: false } ? api.Stages.ValueOr([]) : [])
            .SelectMany(stage => OpenedOn(stage, api).Select(key => (Stage: stage.Name, Key: key)))
            .ToLookup(each => each.Stage, each => each.Key, StringComparer.Ordinal);
        Guard = GuardOf(api);
    }

    /// <summary>For each stage of a REST API the routes that the next deployment would open to everybody.</summary>
    public ILookup<string, string> OpenedByDeployment { get; }

    /// <summary>
    /// The authorizer that most of the guarded routes ask; <see langword="null"/> where most ask for a signature, or none for anything.
    /// </summary>
    public (AuthorizationKind Kind, string AuthorizerId)? Guard { get; }

    public static SavedRoutes Of(Api api) => Known.GetValue(api, each => new(each));

    private static IEnumerable<string> OpenedOn(Stage stage, Api api)
    {
        var methods = api.Deployments.FirstOrDefault(deployment => deployment.Id == stage.DeploymentId)?.Methods ?? default;
        if (!methods.IsKnown)
        {
            return [];
        }

        var open = methods.Value
            .Where(method => AsksNobody(method.Authorization, method.ApiKeyRequired))
            .Select(method => method.Key)
            .ToHashSet(StringComparer.Ordinal);
        // Preflights have to be open.
        return api.Routes.ValueOr([])
            .Where(route => route.Method is not "OPTIONS"
                && AsksNobody(route.Authorization, route.ApiKeyRequired)
                && !open.Contains(route.Key))
            .Select(route => route.Key);
    }

    // Of a WebSocket API only '$connect' asks.
    private static (AuthorizationKind Kind, string AuthorizerId)? GuardOf(Api api)
    {
        var most = (api.Kind is ApiKind.WebSocket ? [] : api.Routes.ValueOr([]))
            .Where(route => route is { Method: not "OPTIONS", Authorization: { IsKnown: true, Value: not AuthorizationKind.None } })
            .GroupBy(route => (Kind: route.Authorization.Value, route.AuthorizerId))
            .OrderByDescending(group => group.Count())
            .ThenBy(group => group.Key.AuthorizerId, StringComparer.Ordinal)
            .Select(group => group.Key)
            .FirstOrDefault();
        return most is { Kind: not AuthorizationKind.AwsIam, AuthorizerId: { } authorizer } ? (most.Kind, authorizer) : null;
    }

    private static bool AsksNobody(Fact<AuthorizationKind> authorization, bool asksForKey) =>
        authorization is { IsKnown: true, Value: AuthorizationKind.None } && !asksForKey;
}
