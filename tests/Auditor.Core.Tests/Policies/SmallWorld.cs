using System.Collections.Immutable;
using Auditor.Core.Policies;

namespace Auditor.Core.Tests.Policies;

/// <summary>Every request of a class of callers over a handful of addresses, principals, paths and keys.</summary>
internal sealed class SmallWorld
{
    private readonly ImmutableArray<PolicyRequest> _unknown;
    private readonly ImmutableArray<PolicyRequest> _callers;

    private SmallWorld(IEnumerable<PolicyRequest> callers, IEnumerable<PolicyRequest> unknown)
    {
        _callers = [.. callers];
        _unknown = [.. unknown];
    }

    public static ImmutableArray<string> PublicAddresses { get; } =
    [
        "203.0.113.7",
        "203.0.113.200",
        "198.51.100.4",
        "8.8.8.8",
        "2001:db8::7",
        "2600::1",
    ];

    public static ImmutableArray<CallerClass> Anonymous { get; } =
        [
            CallerClass.Anonymous,
            new(CallerIdentity.Anonymous, Callers.Own),
            new(CallerIdentity.Anonymous, Callers.Foreign),
            new(CallerIdentity.Anonymous, CallerNetwork.AnyEndpoint),
        ];

    public static ImmutableArray<CallerClass> Signed { get; } =
    [
        CallerClass.AnyAwsPrincipal,
        new(CallerIdentity.Account("111122223333"), CallerNetwork.Internet),
        new(CallerIdentity.Account("444455556666", "o-2"), Callers.Own),
        new(CallerIdentity.Organization("o-1"), CallerNetwork.Internet),
    ];

    public static ImmutableArray<RouteTarget> Routes { get; } =
    [
        Route("/a", "GET"), Route("/{id}", "GET"), Route("/{proxy+}", "GET", "POST"), Route("/a/{id}", "GET"), Route("/", "POST"),
        Route("/b", "POST"), Route("/a", "GET", "POST"), Route("/ab", "GET"), Route("/{id}", "POST"),
        Route("/{proxy+}", "POST") with { TakenFirst = [Route("/a", "POST"), Route("/b", "GET"), Route("/a/{id}", "POST"), Route("/ab", "GET", "POST")] },
    ];

    /// <summary>Every resource that a request to one of the routes can name.</summary>
    public static ImmutableArray<string> EveryResource { get; } = [.. Routes.SelectMany(Resources).Distinct()];

    // Asked thousands of times for each policy. Routes are told apart as objects: they are the ones above.
    private static readonly Dictionary<RouteTarget, int[]> ColumnsByRoute = Routes.ToDictionary(
        route => route,
        route => Resources(route).Select(resource => EveryResource.IndexOf(resource)).ToArray(),
        (IEqualityComparer<RouteTarget>)ReferenceEqualityComparer.Instance);

    /// <summary>The world as far as a policy can tell its requests apart.</summary>
    public static SmallWorld Of(CallerClass caller, string policy)
    {
        IEnumerable<PolicyRequest> callers = [new PolicyRequest { Resource = "" }.With("aws:SecureTransport", "true")];
        IEnumerable<PolicyRequest> unknown = [new PolicyRequest { Resource = "" }];
        bool Mentions(string key) => policy.Contains(key, StringComparison.OrdinalIgnoreCase);
        if (caller.Network.Kind == CallerNetworkKind.Internet)
        {
            callers = Axis(callers, "aws:SourceIp", Mentions("aws:SourceIp") ? [.. PublicAddresses] : ["203.0.113.7"]);
        }
        else
        {
            callers = Axis(
                callers,
                "aws:VpcSourceIp",
                Mentions("aws:VpcSourceIp") ? ["10.0.0.7", "10.0.9.9", "203.0.113.7", "9.9.9.9"] : ["10.0.0.7"]);
            (string Vpce, string Vpc)[] own = [("vpce-own", "vpc-own")];
            (string Vpce, string Vpc)[] foreign = [.. from vpce in new[] { "vpce-x", "vpce-y", "vpce-zz" } from vpc in new[] { "vpc-x", "vpc-z" } select (vpce, vpc)];
            (string Vpce, string Vpc)[] any =
            [
                .. own, ("vpce-own", "vpc-x"), ("vpce-x", "vpc-own"), ("vpce-zz", "vpc-own"), ("vpce-own", "vpc-z"), ("vpce-y", "vpc-own"),
                .. foreign,
            ];
            var endpoints = caller.Network.Kind == CallerNetworkKind.ListedEndpoints ? own
                : caller.Network.Endpoints.IsEmpty ? any
                : foreign;
            callers = callers.SelectMany(request => endpoints.Select(endpoint => request.With("aws:SourceVpce", endpoint.Vpce)
                .With("aws:SourceVpc", endpoint.Vpc)));
        }

        callers = Mentions("aws:Referer") ? Axis(callers, "aws:Referer", [null, "r1", "r2", "x", "r*", "*"]) : callers;
        unknown = Mentions("Time\"")
            ? unknown.SelectMany(request => new[] { "50", "100", "150", "200", "250" }
                .Select(time => request.With("aws:CurrentTime", time).With("aws:EpochTime", time)))
            : unknown;
        unknown = Mentions("aws:ResourceTag/t") ? Axis(unknown, "aws:ResourceTag/t", [null, "a", "b", "c", "ab", "aa", "a*"]) : unknown;
        if (caller.Identity.IsSigned)
        {
            callers = callers.SelectMany(request => Principals(caller.Identity)
                .Select(principal => request with { Principal = principal }));
            callers = Mentions("MultiFactor") ? Axis(callers, "aws:MultiFactorAuthPresent", [null, "true", "false"]) : callers;
            var isAccount = caller.Identity.Kind == CallerIdentityKind.AccountPrincipals;
            string?[] tags = [null, "x", "y", "z"];
            if (Mentions("PrincipalTag"))
            {
                // What a stranger's user is tagged with, the stranger decides; of others it is unknown.
                (callers, unknown) = caller.Identity.Kind == CallerIdentityKind.AnyAwsPrincipal
                    ? (Axis(callers, "aws:PrincipalTag/t", tags), unknown)
                    : (callers, Axis(unknown, "aws:PrincipalTag/t", tags));
            }

            callers = Mentions("aws:userid")
                ? callers.SelectMany(request => UniqueIds(request.Principal).Select(id => request.With("aws:userid", id)))
                : callers;
            if (Mentions("PrincipalOrg"))
            {
                (callers, unknown) = isAccount
                    ? (callers, Organizations(unknown, caller.Identity))
                    : (Organizations(callers, caller.Identity), unknown);
            }
        }

        return new SmallWorld(callers, unknown);
    }

