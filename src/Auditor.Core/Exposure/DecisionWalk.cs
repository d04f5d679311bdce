using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Core.Exposure;

/// <summary>Walks requests to a route through everything that AWS asks, in AWS's order, and says which combinations of callers get through.</summary>
internal sealed class DecisionWalk(ExposureMap map)
{
    // Nobody's endpoint: what lets this one in, lets in the endpoints of every account.
    private static readonly CallerNetwork ForeignEndpoint = CallerNetwork.EndpointsOf([new("vpce-0f0f0f0f0f0f0f0f0", "vpc-0f0f0f0f0f0f0f0f0")]);

    /// <summary>Walks the requests of everybody, or of the callers who are asked about.</summary>
    public AccessWalk Of(DeployedRoute route, CallerClass? only = null)
    {
        var guard = map.GuardOf(route);
        if (route.Verbs is [])
        {
            return new(route, guard, [], new(WalkStepKind.Route, "none: more specific routes answer every request that it could") { Stops = true });
        }

        var endpoints = map.EndpointsOf(route);
        if (endpoints is [])
        {
            return new(route, guard, [], new(WalkStepKind.Endpoint, "none: the execute-api endpoint is disabled and no custom domain name leads here") { Stops = true });
        }

        var walked = endpoints
            .Select(endpoint => (Endpoint: endpoint, Requests: endpoint.RequestsFor(route)))
            .Where(each => !each.Requests.IsEmpty)
            .ToImmutableArray();
        if (walked is [])
        {
            return new(route, guard, [], new(WalkStepKind.Route, "none: its paths lead to another stage, API or base path from every endpoint") { Stops = true });
        }

        return new(route, guard, Sorted(walked.DistinctBy(each => KindOf(each.Endpoint), StringComparer.Ordinal).SelectMany(each => Through(route, guard, each.Endpoint, each.Requests, only))), null);
    }

    private static ImmutableArray<Passage> Sorted(IEnumerable<Passage> passages) =>
    [
        .. passages
            .OrderByDescending(passage => passage.Audience)
            .ThenBy(passage => passage.Credential)
            .ThenBy(passage => passage.Endpoint.MatchesHeaders)
            .ThenBy(passage => passage.IsUncertain),
    ];

    // What is asked differs between kinds of endpoints, not between the names of one kind.
    private static string KindOf(Endpoint endpoint) => string.Join(
        '\n',
        endpoint.IsPrivate ? $"private {endpoint.Domain?.Name}" : "public",
        endpoint.IsDualStack,
        endpoint.RequiresClientCertificate,
        endpoint.KeepsBasePath ? endpoint.BasePath : "",
        endpoint.MatchesHeaders,
        endpoint.IsUncertain,
        string.Join(' ', endpoint.TakenFirst.Select(other => other[endpoint.BasePath.Length..])));

    private IEnumerable<Passage> Through(DeployedRoute route, RouteGuard guard, Endpoint endpoint, ImmutableArray<ReachedRequests> requests, CallerClass? only)
    {
        foreach (var reached in requests)
        {
            var firewalls = map.FirewallOf(route, endpoint, reached.Path);
            if (firewalls is [])
            {
                yield return Stopped(
                    new(route, guard, endpoint, reached, FirewallPassage.Everything, CallerClass.Anonymous),
                    [OfEndpoint(endpoint)],
                    new(WalkStepKind.WebAcl, "nobody: it stops every request"),
                    Audience.Nobody);
            }

            foreach (var firewall in firewalls)
            {
                var network = Within(only?.Network ?? endpoint.Network, endpoint, firewall);
                IEnumerable<CallerClass> callers = only is null ? CallersOf(network, guard, route.Scope.Account) : [only with { Network = network }];
                foreach (var each in callers)
                {
                    yield return Judge(new(route, guard, endpoint, reached, firewall, each) { IsGiven = only is not null });
                }
            }
        }
    }

    private static CallerNetwork Within(CallerNetwork network, Endpoint endpoint, FirewallPassage firewall)
    {
        if (network.Kind is not CallerNetworkKind.Internet)
        {
            return network;
        }

        var addresses = network.Addresses.Intersect(endpoint.Network.Addresses).Intersect(firewall.Addresses);
        return addresses.Equals(endpoint.Network.Addresses) ? endpoint.Network : CallerNetwork.InternetFrom(addresses);
    }

