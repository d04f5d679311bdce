using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Numerics;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Core.Exposure;

/// <summary>What a REST API's resource policy lets through, by authorization type (aws-facts.md C.1).</summary>
/// <remarks>
/// NONE and Cognito need an Allow of the policy. A Lambda authorizer or the caller's own account may allow in its place, so there
/// only an explicit Deny stops a request. Callers of other accounts need an Allow here besides their own.
/// </remarks>
internal sealed class ResourcePolicyEvaluator(AccessPolicy? policy)
{
    // Nobody's endpoint: what lets this one in, lets in the endpoints of every account.
    private static readonly CallerNetwork ForeignEndpoint = CallerNetwork.EndpointsOf([new("vpce-0f0f0f0f0f0f0f0f0", "vpc-0f0f0f0f0f0f0f0f0")]);

    // Routes of which the policy says the same share the set of addresses.
    private readonly ConcurrentDictionary<AddressSet, (bool IsMost, string Shortened)> _told = new(ReferenceEqualityComparer.Instance);

    private readonly Lazy<AccessPolicy?> _withoutAccounts = new(() => policy is null ? null : WithoutAccountsOf(policy));

    public AccessPolicy? Policy => policy;

    /// <summary>The policy without what it allows to accounts as a whole: that an account is allowed hands the decision to its identity policies, and only who is named, or everyone, is allowed by the policy itself.</summary>
    public AccessPolicy? WithoutAccounts => _withoutAccounts.Value;

    /// <summary>The gate of an API's policy; unknown when the policy cannot be read.</summary>
    public static Fact<ResourcePolicyEvaluator> Of(Api api, DateTimeOffset now)
    {
        if (api.ResourcePolicy is not { } text)
        {
            return new ResourcePolicyEvaluator(null);
        }

        return PolicyDocument.Read(text, $"The resource policy of API {Quote.Of(api.Name)}").Select(document => new ResourcePolicyEvaluator(new AccessPolicy(document, now)));
    }

    /// <summary>The gate of a private domain name's own policy; unknown when the policy cannot be read.</summary>
    public static Fact<ResourcePolicyEvaluator> Of(Domain domain, DateTimeOffset now)
    {
        if (domain.Policy is not { } text)
        {
            return new ResourcePolicyEvaluator(null);
        }

        // NOTE: whatever resource it writes, it is asked about this domain name alone: its ARN has no stage, verb and path to compare.
        return PolicyDocument.Read(text, $"The policy of domain name {Quote.Of(domain.Name)}")
            .Select(document => new ResourcePolicyEvaluator(new AccessPolicy(document with { Statements = [.. document.Statements.Select(About)] }, now)));
    }

    private static AccessPolicy WithoutAccountsOf(AccessPolicy policy) => new(
        policy.Document with
        {
            Statements =
            [
                .. policy.Document.Statements
                    .Select(statement => statement.Effect is PolicyEffect.Allow && !statement.IsNotPrincipal ? statement with { Principals = statement.Principals.RemoveAll(principal => PrincipalElement.Account(principal.Value.Text) is not null) } : statement)
                    .Where(statement => !statement.HasPrincipals || !statement.Principals.IsEmpty),
            ],
        },
        policy.Now);

    private static PolicyStatement About(PolicyStatement statement) => statement with { Resources = [new("*")], HasResources = true, IsNotResource = false };

    /// <summary>Who gets through the policy of a private domain name, which must allow whoever is to get any further (aws-facts.md C.2).</summary>
    public Fact<Reach> ThroughDomain(AuthorizationKind authorization, RouteTarget target)
    {
        if (policy is null)
        {
            return new Reach(Audience.OthersOrNetwork) { IsUncertain = true, Steps = [new("domain policy", "none was read")] };
        }

        var identity = authorization is AuthorizationKind.AwsIam ? CallerIdentity.AnyAwsPrincipal : CallerIdentity.Anonymous;
        return ThroughEndpoints(identity, target, AccessQuestion.Allowed).Select(reach => reach with { Steps = [.. reach.Steps.Select(step => step with { What = "domain policy" })] });
    }

