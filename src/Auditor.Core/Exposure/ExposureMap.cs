using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Core.Exposure;

/// <summary>Answers who can call each route of an inventory. What was worked out once is kept.</summary>
public sealed class ExposureMap
{
    private readonly ConcurrentDictionary<Api, Fact<ResourcePolicyEvaluator>> _gates = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<Domain, Fact<ResourcePolicyEvaluator>> _domainGates = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<ServedBy, Fact<ImmutableArray<Endpoint>>> _domains = new();
    private readonly ConcurrentDictionary<ServedBy, Fact<ImmutableArray<DeployedRoute>>> _routes = new();
    private readonly ConcurrentDictionary<string, Fact<AccountGrants>> _grants = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<DeployedRoute, Fact<RouteExposure>> _exposures = new(ReferenceEqualityComparer.Instance);

    /// <summary>Nothing is worked out before it is asked for.</summary>
    public ExposureMap(Estate estate) => Estate = estate;

    internal Estate Estate { get; }

    /// <summary>The routes that a stage and its canary serve.</summary>
    public Fact<ImmutableArray<DeployedRoute>> RoutesOf(Scope scope, Api api, Stage stage) =>
        _routes.GetOrAdd(new(scope, api, stage), _ => DeployedRoutes.Of(scope, api, stage));

    /// <summary>Who can call a route as a stage serves it.</summary>
    public Fact<RouteExposure> Of(DeployedRoute route) => _exposures.GetOrAdd(route, WorkOut);

    /// <summary>From where requests reach an API: the widest of its stages, whatever authorization asks for then.</summary>
    public Fact<Audience> AudienceOf(Scope scope, Api api) =>
        api.Stages.IsKnown ? Widest(api.Stages.Value.Select(stage => AudienceOf(scope, api, stage))) : api.Stages.Select(_ => Audience.Nobody);

    /// <summary>From where requests reach a stage: the widest of its routes, whatever authorization asks for then.</summary>
    public Fact<Audience> AudienceOf(Scope scope, Api api, Stage stage)
    {
        var routes = RoutesOf(scope, api, stage);
        return routes.IsKnown ? Widest(routes.Value.Select(route => Of(route).Select(exposure => exposure.Reach))) : routes.Select(_ => Audience.Nobody);
    }

    /// <summary>From where requests reach a custom domain name. Of a private one its own policy decides, whoever signs them.</summary>
    public Fact<Audience> AudienceOf(Scope scope, Domain domain)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(domain);
        if (!domain.EndpointType.IsKnown || domain.EndpointType.Value is not EndpointType.Private)
        {
            return domain.EndpointType.Select(_ => Audience.Internet);
        }

