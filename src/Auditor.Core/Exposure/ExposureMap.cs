using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Core.Identity;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;
using Auditor.Core.Waf;

namespace Auditor.Core.Exposure;

/// <summary>Answers who can call each route of an inventory: a cache in front of <see cref="DecisionWalk"/>.</summary>
public sealed class ExposureMap
{
    // Of texts, which APIs of several accounts may share.
    private const int MostShared = 2_000;

    private readonly RecentAnswers<Api, Fact<ResourcePolicyEvaluator>> _policies = new(MostShared, ReferenceEqualityComparer.Instance);
    private readonly RecentAnswers<string, AccessPolicy> _policiesByText = new(MostShared, StringComparer.Ordinal);
    private readonly RecentAnswers<Domain, Fact<ResourcePolicyEvaluator>> _domainPolicies = new(
        MostShared, ReferenceEqualityComparer.Instance);

    private readonly RecentAnswers<(AccessPolicy Domain, AccessPolicy Own, AccessQuestion Question), AccessPolicy> _conjunctions = new(
        MostShared);

    private readonly RecentAnswers<(string Text, string What), Fact<PolicyDocument>> _documents = new(MostShared);
    private readonly RecentAnswers<(WebAclDefinition Definition, AddressSet From), WebAclPassages> _webAcls = new(MostShared);
    private readonly ConcurrentDictionary<string, Fact<AccountGrants>> _grants = new(StringComparer.Ordinal);
    private readonly PlaceMemories _places = new();

    // Routes of which a policy says the same share the set of addresses.
    private readonly RecentAnswers<(AddressSet Admitted, CallerNetwork Network), (bool IsMostOfInternet, string Text)> _admittedTexts = new(
        MostShared);

    private readonly ExposureMap? _other;
    private readonly Func<DeployedRoute, DeployedRoute?> _taken = route => route;

    /// <summary>Nothing is worked out before it is asked for.</summary>
    public ExposureMap(Estate estate) => Estate = estate;

    // Only which routes a stage serves is another thing: what hangs on a route hangs on the object.
    private ExposureMap(ExposureMap other, Func<DeployedRoute, DeployedRoute?> taken)
    {
        (Estate, _other, _taken) = (other.Estate, other, taken);
        (_policies, _policiesByText, _domainPolicies, _conjunctions, _documents) = (other._policies, other._policiesByText, other._domainPolicies, other._conjunctions, other._documents);
        (_places, _webAcls, _grants, _admittedTexts) = (other._places, other._webAcls, other._grants, other._admittedTexts);
    }

    internal Estate Estate { get; }

    /// <summary>
    /// Nobody asks about the routes of an account in a Region for now: where much is kept, what was worked out of them goes, and is worked
    /// out again where somebody asks all the same.
    /// </summary>
    public void Leave(Scope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        _places.Leave(scope, CountOpenRoutes);
    }

    /// <summary>
    /// How many routes of an account in a Region anyone on the internet can call without credentials: a route counts once, however many
    /// stages serve it; CORS preflights do not count.
    /// </summary>
    public int OpenRoutesOf(Scope scope)
    {
        ArgumentNullException.ThrowIfNull(scope);
        return _places.OpenRoutesOf(scope, CountOpenRoutes);
    }

