using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Core.Exposure;

/// <summary>Whether there is an API key at all that opens a stage: an enabled one, in a usage plan that holds the stage.</summary>
public static class KeyAvailability
{
    /// <summary>Unknown where plans or their keys were not read, unless what was read has such a key.</summary>
    public static Fact<bool> Of(Scope scope, Api api, Stage stage)
    {
        ArgumentNullException.ThrowIfNull(scope);
        if (scope.UsagePlans.Unknown is { } unread)
        {
            return unread;
        }

        Unknown? unknown = null;
        foreach (var plan in scope.UsagePlans.Value.Where(plan => plan.Stages.Any(each => each.ApiId == api.Id
            && each.Stage == stage.Name)))
        {
            if (plan.ApiKeyIds.Unknown is { } unreadKeys)
            {
                unknown ??= unreadKeys;
            }
            else if (plan.ApiKeyIds.Value is not [])
            {
                if (scope.ApiKeys.Unknown is { } unreadList)
                {
                    unknown ??= unreadList;
                }
                else if (plan.ApiKeyIds.Value.Any(id => IsEnabled(scope, id)))
                {
                    return true;
                }
            }
        }

        return unknown is null ? false : unknown;
    }

    /// <summary>
    /// Whether the key of a request is what a Lambda authorizer answers, and the route has none: then no request has one, whatever it
    /// sends (Choose an API key source).
    /// </summary>
    public static bool NeverComes(DeployedRoute route) =>
        string.Equals(route.Api.ApiKeySource, "AUTHORIZER", StringComparison.OrdinalIgnoreCase)
            && route.Route.Authorization is { IsKnown: true, Value: not AuthorizationKind.Custom };

    /// <summary>Why nobody has a key, as the end of a sentence.</summary>
    public static string WhyNone(DeployedRoute route) => NeverComes(route)
        ? "it is to come from a Lambda authorizer, which the route does not have"
        : $"no enabled key is in a usage plan of stage {Quote.Of(route.Stage.Name)}";

    // A key that is in a plan and not in the list may have been made between the two calls.
    private static bool IsEnabled(Scope scope, string id) =>
        scope.ApiKeys.Value.FirstOrDefault(key => key.Id == id) is not { Enabled: false };
}
