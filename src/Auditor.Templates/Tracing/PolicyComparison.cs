using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Templates.Mapping;

namespace Auditor.Templates.Tracing;

/// <summary>
/// Compares whom the resource policy of a deployed API lets in with whom the template's does. Policies that are written otherwise may mean
/// the same, and name each its own account, Region and API.
/// </summary>
internal static class PolicyComparison
{
    /// <summary>
    /// Where strangers get past what is deployed and not past what the template says: of one route, or of all (no route key).
    /// </summary>
    public static (string? Route, string Template, string Deployed)? MoreThanWritten(
        Scope scope, Api live, TemplateInventory inventory, Api written)
    {
        var deployed = Strangers(scope, live);
        var asked = Strangers(inventory.Scope, written);
        var wider = deployed
            .Where(each => asked.TryGetValue(each.Key, out var template) && IsWider(each.Value, template))
            .OrderBy(each => each.Key, StringComparer.Ordinal)
            .ToList();
        return wider is not [var (route, answer), ..] ? null
            : (wider.Count == deployed.Count ? null : route, Words(asked[route]), Words(answer));
    }

    // Of several stages the one that lets in most.
    private static Dictionary<string, AccessAnswer> Strangers(Scope scope, Api api)
    {
        var map = new ExposureMap(new Estate { CollectedAt = DateTimeOffset.UnixEpoch, Scopes = [scope] });
        var answers = new Dictionary<string, AccessAnswer>(StringComparer.Ordinal);
        foreach (var route in api.Stages.ValueOr([]).SelectMany(stage => map.RoutesOf(scope, api, stage).ValueOr([])))
        {
            if (route is not { IsCanary: false, Caveat: null, NotRead: null } || Answer(map, route) is not { } answer)
            {
                continue;
            }

            if (!answers.TryGetValue(route.Route.Key, out var other) || IsWider(answer, other))
            {
                answers[route.Route.Key] = answer;
            }
        }

        return answers;
    }

    // Who signs matters only where a signature is asked for.
    private static AccessAnswer? Answer(ExposureMap map, DeployedRoute route)
    {
        if (map.ResourcePolicyOf(route.Api) is not { IsKnown: true, Value: { } policy } || !route.Route.Authorization.IsKnown)
        {
            return null;
        }

        var identity = route.Route.Authorization.Value is AuthorizationKind.AwsIam ? CallerIdentity.AnyAwsPrincipal : CallerIdentity.Anonymous;
        var isPrivate = route.Api.EndpointType is { IsKnown: true, Value: EndpointType.Private };
        return policy.Ask(new(identity, isPrivate ? CallerNetwork.AnyEndpoint : CallerNetwork.Internet), route.Target)
            is { Verdict: Verdict.Yes or Verdict.No } answer ? answer : null;
    }

    // Of those who sign, strangers are whoever is in any account.
    private static bool IsOpen(AccessAnswer answer) =>
        answer.Verdict is Verdict.Yes && (answer.Principals == AdmittedPrincipals.None || answer.Principals.Anyone);

    private static bool IsWider(AccessAnswer one, AccessAnswer other) =>
        IsOpen(one) && (!IsOpen(other) || !one.Addresses.Set.IsSubsetOf(other.Addresses.Set));

    private static string Words(AccessAnswer answer) => !IsOpen(answer) ? "closed to strangers"
        : answer.Addresses.Set.IsEmpty ? "open to strangers"
        : $"open to {answer.Addresses}";
}