    /// <summary>
    /// How many routes the stages of an API serve: a route counts once, however many stages serve it.
    /// </summary>
    public int RoutesServedBy(Scope scope, Api api)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(api);
        return _places.RoutesServedBy(api, each => CountRoutes(scope, each));
    }

    /// <summary>
    /// An account in a Region goes from memory: nothing keeps it here any more, and who asks about its outline is told what reports count
    /// of it.
    /// </summary>
    /// <param name="scope">The account in a Region.</param>
    /// <param name="outline">What stays of it, with the same APIs in the same order.</param>
    internal void Release(Scope scope, Scope outline)
    {
        _places.Release(scope, outline, CountOpenRoutes, CountRoutes);
        _policies.Clear();
        _domainPolicies.Clear();
        if (_grants.TryGetValue(scope.Account, out var grants) && grants.IsKnown)
        {
            grants.Value.ForgetApis();
        }
    }

    /// <summary>Whether so many addresses get in that no stranger is kept out.</summary>
    /// <param name="addresses">The addresses that get in.</param>
    /// <param name="network">From where callers can come at all, as <see cref="InternetOf"/> tells.</param>
    public static bool IsMostOfTheInternet(AdmittedAddresses addresses, CallerNetwork network)
    {
        ArgumentNullException.ThrowIfNull(addresses);
        ArgumentNullException.ThrowIfNull(network);
        return PublicAddresses.IsMostOfInternet(addresses.Set, network);
    }

    /// <summary>The routes that a stage and its canary serve.</summary>
    public Fact<ImmutableArray<DeployedRoute>> RoutesOf(Scope scope, Api api, Stage stage) =>
        _places.Of(scope).RoutesOf(
            this, new(scope, api, stage), () => _other is null ? DeployedRoutes.Of(scope, api, stage) : Taken(_other.RoutesOf(scope, api, stage)));

    /// <summary>An API as a stage serves it; <see langword="null"/> where the stage serves no route.</summary>
    public Fact<Api?> ServedApiOf(Scope scope, Api api, Stage stage) =>
        RoutesOf(scope, api, stage).Select(routes => routes.FirstOrDefault()?.Api);

    /// <summary>The same inventory with each route taken otherwise; <see langword="null"/> where nothing is known of it then.</summary>
    internal ExposureMap Taking(Func<DeployedRoute, DeployedRoute?> taken) => new(this, taken);

    /// <summary>Who can call a route as a stage serves it.</summary>
    public Fact<RouteExposure> Of(DeployedRoute route)
    {
        ArgumentNullException.ThrowIfNull(route);
        return _places.Of(route.Scope)
            .ExposureOf(route, each => Known(() => WalkVerdict.Exposure(new DecisionWalk(this).Of(each)).Select(WithPrincipals)));
    }

    /// <summary>Whether callers of one class get through to a route as a stage serves it, by whichever endpoint leads furthest.</summary>
    public Fact<RouteAccess> Of(DeployedRoute route, CallerClass callers)
    {
        ArgumentNullException.ThrowIfNull(route);
        ArgumentNullException.ThrowIfNull(callers);
        return Known<RouteAccess>(() => WalkVerdict.Access(new DecisionWalk(this).Of(route, callers), callers));
    }

    /// <summary>
    /// Who can call a route, as <see cref="Of(DeployedRoute)"/> has it; unknown where what was not read could let in more than what stands
    /// in for it.
    /// </summary>
    public Fact<RouteExposure> OfWhatWasRead(DeployedRoute route)
    {
        ArgumentNullException.ThrowIfNull(route);
        var exposure = Of(route);
        return !exposure.IsKnown || route.NotRead is not { } notRead ? exposure
            : route.AtWorst() is { } worst
                && Of(worst) is { IsKnown: true, Value: var most }
                && most.Audience <= exposure.Value.Audience
                && most.Credential >= exposure.Value.Credential ? exposure
            : notRead;
    }

    /// <summary>
    /// Whether callers of one class get through, as <see cref="Of(DeployedRoute, CallerClass)"/> has it; unknown where they may by what was
    /// not read.
    /// </summary>
    public Fact<RouteAccess> OfWhatWasRead(DeployedRoute route, CallerClass callers)
    {
        ArgumentNullException.ThrowIfNull(route);
        var access = Of(route, callers);
        return access is not { IsKnown: true, Value.Verdict: Verdict.No } || route.NotRead is not { } notRead ? access
            : route.AtWorst() is { } worst && Of(worst, callers) is { IsKnown: true, Value.Verdict: Verdict.No } ? access
            : notRead;
    }

    /// <summary>
    /// The users and roles of the own account who may call a route with AWS_IAM, as policies have it; whether a web ACL stops them, or a
    /// missing API key, its exposure tells.
    /// </summary>
    public Fact<GrantedPrincipals> OwnCallersOf(DeployedRoute route) => Known(() => OwnCallersOf(route, EndpointsOf(route)));

    /// <summary>From where requests reach an API: the widest of its stages, whatever authorization asks for then.</summary>
    public Fact<Audience> AudienceOf(Scope scope, Api api)
    {
        ArgumentNullException.ThrowIfNull(api);
        return api.Stages.IsKnown
            ? Widest(api.Stages.Value.Select(stage => AudienceOf(scope, api, stage)))
            : api.Stages.Select(_ => Audience.Nobody);
    }

    /// <summary>From where requests reach a stage: the widest of its routes, whatever authorization asks for then.</summary>
    public Fact<Audience> AudienceOf(Scope scope, Api api, Stage stage)
    {
        var routes = RoutesOf(scope, api, stage);
        return routes.IsKnown
            ? Widest(routes.Value.Select(route => Of(route).Select(exposure => exposure.Reach)))
            : routes.Select(_ => Audience.Nobody);
    }

    /// <summary>
    /// The most that can call one of some routes; those who get as far as its authorizer, where that is gone: somebody will put another, or
    /// none, in its place.
    /// </summary>
    public Fact<Audience> AudienceOf(IEnumerable<DeployedRoute> routes) => Widest(routes.Select(route => _taken(route) is { } taken
        ? Of(taken).Select(exposure => GuardOf(taken).MissingAuthorizer is null ? exposure.Audience : exposure.Reach)
        : route.Doubt));

    /// <summary>From where requests reach a custom domain name. Of a private one its own policy decides, whoever signs them.</summary>
    public Fact<Audience> AudienceOf(Scope scope, Domain domain)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(domain);
        if (domain.EndpointType is not { IsKnown: true, Value: EndpointType.Private })
        {
            return domain.EndpointType.Select(_ => Audience.Internet);
        }

        var policy = PolicyOf(domain);
        return policy.IsKnown ? Widest(PrivateDomainAudience.Of(scope, policy.Value)) : policy.Select(_ => Audience.Nobody);
    }

    /// <summary>
    /// The resource policy of an API, ready for questions; <see langword="null"/> when it has none, unknown when it cannot be read.
    /// </summary>
    public Fact<AccessPolicy?> ResourcePolicyOf(Api api) => ResourcePolicyEvaluatorOf(api).Select(evaluator => evaluator.Policy);

    /// <summary>A policy of whatever kind, read once; unknown, with what is wrong with it, when the text is none.</summary>
    /// <param name="text">The policy.</param>
    /// <param name="what">How a sentence calls it, at its beginning.</param>
    public Fact<PolicyDocument> DocumentOf(string text, string what) =>
        _documents.GetOrAdd((text, what), each => PolicyDocument.Read(each.Text, each.What));

    /// <summary>
    /// The part of the internet from which requests for a route can come at all: IPv6 only where one of its names answers over it.
    /// </summary>
    public Fact<CallerNetwork> InternetOf(DeployedRoute route) => Known<CallerNetwork>(() =>
    {
        var networks = EndpointsOf(route)
            .Where(endpoint => !endpoint.IsPrivate && endpoint.Reaches(route))
            .Select(endpoint => endpoint.Network)
            .ToImmutableArray();
        return networks.Contains(CallerNetwork.Internet) ? CallerNetwork.Internet
            : networks is [var only, ..] ? only
            : CallerNetwork.InternetFrom(AddressSet.Empty);
    });

    /// <summary>
    /// From where strangers' requests for a route get as far as its resource policy without a secret: under a name that asks for no client
    /// certificate, and past the web ACL. Unknown where that hangs on what was not read.
    /// </summary>
    public Fact<ReachBeforePolicy> ReachBeforePolicyOf(DeployedRoute route)
    {
        ArgumentNullException.ThrowIfNull(route);
        return Known<ReachBeforePolicy>(() => ReachBeforePolicy.Of(
            EndpointsOf(route).Where(endpoint => !endpoint.IsPrivate)
                .SelectMany(endpoint => endpoint.RequestsFor(route)
                    .SelectMany(reached => FirewallOf(route, endpoint, reached).Select(firewall => (endpoint, firewall))))));
    }

    /// <summary>
    /// The users and roles of the account whose identity policies let them change an API; unknown where these were not read.
    /// </summary>
    public Fact<GrantedPrincipals> ChangersOf(Scope scope, Api api)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(api);
        return GrantsOf(scope.Account).Select(grants => grants.MayChange(scope, api));
    }

    /// <summary>
    /// Who may take on a role: services, accounts, identity providers, and users and roles of its own account; unknown where its trust
    /// policy was not read.
    /// </summary>
    /// <param name="role">The role's ARN.</param>
    public Fact<ImmutableArray<RoleTaker>> TakersOf(string role)
    {
        ArgumentNullException.ThrowIfNull(role);
        var grants = GrantsOf(new CallerPrincipal(role).AccountId);
        return grants.Unknown is { } unknown ? unknown
            : grants.Value.Principal(role) is { } principal ? grants.Value.MayTakeOn(principal, account => AccountOf(account).Organization)
            : new Unknown($"There is no role {Quote.Of(role)} in what was read.");
    }

    /// <summary>
    /// How often a kind of user or role was judged for a route. It grows with what the policies of an account differ in, not with how many
    /// users and roles there are.
    /// </summary>
    public long PrincipalsJudged => _grants.Values.Where(grants => grants.IsKnown).Sum(grants => grants.Value.Judged);

    /// <summary>
    /// How many routes as stages serve them, and answers about who can call one, are kept. Of accounts and Regions that rules are done with
    /// they go where they are many, and are worked out again where somebody asks.
    /// </summary>
    public long RoutesKept => _places.RoutesKept;

    /// <summary>Whether an account is among those that were read.</summary>
    public bool IsRead(string account) =>
        Estate.Accounts.Any(each => each.Id == account) || Estate.Scopes.Any(scope => scope.Account == account);

    /// <summary>The organization of an account; unknown where it was not read.</summary>
    /// <param name="account">Twelve digits.</param>
    public Fact<OrganizationMembership> OrganizationOf(string account) => AccountOf(account).Organization;

    /// <summary>
    /// What one identity policy grants to those who hold it; <see langword="null"/> where only the name of the policy is known, unknown
    /// where it cannot be read.
    /// </summary>
    public Fact<GrantsByPolicy?> GrantsBy(Account account, IdentityPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(account);
        ArgumentNullException.ThrowIfNull(policy);
        return GrantsOf(account.Id) is { IsKnown: true } grants
            ? grants.Value.By(policy)
            : AccountGrants.Alone(policy, account, Estate.CollectedAt);
    }

    /// <summary>
    /// What the policies of a role let it do, within its boundary; <see langword="null"/> where IAM was read and has no such role, unknown
    /// where its account or one of its policies was not read.
    /// </summary>
    public Fact<IdentityGrants?> GrantsOfRole(string arn)
    {
        ArgumentNullException.ThrowIfNull(arn);
        var id = new CallerPrincipal(arn).AccountId;
        if (Estate.Accounts.All(account => account.Id != id))
        {
            return new Unknown($"Role {Quote.Of(arn)} is in an account that was not read.");
        }

        var grants = GrantsOf(id);
        return grants.Unknown is { } unknown ? unknown
            : grants.Value.Principal(arn) is null ? (IdentityGrants?)null
            : grants.Value.Of(arn).Select(known => (IdentityGrants?)known);
    }

    // An account of which nothing was read has no answer either.
    internal Fact<AccountGrants> GrantsOf(string account) =>
        _grants.GetOrAdd(
            account,
            id => Estate.Accounts.FirstOrDefault(each => each.Id == id) is { } known ? AccountGrants.Of(known, Estate.CollectedAt) : Unknown.NotCollected);

    /// <summary>The ARNs of the users and roles of an account; <see langword="null"/> where its IAM was not read.</summary>
    internal ImmutableArray<string>? UsersAndRolesOf(string account) =>
        AccountOf(account).Principals is { IsKnown: true, Value: var principals }
            ? [.. principals.Select(principal => principal.Arn)]
            : null;

    /// <summary>An account as it was read; with nothing known where it was not.</summary>
    internal Account AccountOf(string id) => Estate.Accounts.FirstOrDefault(each => each.Id == id) ?? new() { Id = id };

    /// <summary>What the organization of an account limits, whether or not the account's IAM was read.</summary>
    internal OrganizationLimits LimitsOf(string account) =>
        GrantsOf(account) is { IsKnown: true } grants ? grants.Value.Limits : OrganizationLimits.Of(AccountOf(account));

    /// <summary>The guard of a route; unknown where its authorization is.</summary>
    internal Fact<RouteGuard> KnownGuardOf(DeployedRoute route) => Known<RouteGuard>(() => GuardOf(route));

    internal RouteGuard GuardOf(DeployedRoute route) => RouteGuard.Of(route, () => RoutesOf(route.Scope, route.Api, route.Stage).Value);

    /// <summary>What a walk found of a route of which it cannot be told who can call it; none where it got nowhere.</summary>
    internal ImmutableArray<Passage> PassagesOf(DeployedRoute route) =>
        Known<ImmutableArray<Passage>>(() => new DecisionWalk(this).Of(route).Passages).ValueOr([]);

    /// <summary>The names under which a route's stage answers; none where that is not known.</summary>
    internal ImmutableArray<Endpoint> NamesOf(DeployedRoute route) =>
        Known<ImmutableArray<Endpoint>>(() => EndpointsOf(route)).ValueOr([]);

    /// <summary>The names under which a route's stage answers.</summary>
    internal ImmutableArray<Endpoint> EndpointsOf(DeployedRoute route) => EndpointsOf(route.Scope, route.Api, route.Stage);

    /// <summary>The names under which a stage answers.</summary>
    internal ImmutableArray<Endpoint> EndpointsOf(Scope scope, Api api, Stage stage) =>
        _places.Of(scope).EndpointsOf(new(scope, api, stage), () => ResolveEndpoints(scope, api, stage)).Value;

    internal Fact<ResourcePolicyEvaluator> ResourcePolicyEvaluatorOf(Api api) =>
        _policies.GetOrAdd(api, known => ResourcePolicyEvaluator.Of(known, Estate.CollectedAt, _policiesByText));

    /// <summary>The policies of a private domain name and of an API as one.</summary>
    internal AccessPolicy PolicyOfBoth(AccessPolicy domain, AccessPolicy own, AccessQuestion question) =>
        _conjunctions.GetOrAdd((domain, own, question), each => PolicyConjunction.Of(each.Domain, each.Own, each.Question));

    /// <summary>Only a private domain name has a policy of its own.</summary>
    internal Fact<ResourcePolicyEvaluator>? DomainPolicyOf(Endpoint endpoint) =>
        endpoint is { IsPrivate: true, Domain: { } domain } ? PolicyOf(domain) : (Fact<ResourcePolicyEvaluator>?)null;

    /// <summary>Whether there is an API key at all that opens the stage of a route.</summary>
    internal Fact<bool> HasUsableKey(DeployedRoute route) =>
        KeyAvailability.NeverComes(route) ? false : _places.Of(route.Scope).HasUsableKey(
            new(route.Scope, route.Api, route.Stage), () => KeyAvailability.Of(route.Scope, route.Api, route.Stage));

    /// <summary>What gets past the web ACL of a route's stage; none where it stops everything.</summary>
    /// <param name="route">The route.</param>
    /// <param name="endpoint">The name that requests are sent to.</param>
    /// <param name="requests">The requests.</param>
    internal ImmutableArray<FirewallPassage> FirewallOf(
        DeployedRoute route,
        Endpoint endpoint,
        ReachedRequests requests) => FirewallResolver.Of(route, endpoint, requests, (definition, name) =>
        _webAcls.GetOrAdd((definition, name.IsPrivate ? AddressSet.Everything : name.Network.Addresses), each => route.Scope.Settings is { IsKnown: true, Value: { ThrottleRate: > 0 and var rate } }
            ? WebAclEvaluator.Evaluate(each.Definition, each.From, rate)
            : WebAclEvaluator.Evaluate(each.Definition, each.From)));

    /// <summary>Whether addresses are most of a network, and which they are, for people; empty when all of it.</summary>
    internal (bool IsMostOfInternet, string Text) AdmittedText(AddressSet admitted, CallerNetwork network) => _admittedTexts.GetOrAdd(
        (admitted, network),
        each => (PublicAddresses.IsMostOfInternet(each.Admitted, each.Network), each.Network.Addresses.IsSubsetOf(each.Admitted) ? "" : PublicAddresses.Shortened(each.Admitted)));

    private int CountOpenRoutes(Scope scope) => scope.KnownApis.Sum(api => api.Stages.ValueOr([])
        .SelectMany(stage => RoutesOf(scope, api, stage).ValueOr([]))
        .Where(route => !route.Route.IsPreflight
            && Of(route) is { IsKnown: true, Value: { Audience: Audience.Internet, Credential: Credential.None } })
        .Select(route => route.Route.Key)
        .Distinct(StringComparer.Ordinal)
        .Count());

    private int CountRoutes(Scope scope, Api api) => api.Stages.ValueOr([])
        .SelectMany(stage => RoutesOf(scope, api, stage).ValueOr([]))
        .Select(route => route.Route.Key)
        .Distinct(StringComparer.Ordinal)
        .Count();

    // What was worked out of a stage stands where none of its routes is taken otherwise; else all are other routes, because one may hang on
    // another.
    private Fact<ImmutableArray<DeployedRoute>> Taken(Fact<ImmutableArray<DeployedRoute>> served)
    {
        if (!served.IsKnown || served.Value.All(route => ReferenceEquals(_taken(route), route)))
        {
            return served;
        }

        return served.Value.FirstOrDefault(route => _taken(route) is null) is { } unknown
            ? unknown.Doubt
            : served.Value.Select(_taken).OfType<DeployedRoute>().Select(route => route with { }).ToImmutableArray();
    }

    private static Fact<ImmutableArray<Endpoint>> ResolveEndpoints(Scope scope, Api api, Stage stage)
    {
        var own = EndpointResolver.DefaultEndpoint(scope, api, stage);
        if (own.Unknown is { } unknown)
        {
            return unknown;
        }

        // A domain name adds ways in and never takes one: where the API's own endpoint is on the internet, it can hardly add any.
        var domains = EndpointResolver.CustomDomains(scope, api, stage);
        return own.Value switch
        {
            null => domains,
            { IsPrivate: false } endpoint => domains.ValueOr([]).Insert(0, endpoint),
            { } endpoint => domains.Select(others => others.Insert(0, endpoint)),
        };
    }

    private static Fact<T> Known<T>(Func<Fact<T>> work)
    {
        try
        {
            return work();
        }
        catch (UnknownFactException exception)
        {
            return exception.Unknown;
        }
    }

    private Fact<ResourcePolicyEvaluator> PolicyOf(Domain domain) =>
        _domainPolicies.GetOrAdd(domain, known => ResourcePolicyEvaluator.Of(known, Estate.CollectedAt));

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

    // Who belongs to the account, by name: what the walk lets in of it depends on them.
    private RouteExposure WithPrincipals(RouteExposure exposure)
    {
        var route = exposure.Route;
        if (exposure.Passages is [])
        {
            return exposure;
        }

        return exposure with
        {
            Changers = ChangersOf(route.Scope, route.Api),
            Principals = exposure.Credential is Credential.AwsPrincipal
                ? OwnCallersOf(route, EndpointsOf(exposure.Passages))
                : (Fact<GrantedPrincipals>?)null,
        };
    }

    private Fact<GrantedPrincipals> OwnCallersOf(DeployedRoute route, IEnumerable<Endpoint> endpoints)
    {
        // Whoever may connect to a WebSocket API is asked nothing more.
        var guarded = GuardOf(route).Route ?? route;
        var policy = ResourcePolicyEvaluatorOf(route.Api).Value.Policy?.Document;
        var ways = endpoints.Where(endpoint => policy is not null || !endpoint.IsPrivate)
            .ToLookup(endpoint => DomainPolicyOf(endpoint)?.Value.Policy?.Document);
        return GrantsOf(route.Scope.Account)
            .Select(grants => GrantedPrincipals.ByAnyOf(ways.Select(way => grants.MayCall(guarded, policy, way.Key, Origins(way)))));
    }

    // Names that requests can get through at all: past a web ACL, and with an API key that there is. Whom a domain name's policy lets in is
    // judged with all other policies.
    private static IEnumerable<Endpoint> EndpointsOf(ImmutableArray<Passage> passages) => passages
        .GroupBy(passage => passage.Endpoint, ReferenceEqualityComparer.Instance)
        .Where(group => !group.Any(passage => StopsAt(passage, WalkStepKind.ApiKey))
            && !group.All(passage => StopsAt(passage, WalkStepKind.Endpoint, WalkStepKind.WebAcl)))
        .Select(group => group.First().Endpoint);

    private static ImmutableArray<NetworkOrigin> Origins(IEnumerable<Endpoint> endpoints) =>
    [
        .. endpoints
            .SelectMany(endpoint => endpoint.IsPrivate ? AuthorizationQuestion.ThroughEndpoint
                : endpoint.IsDualStack ? AuthorizationQuestion.FromInternet
                : AuthorizationQuestion.FromInternet[..1])
            .Distinct()
            .Order(),
    ];

    private static bool StopsAt(Passage passage, params ReadOnlySpan<WalkStepKind> kinds) =>
        passage.Steps is [.., { Stops: true } last] && kinds.Contains(last.Kind);
}
