using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Identity;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Tests.Identity;

/// <summary>
/// Compares all that is said of the users and roles of an estate: who is listed for a route, what becomes of their requests, who is listed
/// as changer, and what rules say of the policies that they hold.
/// </summary>
internal sealed class OneAnswer(Estate estate)
{
    private const string Invoke = "execute-api:Invoke";

    private static readonly ImmutableArray<string?> Addresses = ["203.0.113.7", "198.51.100.4", "192.0.2.9", "8.8.8.8", null];

    private static readonly ImmutableArray<string> Endpoints = ["vpce-1", "vpce-2", "vpce-3"];

    private readonly ExposureMap _map = new(estate);

    /// <summary>How many answers there were to compare.</summary>
    public int Compared { get; private set; }

    /// <summary>Compares all answers about the estate.</summary>
    /// <param name="names">What stands in the place of a path's parameter, each in its turn.</param>
    /// <param name="told">What a failure says besides.</param>
    public OneAnswer ShouldBeGiven(ImmutableArray<string> names, string told = "")
    {
        foreach (var scope in estate.Scopes)
        {
            var account = estate.Accounts.FirstOrDefault(each => each.Id == scope.Account);
            if (account is not { Principals.IsKnown: true, IdentityPolicies.IsKnown: true })
            {
                continue;
            }

            foreach (var api in scope.KnownApis)
            {
                ChangersAgree(scope, api, account, told);
                foreach (var route in api.Stages.ValueOr([])
                    .SelectMany(stage => _map.RoutesOf(scope, api, stage).ValueOr([]))
                    .Where(route => !route.IsCanary))
                {
                    if (_map.Of(route) is { IsKnown: true, Value: { Principals: { IsKnown: true } principals } exposure })
                    {
                        ExplanationsAgree(exposure, principals.Value, account, names, told);
                        CallersAgree(route, principals.Value, account, told);
                    }
                }
            }
        }

        return this;
    }

    // Who is listed has a request that gets through, and who is not listed has none.
    private void ExplanationsAgree(
        RouteExposure exposure, GrantedPrincipals listed, Account account, ImmutableArray<string> names, string told)
    {
        var route = exposure.Route;
        var requests = Requests(exposure, names).ToImmutableArray();
        foreach (var arn in account.Principals.Value.Where(principal => principal.Type is not PrincipalType.Group)
            .Select(principal => principal.Arn))
        {
            var decisions = requests.Select(request => new AccessExplainer(_map)
                .Explain(route.Scope, route.Api, route.Stage, request with { PrincipalArn = arn }))
                .ToImmutableArray();
            var because = $"{told}\n{arn} on {route.Route.Key} of {route.Api.Name}: "
                + $"{string.Join(" / ", decisions.Select(each => each.Because).Distinct(StringComparer.Ordinal))}";
            Compared++;
            if (listed.Arns.Contains(arn))
            {
                decisions.ShouldContain(
                    each => each.Decision == AccessDecision.Allowed || each.Decision == AccessDecision.Conditional,
                    $"listed, and denied: {because}");
            }
            else if (listed.Possible.Contains(arn))
            {
                decisions.ShouldContain(each => each.Decision != AccessDecision.Denied, $"listed as perhaps, and denied: {because}");
            }
            else
            {
                decisions.ShouldAllBe(each => each.Decision == AccessDecision.Denied, $"not listed, and allowed: {because}");
            }
        }
    }

    // Whom AGW5008 names for every API may call this one too, and whoever may call an API that no policy names is named by AGW5008.
    private void CallersAgree(DeployedRoute route, GrantedPrincipals listed, Account account, string told)
    {
        // A private API without a policy lets nobody in.
        if (route.Api.ResourcePolicy is null
            && route.Api.EndpointType is not { IsKnown: true, Value: EndpointType.Private }
            && !IsNamed(route.Scope, route.Api, account))
        {
            foreach (var verb in route.Verbs)
            {
                var behind = route.Api.Kind is ApiKind.WebSocket ? "/$connect" : "/{?}";
                Agree(
                    account,
                    listed,
                    grants =>
                        grants.Ask(held => held.OnCallsToEveryApi(
                            Invoke, behind, account.Id, account.Partition, route.Api.Kind is ApiKind.WebSocket ? "" : verb)),
                    route.Scope,
                    $"{told}\n{verb} {route.Route.Key} of {route.Api.Name}");
            }
        }
    }