    /// <summary>Who gets a request through a way in and the policy, given the route's authorization.</summary>
    public Fact<Reach> Callers(DeployedRoute route, Endpoint way, AuthorizationKind authorization, RouteTarget target) => authorization switch
    {
        AuthorizationKind.AwsIam => way.IsPrivate ? SignedThroughEndpoints(route, target) : SignedFromInternet(route, target),
        AuthorizationKind.Custom => Unsigned(route, way, target, AccessQuestion.NotDenied),
        _ => Unsigned(route, way, target, AccessQuestion.Allowed),
    };

    /// <summary>From where requests come as far as authorization, whoever signs them.</summary>
    public Fact<Reach> Network(DeployedRoute route, Endpoint way, AuthorizationKind authorization, RouteTarget target)
    {
        if (authorization is not AuthorizationKind.AwsIam)
        {
            return Callers(route, way, authorization, target);
        }

        if (policy is null)
        {
            return Unrestricted(way);
        }

        return way.IsPrivate
            ? ThroughEndpoints(CallerIdentity.AnyAwsPrincipal, target, AccessQuestion.NotDenied)
            : FromInternet(route, policy.Ask(CallerClass.AnyAwsPrincipal, target, AccessQuestion.NotDenied));
    }

    private static Reach Unrestricted(Endpoint way) => way.IsPrivate
        // NOTE: API Gateway answers no caller of a PRIVATE API that has no resource policy (aws-facts.md C.1).
        ? new Reach(Audience.Nobody) { Steps = [new("resource policy", "none, so a PRIVATE API rejects every request")] }
        : new Reach(Audience.Internet) { Steps = [new("resource policy", "none")] };

    private Fact<Reach> Unsigned(DeployedRoute route, Endpoint way, RouteTarget target, AccessQuestion question)
    {
        if (policy is null)
        {
            return Unrestricted(way);
        }

        return way.IsPrivate
            ? ThroughEndpoints(CallerIdentity.Anonymous, target, question)
            : FromInternet(route, policy.Ask(CallerClass.Anonymous, target, question));
    }

    private Fact<Reach> SignedFromInternet(DeployedRoute route, RouteTarget target)
    {
        if (policy is null)
        {
            return new Reach(Audience.OwnVpcOrAccount) { Narrowing = OwnAccount(route), Steps = [new("resource policy", "none, so only principals of the own account can be allowed")] };
        }

        var others = policy.Ask(CallerClass.AnyAwsPrincipal, target);
        if (others.Verdict is Verdict.Depends)
        {
            return Depends(others);
        }

        if (others.Verdict is Verdict.Yes && others.Principals.Anyone)
        {
            return FromInternet(route, others);
        }

        var strangers = Strangers(others.Principals, route.Scope.Account);
        if (others.Verdict is Verdict.Yes && strangers.Length > 0)
        {
            return Answered(Audience.OthersOrNetwork, others) with { Narrowing = $"principals of {string.Join(", ", strangers)}" };
        }

        var own = policy.Ask(new(CallerIdentity.Account(route.Scope.Account), CallerNetwork.Internet), target, AccessQuestion.NotDenied);
        return own.Verdict switch
        {
            Verdict.Depends => Depends(own),
            Verdict.Yes => Answered(Audience.OwnVpcOrAccount, own) with { Narrowing = OwnAccount(route) },
            _ => Answered(Audience.Nobody, own),
        };
    }

    private Fact<Reach> SignedThroughEndpoints(DeployedRoute route, RouteTarget target)
    {
        if (policy is null)
        {
            return new Reach(Audience.Nobody) { Steps = [new("resource policy", "none, so a PRIVATE API rejects every request")] };
        }

        var strangers = ThroughEndpoints(CallerIdentity.AnyAwsPrincipal, target, AccessQuestion.Allowed);
        if (!strangers.IsKnown || strangers.Value.Audience is not Audience.Nobody)
        {
            return strangers;
        }

        var own = policy.Ask(new(CallerIdentity.Account(route.Scope.Account), CallerNetwork.AnyEndpoint), target, AccessQuestion.NotDenied);
        return own.Verdict switch
        {
            Verdict.Depends => Depends(own),
            Verdict.Yes => Answered(Audience.OwnVpcOrAccount, own) with { Narrowing = OwnAccount(route) },
            _ => Answered(Audience.Nobody, own),
        };
    }

