using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Throttling;

namespace Auditor.Core.Exposure;

/// <summary>
/// Walks requests to a route through everything that AWS asks, in AWS's order, and says which combinations of callers get through.
/// </summary>
internal sealed class DecisionWalk(ExposureMap map)
{
    // Nobody's endpoint: what lets this one in, lets in the endpoints of every account.
    private static readonly CallerNetwork ForeignEndpoint = CallerNetwork.EndpointsOf(
        [new("vpce-0f0f0f0f0f0f0f0f0", "vpc-0f0f0f0f0f0f0f0f0")]);

    private readonly Admissions _admissions = new(map.AdmittedText);

    /// <summary>Walks the requests of everybody, or of the callers who are asked about.</summary>
    public AccessWalk Of(DeployedRoute route, CallerClass? only = null)
    {
        var guard = map.GuardOf(route);
        if (route.Verbs is [])
        {
            return new(
                route,
                guard,
                [],
                new(WalkStepKind.Route, "none: more specific routes answer every request that it could") { Stops = true });
        }

        var endpoints = map.EndpointsOf(route);
        if (endpoints is [])
        {
            return new(
                route,
                guard,
                [],
                new(WalkStepKind.Endpoint, "none: the execute-api endpoint is disabled and no custom domain name leads "
                    + "here")
                { Stops = true });
        }

        var walked = endpoints
            .Select(endpoint => (Endpoint: endpoint, Requests: endpoint.RequestsFor(route)))
            .Where(each => !each.Requests.IsEmpty)
            .ToImmutableArray();
        if (walked is [])
        {
            return new(
                route,
                guard,
                [],
                new(WalkStepKind.Route, "none: its paths lead to another stage, API or base path from every endpoint") { Stops = true });
        }

        return new(
            route,
            guard,
            Sorted((walked is [_] ? walked : walked.DistinctBy(each => KindOf(route, each.Endpoint), StringComparer.Ordinal))
                .SelectMany(each => Through(route, guard, each.Endpoint, each.Requests, only))),
            null);
    }

    private static ImmutableArray<Passage> Sorted(IEnumerable<Passage> passages) =>
    [
        .. passages
            .OrderByDescending(passage => passage.Audience)
            .ThenBy(passage => passage.Credential)
            .ThenBy(passage => passage.Endpoint.MatchesHeaders)
            .ThenBy(passage => passage.IsUncertain),
    ];

    // What is asked differs between kinds of endpoints, not between the names of one kind; only a web ACL may look at host and path.
    private static string KindOf(DeployedRoute route, Endpoint endpoint) => string.Join(
        '\n',
        endpoint.IsPrivate ? $"private {endpoint.Domain?.Name}" : "public",
        route.Stage.WebAclArn is null ? "" : endpoint.Url,
        endpoint.IsDualStack,
        endpoint.RequiresClientCertificate,
        endpoint.KeepsBasePath ? endpoint.BasePath : "",
        endpoint.MatchesHeaders,
        endpoint.IsUncertain,
        string.Join(' ', endpoint.TakenFirst.Select(other => other[endpoint.BasePath.Length..])));