    // Everybody, in classes of which each is let in or kept out as a whole: strangers, and those who belong to the account.
    private static IEnumerable<CallerClass> CallersOf(CallerNetwork network, RouteGuard guard, string account)
    {
        var strangers = guard.AsksForSignature ? CallerIdentity.AnyAwsPrincipal : CallerIdentity.Anonymous;
        if (network.Kind is not CallerNetworkKind.Internet)
        {
            yield return new(strangers, ForeignEndpoint);
        }

        yield return new(strangers, network);
        if (guard.AsksForSignature)
        {
            yield return new(CallerIdentity.Account(account), network);
        }
    }

    private Passage Judge(Question asked)
    {
        var (route, guard, endpoint, firewall) = (asked.Route, asked.Guard, asked.Endpoint, asked.Firewall);
        var steps = ImmutableArray.CreateBuilder<WalkStep>();
        steps.Add(OfEndpoint(endpoint));
        if (asked.IsFromInternet && asked.Callers.Network.Addresses.IsEmpty)
        {
            return Stopped(asked, steps, new(WalkStepKind.Endpoint, endpoint.IsDualStack ? "no address is left" : "no IPv4 address is left, and it answers over IPv4 only"), Audience.Nobody);
        }

        if (firewall.Told is { } told)
        {
            steps.Add(new(WalkStepKind.WebAcl, told) { Asks = firewall.Asks });
        }

        var reach = ReachOf(asked);
        if (guard.AsksForSignature && !asked.Callers.Identity.IsSigned)
        {
            return Stopped(asked, steps, new(WalkStepKind.Authorization, "the route asks for a signature of an AWS principal"), reach.Audience);
        }

        var byDomain = map.DomainPolicyOf(endpoint)?.Value;
        var domainAnswer = byDomain?.Policy?.Ask(asked.Identified, asked.Requests.Target);
        if (byDomain is not null)
        {
            var step = domainAnswer is null ? new(WalkStepKind.DomainPolicy, "none was read") : OfAnswer(WalkStepKind.DomainPolicy, domainAnswer, asked);
            steps.Add(step);
            if (domainAnswer is { Verdict: not Verdict.Yes })
            {
                return Refused(asked, steps, domainAnswer, $"The domain name's policy: {domainAnswer.Because}", reach.Audience);
            }
        }

        var byApi = map.ResourcePolicyEvaluatorOf(route.Api).Value;
        var apiAnswer = byApi.Policy?.Ask(asked.Identified, asked.Requests.Target, AuthorizationTable.Question(guard.Authorization, asked.IsOwn));
        if (apiAnswer is null && AuthorizationTable.WithoutPolicy(route, guard.Authorization, endpoint.IsPrivate, asked.IsOwn) is { } reason)
        {
            return Stopped(asked, steps, new(route.Api.IsRest ? WalkStepKind.ResourcePolicy : WalkStepKind.Authorization, $"none, and {reason}"), reach.Audience) with { Because = WalkText.Sentence(reason) };
        }

        if (route.Api.IsRest)
        {
            steps.Add(apiAnswer is null ? new(WalkStepKind.ResourcePolicy, "none") : OfAnswer(WalkStepKind.ResourcePolicy, apiAnswer, asked));
        }

        if (apiAnswer is { Verdict: not Verdict.Yes })
        {
            return Refused(asked, steps, apiAnswer, apiAnswer.Because, reach.Audience);
        }

        var (audience, narrowing) = Classify(asked, apiAnswer);
        if (audience is Audience.Nobody)
        {
            return Stopped(asked, steps, new(WalkStepKind.ResourcePolicy, "only principals whom the policy names get in"), reach.Audience);
        }

        if (MayBeMore(asked, apiAnswer, audience) is { } more)
        {
            return Refused(asked, steps, more, more.Because, reach.Audience);
        }

        steps.Add(new(WalkStepKind.Authorization, WalkText.Authorization(route, guard)) { Asks = guard.Credential });
        if (guard.AsksForKey)
        {
            if (map.HasUsableKey(route) is { IsKnown: true, Value: false })
            {
                return Stopped(asked, steps, new(WalkStepKind.ApiKey, $"required, and no enabled key is in a usage plan of stage {Quote.Of(route.Stage.Name)}: nobody has one"), reach.Audience);
            }

            steps.Add(new(WalkStepKind.ApiKey, "required, which is no authorization") { Asks = Credential.ApiKey });
        }

        if (route.Route.Integration is { IsKnown: true, Value.Type: IntegrationType.Mock })
        {
            steps.Add(new(WalkStepKind.Integration, "MOCK: API Gateway answers it, and no backend is reached"));
        }

        var isGuess = asked.IsThroughAnyEndpoint && domainAnswer is not null && apiAnswer is not null && !LetsForeignEndpointsIn(asked, byDomain) && !LetsForeignEndpointsIn(asked, byApi);
        return new()
        {
            Endpoint = endpoint,
            Audience = audience,
            Reach = guard.AsksForSignature ? reach.Audience : audience,
            AtMost = audience,
            Narrowing = WalkText.Joined(narrowing, firewall.Narrowing),
            ReachNarrowing = guard.AsksForSignature ? reach.Narrowing : narrowing,
            // Two lists of endpoints may have none in common: each was asked alone.
            IsUncertain = isGuess || endpoint.IsUncertain || firewall.IsUncertain || byDomain is { Policy: null } || apiAnswer is { PrincipalQuirk: true } || domainAnswer is { PrincipalQuirk: true },
            Witness = WitnessMaker.Of(asked, apiAnswer ?? domainAnswer, byApi, [.. steps.Select(step => step.Asks).Where(each => each is not (Credential.None or Credential.AwsPrincipal))]),
            FirewallNarrowing = FirewallNarrowing(asked),
            Steps = steps.ToImmutable(),
        };
    }