        var target = new RouteTarget { Partition = scope.Partition, Region = scope.Region, AccountId = scope.Account, ApiId = "", Stage = "", Path = "/{proxy+}" };
        var gate = GateOf(domain);
        return gate.IsKnown
            ? Widest(Enum.GetValues<AuthorizationKind>().Select(kind => gate.Value.ThroughDomain(kind, target).Select(reach => reach.Audience)))
            : gate.Select(_ => Audience.Nobody);
    }

    /// <summary>The most that can call one of some routes.</summary>
    public Fact<Audience> AudienceOf(IEnumerable<DeployedRoute> routes) => Widest(routes.Select(route => Of(route).Select(exposure => exposure.Audience)));

    /// <summary>The resource policy of an API, ready for questions; <see langword="null"/> when it has none, unknown when it cannot be read.</summary>
    public Fact<AccessPolicy?> ResourcePolicyOf(Api api) => GateOf(api).Select(gate => gate.Policy);

    /// <summary>Whether so many addresses get in that no stranger is kept out.</summary>
    public static bool IsMostOfTheInternet(Api api, AdmittedAddresses addresses) => ResourcePolicyEvaluator.IsMostOfTheInternet(api, addresses);

    /// <summary>Whether callers of one class get through to a route as a stage serves it, by whichever way leads furthest.</summary>
    public Fact<RouteAccess> Of(DeployedRoute route, CallerClass callers)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(callers);
        try
        {
            var guarded = Guarded(route);
            return new AccessQuestions(GateOf(route.Api).Value, way => GateOf(way)?.Value).Answer(
                route, callers, guarded?.Route.Authorization.Value ?? AuthorizationKind.None, AsksForKey(guarded), Ways(route));
        }
        catch (UnknownFactException exception)
        {
            return exception.Unknown;
        }
    }

    /// <summary>The users and roles of the account whose identity policies let them change an API; unknown where these were not read.</summary>
    public Fact<GrantedPrincipals> ChangersOf(Scope scope, Api api)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(api);
        return GrantsOf(scope.Account).Select(grants => grants.MayChange(Arn.OfApi(scope, api)));
    }

    /// <summary>What the policies of a user or role let it do, within its boundary; unknown where its account, it or one of them was not read.</summary>
    public Fact<IdentityGrants> GrantsOf(Account account, string arn)
    {
        ArgumentNullException.ThrowIfNull(account);
        var grants = GrantsOf(account.Id);
        return grants.Unknown is { } unknown ? unknown : grants.Value.Of(arn);
    }

    /// <summary>The same for a role in whatever account that was read.</summary>
    public Fact<IdentityGrants> GrantsOfRole(string arn)
    {
        ArgumentNullException.ThrowIfNull(arn);
        var id = new CallerPrincipal(arn).AccountId;
        return Estate.Accounts.FirstOrDefault(account => account.Id == id) is { } known
            ? GrantsOf(known, arn)
            : new Unknown($"Role {Quote.Of(arn)} is in an account that was not read.");
    }

    // An account of which nothing was read has no answer either.
    internal Fact<AccountGrants> GrantsOf(string account) => _grants.GetOrAdd(account, id => Estate.Accounts.FirstOrDefault(each => each.Id == id) is { } known ? AccountGrants.Of(known) : Unknown.NotCollected);

    internal Fact<ResourcePolicyEvaluator> GateOf(Api api) => _gates.GetOrAdd(api, known => ResourcePolicyEvaluator.Of(known, Estate.CollectedAt));

    // Only a private domain name has a policy of its own.
    internal Fact<ResourcePolicyEvaluator>? GateOf(Endpoint way) =>
        way is { IsPrivate: true, Domain: { } domain } ? GateOf(domain) : (Fact<ResourcePolicyEvaluator>?)null;

    private Fact<ResourcePolicyEvaluator> GateOf(Domain domain) => _domainGates.GetOrAdd(domain, known => ResourcePolicyEvaluator.Of(known, Estate.CollectedAt));

    // The whole internet is the whole internet, whatever else is unknown.
    private static Fact<Audience> Widest(IEnumerable<Fact<Audience>> audiences)
    {
        Fact<Audience> widest = Audience.Nobody;
        foreach (var audience in audiences)
        {
            if (audience is { IsKnown: true, Value: Audience.Internet })
            {
                return audience;
            }

            if (widest.IsKnown && (!audience.IsKnown || audience.Value > widest.Value))
            {
                widest = audience;
            }
        }

        return widest;
    }

    private Fact<RouteExposure> WorkOut(DeployedRoute route)
    {
        try
        {
            return WorkOutKnown(route);
        }
        catch (UnknownFactException exception)
        {
            return exception.Unknown;
        }
    }

    private RouteExposure WorkOutKnown(DeployedRoute route)
    {
        var guarded = Guarded(route);
        var authorization = guarded?.Route.Authorization.Value ?? AuthorizationKind.None;
        var gate = GateOf(route.Api).Value;
        var keyRequired = AsksForKey(guarded);
        var target = route.Target;
        // What policies let through differs between kinds of ways, not between the names of one kind.
        var reaches = new Dictionary<(bool IsPrivate, string? Policy), (Reach Callers, Reach Network)>();
        (Reach Callers, Reach Network) ReachBy(Endpoint way)
        {
            var kind = (way.IsPrivate, way.IsPrivate ? way.Domain?.Name : null);
            if (!reaches.TryGetValue(kind, out var reach))
            {
                var domain = GateOf(way)?.Value.ThroughDomain(authorization, target).Value;
                reach = (gate.Callers(route, way, authorization, target).Value.Within(domain), gate.Network(route, way, authorization, target).Value.Within(domain));
                reaches.Add(kind, reach);
            }

            return reach;
        }

        var ways = Ways(route)
            .Select(way => (Way: way, Reach: ReachBy(way)))
            .OrderByDescending(each => each.Reach.Callers.Audience)
            .ThenBy(each => CredentialOf(authorization, keyRequired, each.Way.RequiresClientCertificate))
            .ToList();
        return ways is [var widest, ..]
            ? WithPrincipals(Through(route, widest.Way, widest.Reach.Callers, widest.Reach.Network, authorization, keyRequired) with { Reach = ways.Max(each => each.Reach.Network.Audience) }, gate, widest.Way.IsPrivate)
            : new()
            {
                Route = route,
                Audience = Audience.Nobody,
                Reach = Audience.Nobody,
                Credential = CredentialOf(authorization, keyRequired, clientCertificate: false),
                Path = [Unreachable(route)],
            };
    }

    private RouteExposure WithPrincipals(RouteExposure exposure, ResourcePolicyEvaluator gate, bool isPrivate)
    {
        var route = exposure.Route;
        exposure = exposure with { Changers = ChangersOf(route.Scope, route.Api) };
        if (exposure.Credential is not Credential.AwsPrincipal)
        {
            return exposure;
        }

        // Whoever may connect to a WebSocket API is asked nothing more.
        var guarded = Guarded(route) ?? route;
        var principals = GrantsOf(route.Scope.Account).Select(grants => OwnPrincipals.Of(grants, gate, guarded, isPrivate));
        return exposure with
        {
            Principals = principals,
            Path =
            [
                .. exposure.Path,
                .. principals.IsKnown ? [new Evidence("own account", $"{principals.Value.Counted} may call it")] : ImmutableArray<Evidence>.Empty,
                .. exposure.Changers.IsKnown ? [new Evidence("own account", $"{exposure.Changers.Value.Counted} may change the API")] : ImmutableArray<Evidence>.Empty,
            ],
        };
    }

    private static Evidence Unreachable(DeployedRoute route) => route.Verbs is []
        ? new("route matching", "every verb has a route of its own on this path, so that nothing is left for ANY")
        : new("way in", "none: the execute-api endpoint is disabled and no custom domain name leads here");

    // Authorization of a WebSocket API happens once, at $connect; without that route nothing asks (aws-facts.md C.3).
    private DeployedRoute? Guarded(DeployedRoute route)
    {
        if (route.Api.Kind is not ApiKind.WebSocket || route.Route.Key == "$connect")
        {
            return route;
        }

        return RoutesOf(route.Scope, route.Api, route.Stage).Value.FirstOrDefault(other => other.Route.Key == "$connect");
    }

    // HTTP APIs have no API keys, whatever their routes say.
    private static bool AsksForKey(DeployedRoute? guarded) => guarded is { Route.ApiKeyRequired: true, Api.Kind: not ApiKind.Http };

    private List<Endpoint> Ways(DeployedRoute route)
    {
        var ways = new List<Endpoint>();
        if (route.Verbs is [])
        {
            return ways;
        }

        if (EndpointResolver.DefaultEndpoint(route.Scope, route.Api, route.Stage).Value is { } own)
        {
            ways.Add(own);
        }

        var domains = _domains.GetOrAdd(new(route.Scope, route.Api, route.Stage), _ => EndpointResolver.CustomDomains(route.Scope, route.Api, route.Stage));

        // A domain name adds ways in and never takes one: where the API's own endpoint is on the internet, it can add nothing.
        if (ways is [{ IsPrivate: false }])
        {
            ways.AddRange(domains.ValueOr([]));
        }
        else
        {
            ways.AddRange(domains.Value);
        }

        ways.RemoveAll(way => way.IsTaken(route.Route.Path));
        return ways;
    }

    private static RouteExposure Through(DeployedRoute route, Endpoint way, Reach callers, Reach network, AuthorizationKind authorization, bool keyRequired)
    {
        var credential = CredentialOf(authorization, keyRequired, way.RequiresClientCertificate);
        ImmutableArray<Control> controls = [Network(way), .. Resource(route, way, callers, network), Identity(route, authorization, credential)];
        return new()
        {
            Route = route,
            Audience = callers.Audience,
            Reach = network.Audience,
            Credential = credential,
            Narrowing = callers.Narrowing,
            Witness = callers.Audience is Audience.Nobody ? null : callers.Witness ?? Witness(route, way, authorization),
            IsUncertain = callers.IsUncertain,
            Controls = controls,
            Path =
            [
                new("way in", way.Url),
                // Only REST APIs can have a resource policy: that the others have none says nothing.
                .. route.Api.IsRest ? callers.Steps : [],
                new("authorization", $"{Wire(authorization)}, read from {From(route)}"),
                .. keyRequired ? [new Evidence("API key", "required, which is no authorization")] : ImmutableArray<Evidence>.Empty,
                .. way.RequiresClientCertificate ? [new Evidence("mutual TLS", "a client certificate is required")] : ImmutableArray<Evidence>.Empty,
                .. controls.Select(control => new Evidence(Name(control), control.LetsThrough)),
                new("what holds", controls.FirstOrDefault(control => control.Holds) is { } holding ? Name(holding) : "nothing"),
            ],
        };
    }

    private static Control Network(Endpoint way) => way.IsPrivate
        ? new(ControlKind.Network, "callers through VPC endpoints", Holds: true)
        : new(ControlKind.Network, "anyone on the internet", Holds: false);

    private static ImmutableArray<Control> Resource(DeployedRoute route, Endpoint way, Reach callers, Reach network)
    {
        if (!route.Api.IsRest)
        {
            return [];
        }

        var holds = network.Audience < (way.IsPrivate ? Audience.OthersOrNetwork : Audience.Internet);
        return [new(ControlKind.Resource, (holds ? network.Narrowing ?? callers.Narrowing : null) ?? (network.Audience is Audience.Nobody ? "nobody" : "whoever gets this far"), holds)];
    }

    private static Control Identity(DeployedRoute route, AuthorizationKind authorization, Credential credential) => credential switch
    {
        Credential.None => new(ControlKind.Identity, "anyone: no credentials are asked for", Holds: false),
        Credential.ApiKey => new(ControlKind.Identity, "anyone with an API key, which is no authorization", Holds: false),
        Credential.ClientCertificate => new(ControlKind.Identity, "holders of a client certificate that the truststore knows", Holds: true),
        Credential.AwsPrincipal => new(ControlKind.Identity, "AWS principals whom policies allow", Holds: true),
        _ => new(ControlKind.Identity, authorization is AuthorizationKind.Custom ? $"whom {Authorizer(route)} lets pass" : $"holders of a token that {Authorizer(route)} accepts", Holds: true),
    };

    private static string Authorizer(DeployedRoute route)
    {
        var authorizer = route.Api.Authorizers.ValueOr([]).FirstOrDefault(each => each.Id == route.Route.AuthorizerId);
        return authorizer is null ? "the authorizer" : $"authorizer {Quote.Of(authorizer.Name)}";
    }

    private static string Name(Control control) => control.Kind switch
    {
        ControlKind.Network => "network",
        ControlKind.Resource => "resource",
        _ => "identity",
    };

    internal static Credential CredentialOf(AuthorizationKind authorization, bool keyRequired, bool clientCertificate) => authorization switch
    {
        AuthorizationKind.AwsIam => Credential.AwsPrincipal,
        AuthorizationKind.None when clientCertificate => Credential.ClientCertificate,
        AuthorizationKind.None when keyRequired => Credential.ApiKey,
        AuthorizationKind.None => Credential.None,
        _ => Credential.AuthorizerToken,
    };

    private static string Witness(DeployedRoute route, Endpoint way, AuthorizationKind authorization)
    {
        var what = route.Api.Kind is ApiKind.WebSocket
            ? $"a connection to {way.Url}"
            : $"{route.Verbs[0]} {way.Url}{RouteMatching.Example(route, way)}";
        return authorization is AuthorizationKind.None ? $"{what} without credentials" : what;
    }

    internal static string Wire(AuthorizationKind authorization) => authorization switch
    {
        AuthorizationKind.None => "NONE",
        AuthorizationKind.AwsIam => "AWS_IAM",
        AuthorizationKind.Custom => "CUSTOM",
        AuthorizationKind.CognitoUserPools => "COGNITO_USER_POOLS",
        _ => "JWT",
    };

    private static string From(DeployedRoute route) => route.Basis switch
    {
        Basis.Deployment => $"deployment {Quote.Of((route.IsCanary ? route.Stage.Canary?.DeploymentId : route.Stage.DeploymentId) ?? "")}",
        Basis.Live => "the live configuration",
        _ => "the working copy",
    };

    // Two APIs may share equal stages: what is kept belongs to this one.
    private readonly struct ServedBy(Scope scope, Api api, Stage stage) : IEquatable<ServedBy>
    {
        private readonly Scope _scope = scope;
        private readonly Api _api = api;
        private readonly Stage _stage = stage;

        public bool Equals(ServedBy other) =>
            ReferenceEquals(_scope, other._scope) && ReferenceEquals(_api, other._api) && ReferenceEquals(_stage, other._stage);

        public override bool Equals(object? obj) => obj is ServedBy other && Equals(other);

        public override int GetHashCode() => HashCode.Combine(
            RuntimeHelpers.GetHashCode(_scope), RuntimeHelpers.GetHashCode(_api), RuntimeHelpers.GetHashCode(_stage));
    }
}