    // The same of AGW5009 and those who are listed as changers.
    private void ChangersAgree(Scope scope, Api api, Account account, string told)
    {
        if (!IsNamed(scope, api, account) && _map.ChangersOf(scope, api) is { IsKnown: true } changers)
        {
            var family = api.IsRest ? ApiFamily.RestApis : ApiFamily.HttpApis;
            foreach (var change in IdentityGrants.Changes(family))
            {
                Agree(
                    account,
                    changers.Value,
                    grants => grants.Ask(held => held.OnChangeOfEveryApi(family, change, account.Partition)),
                    scope,
                    $"{told}\nchanges of {api.Name}: {change}",
                    isAll: false);
            }

            // A finding says one Region of those in which it is so.
            var granted = IdentityGrants.Changes(family)
                .SelectMany(change => Granted(
                    account, grants => grants.Ask(held => held.OnChangeOfEveryApi(family, change, account.Partition)), scope: null))
                .ToHashSet(StringComparer.Ordinal);
            changers.Value.Arns.ShouldAllBe(arn => granted.Contains(arn), $"{told}\na changer of {api.Name} whom no policy makes one");
        }
    }

    private void Agree(
        Account account,
        GrantedPrincipals listed,
        Func<GrantsByPolicy,
        (IdentityAnswer Answer, ImmutableArray<string> To)?> ask,
        Scope scope,
        string told,
        bool isAll = true)
    {
        var granted = Granted(account, ask, scope);
        Compared += granted.Count;
        granted.ShouldAllBe(
            arn => listed.Arns.Contains(arn) || listed.Possible.Contains(arn), $"granted by a policy and not listed: {told}");
        if (isAll)
        {
            var anywhere = Granted(account, ask, scope: null);
            listed.Arns.ShouldAllBe(arn => anywhere.Contains(arn), $"listed and granted by no policy: {told}");
        }
    }

    private HashSet<string> Granted(
        Account account, Func<GrantsByPolicy, (IdentityAnswer Answer, ImmutableArray<string> To)?> ask, Scope? scope) =>
    [
        .. from policy in account.IdentityPolicies.Value
           let grants = _map.GrantsBy(account, policy)
           where grants is { IsKnown: true, Value: not null }
           let granted = grants.Value is { } known ? ask(known) : null
           where granted is { } given && (scope is null || given.Answer.EveryRegion || given.Answer.Region == scope.Region)
           from arn in granted?.To ?? []
           select arn,
    ];

    // Of an API that a policy tells from others, by its id, stage, paths, tags or a Deny of its Region, rules about every API say nothing.
    private static bool IsNamed(Scope scope, Api api, Account account)
    {
        ImmutableArray<string> words =
        [
            api.Id,
            .. api.Stages.ValueOr([]).Select(stage => $"/{stage.Name}"),
            "ResourceTag",
            "/stages",
            "/routes",
            "/resources",
            .. scope.KnownApis.Where(each => each.Id == api.Id)
                .SelectMany(each => each.Routes.ValueOr([]))
                .Select(route => route.Key.Split(' ')[^1])
                .Where(path => path.Length > 1),
        ];
        var limits = account.Organization is { IsKnown: true, Value: { } member }
            ? member.Levels.SelectMany(level => level.ServiceControlPolicies)
                .Select(policy => policy.Document.IsKnown ? policy.Document.Value : null)
            : [];
        return account.IdentityPolicies.Value.Select(policy => policy.Document.ValueOr(null)).Concat(limits).OfType<string>()
            .Any(text => words.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase))
                || (text.Contains("\"Deny\"", StringComparison.Ordinal) && text.Contains(scope.Region, StringComparison.Ordinal)));
    }

    private static IEnumerable<AccessRequest> Requests(RouteExposure exposure, ImmutableArray<string> names)
    {
        var route = exposure.Route;
        foreach (var name in route.Route.Key.Contains('{', StringComparison.Ordinal) ? names : ["-"])
        {
            foreach (var verb in route.Verbs)
            {
                var request = new AccessRequest
                {
                    Verb = verb,
                    Path = route.Api.Kind is ApiKind.WebSocket ? route.Route.Key : Filled(route.Target.Path, name),
                };
                if (route.Api.EndpointType is { IsKnown: true, Value: EndpointType.Private })
                {
                    if (exposure.Request is { VpcEndpointId: not null } witness)
                    {
                        yield return request with { VpcEndpointId = witness.VpcEndpointId, VpcId = witness.VpcId, FromIp = witness.FromIp };
                    }

                    foreach (var endpoint in Endpoints)
                    {
                        yield return request with { VpcEndpointId = endpoint };
                    }

                    continue;
                }

                foreach (var address in Addresses.Append(exposure.Request?.FromIp).Distinct(StringComparer.Ordinal))
                {
                    yield return request with { FromIp = address };
                }
            }
        }
    }

    private static string Filled(string path, string name)
    {
        var open = path.IndexOf('{', StringComparison.Ordinal);
        return open < 0 ? path : path[..open] + name + Filled(path[(path.IndexOf('}', open) + 1)..], name);
    }
}