    // What the web ACL alone leaves of the internet; null where that is most of it.
    private string? FirewallNarrowing(Question asked)
    {
        if (!asked.IsFromInternet)
        {
            return null;
        }

        var (isMost, told) = map.Told(asked.Firewall.Addresses.Intersect(asked.Endpoint.Network.Addresses), asked.Endpoint.Network);
        return isMost && !asked.Firewall.IsNarrow ? null : WalkText.Joined(isMost ? null : $"addresses {told}", asked.Firewall.Narrowing);
    }

    private (Audience Audience, string? Narrowing) Classify(Question asked, AccessAnswer? answer)
    {
        if (asked.IsOwn)
        {
            return (Audience.OwnVpcOrAccount, $"principals of account '{asked.Route.Scope.Account}' whom IAM lets");
        }

        var named = asked.Identified.Identity.Kind is CallerIdentityKind.AnyAwsPrincipal && answer is { Principals.Anyone: false }
            ? NamedOthers(answer.Principals, asked.Route.Scope.Account)
            : (ImmutableArray<string>?)null;
        if (named is { } others && (asked.IsGiven || others.IsEmpty))
        {
            // No stranger: the own account's principals are asked about by themselves.
            return (Audience.Nobody, null);
        }

        var principals = named is { } principalsOf ? $"principals of {string.Join(", ", principalsOf)}" : null;
        if (!asked.IsFromInternet)
        {
            return asked.IsThroughAnyEndpoint || asked.IsGiven
                ? (Audience.OwnVpcOrAccount, WalkText.Joined(principals, "given VPCs or VPC endpoints"))
                : (Audience.OthersOrNetwork, principals is null ? "VPC endpoints of any account" : $"{principals} through VPC endpoints of any account");
        }

        return principals is null ? ByAddress(asked, answer) : (Audience.OthersOrNetwork, principals);
    }

    private static ImmutableArray<string> NamedOthers(AdmittedPrincipals admitted, string account) =>
    [
        .. admitted.Accounts.Where(other => other != account).Select(other => $"account {Quote.Of(other)}"),
        .. admitted.Organizations.Select(organization => $"organization {Quote.Of(organization)}"),
    ];

    private (Audience Audience, string? Narrowing) ByAddress(Question asked, AccessAnswer? answer)
    {
        var network = asked.Endpoint.Network;
        var admitted = answer?.Addresses.Set ?? asked.Callers.Network.Addresses;
        var (isMost, told) = map.Told(admitted, network);
        return (isMost, told.Length) switch
        {
            (true, 0) => (asked.Firewall.IsNarrow ? Audience.OthersOrNetwork : Audience.Internet, null),
            (true, _) => (asked.Firewall.IsNarrow ? Audience.OthersOrNetwork : Audience.Internet, $"all addresses but some: {told}"),
            _ => (Audience.OthersOrNetwork, $"addresses {told}"),
        };
    }