    private IEnumerable<Passage> Through(
        DeployedRoute route, RouteGuard guard, Endpoint endpoint, ImmutableArray<ReachedRequests> requests, CallerClass? only)
    {
        foreach (var reached in requests)
        {
            var firewalls = map.FirewallOf(route, endpoint, reached);
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
                foreach (var each in only is null ? CallersOf(network, guard, route.Scope.Account) : [only with { Network = network }])
                {
                    var callers = each with { Headers = firewall.HeadersOfPolicies };
                    foreach (var passage in Judge(new(
                        route, guard, endpoint, firewall.Requests ?? reached, firewall, callers)
                    { IsGiven = only is not null }))
                    {
                        yield return passage;
                    }
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
        yield return new(strangers, network);
        if (guard.AsksForSignature)
        {
            yield return new(CallerIdentity.Account(account), network);
        }
    }

    private ImmutableArray<Passage> Judge(Question asked)
    {
        var (route, guard, endpoint, firewall) = (asked.Route, asked.Guard, asked.Endpoint, asked.Firewall);
        var steps = ImmutableArray.CreateBuilder<WalkStep>();
        steps.Add(OfEndpoint(endpoint));
        if (asked.IsFromInternet && asked.Callers.Network.Addresses.IsEmpty)
        {
            return [Stopped(asked, steps, new(WalkStepKind.Endpoint, endpoint.IsDualStack ? "no address is left" : "no IPv4 address is left, and it answers over IPv4 only"), Audience.Nobody)];
        }

        if (firewall.Explanation is { } explanation)
        {
            steps.Add(new(WalkStepKind.WebAcl, explanation) { Asks = firewall.Asks });
        }

        var reach = ReachOf(asked);
        if (guard.AsksForSignature && !asked.Callers.Identity.IsSigned)
        {
            return [Stopped(asked, steps, new(WalkStepKind.Authorization, "the route asks for a signature of an AWS principal"), reach.Audience)];
        }

        var byDomain = map.DomainPolicyOf(endpoint)?.Value;
        var domainAnswer = byDomain?.Policy?.Ask(asked.Identified, asked.Requests.Target);
        if (byDomain is not null)
        {
            steps.Add(domainAnswer is null
                ? new(WalkStepKind.DomainPolicy, "none was read")
                : OfAnswer(WalkStepKind.DomainPolicy, domainAnswer));
            if (domainAnswer is { Verdict: not Verdict.Yes })
            {
                return [Refused(asked, steps, domainAnswer, $"The domain name's policy: {domainAnswer.Because}", reach.Audience)];
            }
        }

        var evaluator = map.ResourcePolicyEvaluatorOf(route.Api).Value;
        var question = AuthorizationTable.Question(guard.Authorization, asked.IsOwn);
        var answer = evaluator.Policy?.Ask(asked.Identified, asked.Requests.Target, question);
        if (answer is null && AuthorizationTable.WithoutPolicy(route, guard.Authorization, endpoint.IsPrivate, asked.IsOwn) is { } reason)
        {
            return [Stopped(asked, steps, new(route.Api.IsRest ? WalkStepKind.ResourcePolicy : WalkStepKind.Authorization, $"none, and {reason}"), reach.Audience) with { Because = WalkText.Sentence(reason) }];
        }

        if (answer is { Verdict: Verdict.No })
        {
            return [Refused(asked, steps.ToImmutable().Add(OfAnswer(WalkStepKind.ResourcePolicy, answer)), answer, answer.Because, reach.Audience)];
        }

        // What gets through a private domain name has to get through both policies as it is.
        var (policy, isBoth) = byDomain?.Policy is { } first
            ? (evaluator.Policy is { } second ? map.PolicyOfBoth(first, second, question) : first, true)
            : (evaluator.Policy, false);
        var together = isBoth ? policy?.Ask(asked.Identified, asked.Requests.Target) : answer;
        if (together is { Verdict: Verdict.No })
        {
            return [Stopped(asked, steps, new(WalkStepKind.ResourcePolicy, "it and the domain name's policy let in no request in "
                + "common"), reach.Audience)];
        }

        var admissions = _admissions.Of(asked, together);
        return admissions is []
            ? [Stopped(asked, steps, new(WalkStepKind.ResourcePolicy, "only principals whom the policy names get in"), reach.Audience)]
            : [.. admissions.Select(admission => Admit(asked, [.. steps], admission, (policy, isBoth ? AccessQuestion.Allowed : question), answer, reach, isAssumed: byDomain is { Policy: null } || domainAnswer is { PrincipalQuirk: true }))];
    }

    private Passage Admit(
        Question asked,
        ImmutableArray<WalkStep> before,
        Admission admission,
        (AccessPolicy? Policy, AccessQuestion Question) asks,
        AccessAnswer? answer,
        (Audience Audience, string? Narrowing) reach,
        bool isAssumed)
    {
        var (route, guard, endpoint) = (asked.Route, asked.Guard, asked.Endpoint);
        var steps = before.ToBuilder();
        if (route.Api.IsRest)
        {
            steps.Add(new(WalkStepKind.ResourcePolicy, answer is null ? "none" : WalkText.Of(admission, asked)));
        }

        if (admission.Unknown is { } unknown)
        {
            return new()
            {
                Endpoint = endpoint,
                Audience = Audience.Nobody,
                Reach = reach.Audience,
                AtMost = admission.Audience,
                Unknown = unknown,
                Because = answer?.Because ?? unknown.Because,
                Steps = steps.ToImmutable(),
            };
        }

        // Whoever is refused now gets in as soon as there is an authorizer, a key or a limit: what else keeps them out stays said.
        Passage Refuse(WalkStep last) =>
            Stopped(asked, steps, last, guard.AsksForSignature ? reach.Audience : admission.Audience) with
            {
                RefusedNarrowing = admission.Narrowing,
            };

        if (guard.MissingAuthorizer is { } missing)
        {
            return Refuse(new(WalkStepKind.Authorization, $"nobody: {missing}") { Asks = guard.Credential });
        }

        steps.Add(new(WalkStepKind.Authorization, WalkText.Authorization(route, guard)) { Asks = guard.Credential });
        if (guard.AsksForKey)
        {
            if (map.HasUsableKey(route) is { IsKnown: true, Value: false })
            {
                return Refuse(new(WalkStepKind.ApiKey, $"required, and {KeyAvailability.WhyNone(route)}: nobody has one")
                {
                    Asks = Credential.ApiKey,
                });
            }

            steps.Add(new(WalkStepKind.ApiKey, "required, which is no authorization") { Asks = Credential.ApiKey });
        }

        if (RouteLimit.WhyNone(route.Api, route.Stage, route.Route.Key) is { } why)
        {
            return Refuse(new(WalkStepKind.Throttling, $"nobody: {why}"));
        }

        if (route.Route.Integration is { IsKnown: true, Value.Type: IntegrationType.Mock })
        {
            steps.Add(new(WalkStepKind.Integration, "MOCK: API Gateway answers it, and no backend is reached"));
        }

        if (asked.Firewall.Unread is { } unread)
        {
            return new()
            {
                Endpoint = endpoint,
                Audience = Audience.Nobody,
                Reach = Audience.Nobody,
                AtMost = admission.Audience,
                Unknown = unread,
                Because = WalkText.Sentence($"whom the web ACL lets in is not known: {unread.Because}"),
                Steps = steps.ToImmutable(),
            };
        }

        return new()
        {
            Endpoint = endpoint,
            Audience = admission.Audience,
            Reach = guard.AsksForSignature ? reach.Audience : admission.Audience,
            AtMost = admission.Audience,
            Narrowing = WalkText.Joined(admission.Narrowing, asked.Firewall.Narrowing),
            ReachNarrowing = guard.AsksForSignature ? reach.Narrowing : admission.Narrowing,
            IsUncertain = isAssumed
                || admission.IsGuess
                || endpoint.IsUncertain
                || asked.Firewall.IsUncertain
                || admission.Combination is { PrincipalQuirk: true },
            Witness = WitnessMaker.Of(
                asked,
                admission,
                asks.Policy,
                asks.Question,
                [.. steps.Select(step => step.Asks).Where(each => each is not (Credential.None or Credential.AwsPrincipal))],
                map.UsersAndRolesOf),
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

        var (isMost, text) = map.AdmittedText(asked.Firewall.Addresses.Intersect(asked.Endpoint.Network.Addresses), asked.Endpoint.Network);
        return isMost && !asked.Firewall.IsNarrow ? null : WalkText.Joined(isMost ? null : $"addresses {text}", asked.Firewall.Narrowing);
    }

    // From where requests come as far as authorization, whoever signs them.
    private (Audience Audience, string? Narrowing) ReachOf(Question asked)
    {
        if (!asked.Guard.AsksForSignature)
        {
            return (Audience.Nobody, null);
        }

        var policies = new[]
        {
            (Policy: map.DomainPolicyOf(asked.Endpoint)?.Value.Policy, Question: AccessQuestion.Allowed),
            (Policy: map.ResourcePolicyEvaluatorOf(asked.Route.Api).Value.Policy, Question: AccessQuestion.NotDenied),
        };
        if (asked.IsFromInternet)
        {
            return policies[1].Policy is { } policy
                && policy.Ask(
                    new(CallerIdentity.AnyAwsPrincipal, asked.Callers.Network),
                    asked.Requests.Target,
                    AccessQuestion.NotDenied) is { Verdict: not Verdict.Depends } answer
                ? answer.Verdict is Verdict.No ? (Audience.Nobody, null) : ByAddress(asked, answer.Addresses.Set)
                : ByAddress(asked, asked.Callers.Network.Addresses);
        }

        if (policies[1].Policy is null)
        {
            return (Audience.Nobody, null);
        }

        bool Passes(CallerNetwork network) =>
            policies.All(each => each.Policy?.Ask(
                new(CallerIdentity.AnyAwsPrincipal, network), asked.Requests.Target, each.Question) is null or { Verdict: not Verdict.No });
        return Passes(ForeignEndpoint) ? (Audience.OthersOrNetwork, "VPC endpoints of any account")
            : Passes(CallerNetwork.AnyEndpoint) ? (Audience.OwnVpcOrAccount, "given VPCs or VPC endpoints")
            : (Audience.Nobody, null);
    }

    private (Audience Audience, string? Narrowing) ByAddress(Question asked, AddressSet addresses)
    {
        var (isMost, text) = map.AdmittedText(addresses, asked.Endpoint.Network);
        return (isMost && !asked.Firewall.IsNarrow ? Audience.Internet
            : Audience.OthersOrNetwork, text.Length == 0 ? null
            : isMost ? $"all addresses but some: {text}"
            : $"addresses {text}");
    }

    private static WalkStep OfEndpoint(Endpoint endpoint) =>
        new(
            WalkStepKind.Endpoint,
            endpoint.Url)
        { Asks = endpoint.RequiresClientCertificate ? Credential.ClientCertificate : Credential.None };

    private static WalkStep OfAnswer(WalkStepKind kind, AccessAnswer answer) =>
        new(kind, WalkText.Of(answer)) { Stops = answer.Verdict is not Verdict.Yes };

    private static Passage Refused(
        Question asked, IEnumerable<WalkStep> steps, AccessAnswer answer, string because, Audience reach) => new()
        {
            Endpoint = asked.Endpoint,
            Audience = Audience.Nobody,
            Reach = reach,
            AtMost = answer.Verdict is Verdict.No ? Audience.Nobody
            : asked.IsOwn || asked.IsThroughAnyEndpoint ? Audience.OwnVpcOrAccount
            : asked.IsFromInternet ? Audience.Internet
            : Audience.OthersOrNetwork,
            Unknown = answer.Verdict is Verdict.No
            ? null
            : new($"Who gets through the resource policy depends on {string.Join(", ", answer.DependsOn)}: {answer.Because}"),
            Because = because,
            Steps = [.. steps],
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