    private Fact<Reach> ThroughEndpoints(CallerIdentity identity, RouteTarget target, AccessQuestion question)
    {
        if (policy is null)
        {
            return new Reach(Audience.Nobody);
        }

        var foreign = policy.Ask(new(identity, ForeignEndpoint), target, question);
        if (foreign.Verdict is Verdict.Depends)
        {
            return Depends(foreign);
        }

        if (foreign.Verdict is Verdict.Yes && (!identity.IsSigned || question is AccessQuestion.NotDenied || foreign.Principals.Anyone))
        {
            return Answered(Audience.OthersOrNetwork, foreign) with { Narrowing = "VPC endpoints of any account" };
        }

        var any = policy.Ask(new(identity, CallerNetwork.AnyEndpoint), target, question);
        return any.Verdict switch
        {
            Verdict.Depends => Depends(any),
            Verdict.Yes => Answered(Audience.OwnVpcOrAccount, any) with { Narrowing = "given VPCs or VPC endpoints" },
            _ => Answered(Audience.Nobody, any),
        };
    }

    private Fact<Reach> FromInternet(DeployedRoute route, AccessAnswer answer)
    {
        switch (answer.Verdict)
        {
            case Verdict.Depends:
                return Depends(answer);
            case Verdict.No:
                return Answered(Audience.Nobody, answer);
            default:
                var (isMost, shortened) = _told.GetOrAdd(answer.Addresses.Set, _ => (IsMostOfTheInternet(route.Api, answer.Addresses), answer.Addresses.IsEverything ? "" : Shorten(answer.Addresses)));
                return isMost
                    ? Answered(Audience.Internet, answer) with { Narrowing = shortened.Length == 0 ? null : $"all addresses but some: {shortened}" }
                    : Answered(Audience.OthersOrNetwork, answer) with { Narrowing = $"addresses {shortened}" };
        }
    }

    // A list of addresses that are kept out keeps out no stranger: half of what can call at all counts as the internet.
    public static bool IsMostOfTheInternet(Api api, AdmittedAddresses admitted)
    {
        var isDualStack = string.Equals(api.IpAddressType, "dualstack", StringComparison.OrdinalIgnoreCase);
        return IsHalf(admitted, AddressSet.Ipv4) || (isDualStack && IsHalf(admitted, AddressSet.Ipv6));
    }

    private static bool IsHalf(AdmittedAddresses admitted, AddressSet family)
    {
        var all = AddressSet.PublicInternet.Intersect(family);
        return admitted.Set.Intersect(family).Count * new BigInteger(2) >= all.Count;
    }

    private static string Shorten(AdmittedAddresses addresses)
    {
        const int Shown = 5;
        var blocks = addresses.Set.Blocks.Take(Shown + 1).Select(block => block.ToString()).ToList();
        return blocks.Count <= Shown ? string.Join(", ", blocks) : $"{string.Join(", ", blocks[..Shown])} and more";
    }

    private static ImmutableArray<string> Strangers(AdmittedPrincipals admitted, string account) =>
    [
        .. admitted.Accounts.Where(other => other != account).Select(other => $"account {Quote.Of(other)}"),
        .. admitted.Organizations.Select(organization => $"organization {Quote.Of(organization)}"),
    ];

    private static string OwnAccount(DeployedRoute route) => $"principals of account '{route.Scope.Account}' whom IAM lets";

    private static Unknown Depends(AccessAnswer answer) => new($"Who gets through the resource policy depends on {string.Join(", ", answer.DependsOn)}: {answer.Because}");

    private static Reach Answered(Audience audience, AccessAnswer answer) => new(audience)
    {
        Witness = answer.Witness?.Text,
        IsUncertain = answer.PrincipalQuirk,
        Steps = [new("resource policy", answer.Because)],
    };
}