    public static IEnumerable<string> Resources(RouteTarget route)
    {
        var names = ImmutableArray.Create("a", "b", "c", "ab", "aa");
        var paths = route.Path switch
        {
            "/{id}" => names,
            "/{proxy+}" => names.AddRange("a/a", "a/b", "c/a", "a/cc", "GET/a"),
            "/a/{id}" => [.. names.Select(name => $"a/{name}")],
            _ => [route.Path.TrimStart('/')],
        };
        return route.Verbs.SelectMany(verb => paths.Select(path => $"{route.ApiArn}/{route.Stage}/{verb}/{path}"))
            .Except(route.TakenFirst.SelectMany(Resources));
    }

    /// <summary>Where the resources of a route are in <see cref="EveryResource"/>.</summary>
    public static int[] ColumnsOf(RouteTarget route) => ColumnsByRoute[route];

    /// <summary>How many requests differ in something else than the resource.</summary>
    public int Size => _callers.Length * _unknown.Length;

    /// <summary>What the evaluator says of every request to any of the routes.</summary>
    public TriedRequests Try(PolicyEvaluator evaluator)
    {
        var decisions = _unknown.Select(unknown => _callers
            .Select(caller => With(caller, unknown))
            .Select(request => EveryResource.Select(resource => evaluator.Decide(request with { Resource = resource })).ToArray())
            .ToArray());
        return new TriedRequests(
            [.. decisions],
            [.. _callers.Select(caller => caller.Values("aws:SourceIp") is [var address] ? address : "")],
            [.. _callers.Select(caller => $"{caller.Principal} {string.Join(' ', Texts(caller))}")]);

        static IEnumerable<string> Texts(PolicyRequest caller) => caller.Context.Remove("aws:Referer")
            .Select(pair => $"{pair.Key} {string.Join(' ', pair.Value)}")
            .Order(StringComparer.Ordinal);
    }

    /// <summary>The requests to a route that get in whatever is unknown.</summary>
    public IEnumerable<PolicyRequest> Admitted(TriedRequests tried, RouteTarget route, Func<PolicyDecision, bool> getsThrough) =>
        tried.Admitted(getsThrough, route).Select(each => _callers[each.Caller] with { Resource = EveryResource[each.Resource] });

    /// <summary>The witness under everything that is unknown.</summary>
    public IEnumerable<PolicyRequest> Under(PolicyRequest witness) => _unknown.Select(unknown => With(witness, unknown));

    private static PolicyRequest With(PolicyRequest request, PolicyRequest unknown) =>
        unknown.Context.Aggregate(request, (each, pair) => each.With(pair.Key, [.. pair.Value]));

    private static IEnumerable<PolicyRequest> Axis(IEnumerable<PolicyRequest> requests, string key, string?[] values) =>
        requests.SelectMany(request => values.Select(value => value is null ? request : request.With(key, value)));

    private static IEnumerable<PolicyRequest> Organizations(IEnumerable<PolicyRequest> requests, CallerIdentity identity)
    {
        string?[] paths = [null, "o-1/r/x/", "o-1/q/", "o-2/r/", "o-2/q/", "o-3/r/"];
        return requests.SelectMany(request => paths
            .Where(path => identity.OrganizationId is not { } id || path?.StartsWith(id + "/", StringComparison.Ordinal) == true)
            .Select(path => path is null ? request : request.With("aws:PrincipalOrgID", path.Split('/')[0]).With("aws:PrincipalOrgPaths", path)));
    }

    // AWS assigns the ids; the name of a session is whatever its caller says.
    private static string[] UniqueIds(CallerPrincipal? principal) => principal switch
    {
        null => [],
        { IsRoot: true } => [principal.AccountId],
        _ when principal.Arn.Contains(":user/", StringComparison.Ordinal) => ["AIDA1", "AIDA2"],
        _ => ["AROA1:s", "AROA1:t", "AROA2:s", "AROA2:t"],
    };

    private static IEnumerable<CallerPrincipal> Principals(CallerIdentity identity)
    {
        return
            from account in new[] { "111122223333", "444455556666", "100000000009" }
            where identity.AccountId is null || identity.AccountId == account
            from name in new[] { "root", "role/r", "role/q", "user/u", "user/p/u", "user/v" }
            from session in name == "role/r" && account == "111122223333"
                ? new[] { null, "arn:aws:sts::111122223333:assumed-role/r/s1" }
                : [null]
            select new CallerPrincipal($"arn:aws:iam::{account}:{name}", session);
    }

    private static RouteTarget Route(string path, params string[] verbs) =>
        new() { Region = "r", AccountId = "111122223333", ApiId = "a1", Stage = "s", Verbs = [.. verbs], Path = path };
}