    // Where some get in for certain and everybody may, "only some" would be more than is known.
    private static AccessAnswer? MayBeMore(Question asked, AccessAnswer? answer, Audience audience) =>
        audience is not Audience.Internet && asked.IsFromInternet && !asked.IsOwn && answer is not null && answer.DependsOn is not []
            && PublicAddresses.IsMost(answer.PossibleAddresses.Set, asked.Endpoint.Network)
            ? answer
            : null;

    // From where requests come as far as authorization, whoever signs them.
    private (Audience Audience, string? Narrowing) ReachOf(Question asked)
    {
        if (!asked.Guard.AsksForSignature)
        {
            return (Audience.Nobody, null);
        }

        var policies = new[] { (Policy: map.DomainPolicyOf(asked.Endpoint)?.Value.Policy, Question: AccessQuestion.Allowed), (Policy: map.ResourcePolicyEvaluatorOf(asked.Route.Api).Value.Policy, Question: AccessQuestion.NotDenied) };
        if (asked.IsFromInternet)
        {
            return policies[1].Policy is { } policy && policy.Ask(new(CallerIdentity.AnyAwsPrincipal, asked.Callers.Network), asked.Requests.Target, AccessQuestion.NotDenied) is { Verdict: not Verdict.Depends } answer
                ? answer.Verdict is Verdict.No ? (Audience.Nobody, null) : ByAddress(asked, answer)
                : ByAddress(asked, null);
        }

        if (policies[1].Policy is null)
        {
            return (Audience.Nobody, null);
        }

        bool Passes(CallerNetwork network) => policies.All(each => each.Policy?.Ask(new(CallerIdentity.AnyAwsPrincipal, network), asked.Requests.Target, each.Question) is null or { Verdict: not Verdict.No });
        return Passes(ForeignEndpoint) ? (Audience.OthersOrNetwork, "VPC endpoints of any account")
            : Passes(CallerNetwork.AnyEndpoint) ? (Audience.OwnVpcOrAccount, "given VPCs or VPC endpoints")
            : (Audience.Nobody, null);
    }

    private static bool LetsForeignEndpointsIn(Question asked, ResourcePolicyEvaluator? evaluator) => evaluator?.Policy is not { } policy
        || policy.Ask(asked.Identified with { Network = ForeignEndpoint }, asked.Requests.Target, AuthorizationTable.Question(asked.Guard.Authorization, asked.IsOwn)).Verdict is Verdict.Yes;

    private static WalkStep OfEndpoint(Endpoint endpoint) => new(WalkStepKind.Endpoint, endpoint.Url) { Asks = endpoint.RequiresClientCertificate ? Credential.ClientCertificate : Credential.None };

    private static WalkStep OfAnswer(WalkStepKind kind, AccessAnswer answer, Question asked) => new(kind, WalkText.Of(answer, asked.IsFromInternet ? asked.Callers.Network : null)) { Stops = answer.Verdict is not Verdict.Yes };

    private static Passage Refused(Question asked, ImmutableArray<WalkStep>.Builder steps, AccessAnswer answer, string because, Audience reach) => new()
    {
        Endpoint = asked.Endpoint,
        Audience = Audience.Nobody,
        Reach = reach,
        AtMost = answer.Verdict is Verdict.No ? Audience.Nobody
            : asked.IsOwn || asked.IsThroughAnyEndpoint ? Audience.OwnVpcOrAccount
            : asked.IsFromInternet ? Audience.Internet
            : Audience.OthersOrNetwork,
        Unknown = answer.Verdict is Verdict.No ? null : new($"Who gets through the resource policy depends on {string.Join(", ", answer.DependsOn)}: {answer.Because}"),
        Because = because,
        Steps = steps.ToImmutable(),
    };

    private static Passage Stopped(Question asked, IEnumerable<WalkStep> steps, WalkStep last, Audience reach) => new()
    {
        Endpoint = asked.Endpoint,
        Audience = Audience.Nobody,
        Reach = reach,
        Because = WalkText.Sentence(last.LetsThrough),
        Steps = [.. steps, last with { Stops = true }],
    };
}
