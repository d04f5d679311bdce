using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Tests.Exposure;

/// <summary>
/// Who can call a route against trying every request: principal, organization, address of either family, VPC endpoint, header, key,
/// certificate and token, web ACLs included.
/// </summary>
public sealed class ExactnessTests
{
    [Fact]
    public void Exposure_says_what_trying_every_request_says() => Compare(1, 20);

    [Fact]
    [Trait("Category", "Exhaustive")]
    public void Exposure_says_what_trying_every_request_says_many_times() => Compare(1_000, 500);

    private static void Compare(int first, int count)
    {
        var audiences = new Dictionary<Audience, int>();
        for (var seed = first; seed < first + count; seed++)
        {
            var world = new SmallInternet(seed);
            var outcomes = world.Calls().Select(call => (Call: call, Outcome: world.Decide(call))).ToList();
            var explainer = new AccessExplainer(world.Map);
            foreach (var (call, outcome) in outcomes.Where((_, number) => number % 7 == seed % 7))
            {
                Explained(world, explainer, call, outcome, seed);
            }

            foreach (var route in world.Map.RoutesOf(world.Scope, world.Api, world.Stage).Value)
            {
                var allowed = outcomes.Where(each => each.Outcome is { IsAllowed: true } outcome && outcome.Route.Key == route.Route.Key)
                    .Select(each => each.Call)
                    .ToList();
                var isSigned = route.Route.Authorization.Value is AuthorizationKind.AwsIam;
                var exposure = world.Map.Of(route);
                var told = Told(world, seed, route.Route.Key);
                if (exposure.Unknown is { } unknown)
                {
                    // The organization of the own account is the one thing that nobody has read.
                    (isSigned && world.AsksForOrganization).ShouldBeTrue($"{unknown.Because}\n{told}");
                    continue;
                }

                var (audience, credential) = Right(allowed, isSigned, world.IsPrivate);
                exposure.Value.Audience.ShouldBe(audience, $"{string.Join("\n", exposure.Value.Path)}\n{told}\n{allowed.FirstOrDefault()}");
                audiences[audience] = audiences.GetValueOrDefault(audience) + 1;
                if (audience is not Audience.Nobody)
                {
                    exposure.Value.Credential.ShouldBe(credential, told);
                    GetsIn(world, route, exposure.Value.Request.ShouldNotBeNull(told), told);
                }

                Certain(world, route, allowed, told);
            }
        }

        // Answers that are all the same would prove little.
        audiences.Count.ShouldBe(4);
        audiences.Values.ShouldAllBe(number => number > count / 20);
    }

    // The widest who get in, and the least that one of them shows.
    private static (Audience Audience, Credential Credential) Right(List<TriedCall> allowed, bool isSigned, bool isPrivate)
    {
        var widest = allowed.Select(call => AudienceOf(call, isSigned, isPrivate)).DefaultIfEmpty(Audience.Nobody).Max();
        return (widest, allowed.Where(call => AudienceOf(call, isSigned, isPrivate) == widest)
            .Select(call => Shown(call, isSigned))
            .DefaultIfEmpty(Credential.None)
            .Min());
    }

    // More than half of the IPv4 addresses are with 8.8.8.8, and nearly all of the IPv6 ones with 2600::1.
    private static Audience AudienceOf(TriedCall call, bool isSigned, bool isPrivate) => (isSigned
        ? call.Principal
        : SmallInternet.StrangerRole, isPrivate) switch
    {
        (SmallInternet.OwnRole, _) => Audience.OwnVpcOrAccount,
        (_, true) => call.Vpce is SmallInternet.Foreign ? Audience.OthersOrNetwork : Audience.OwnVpcOrAccount,
        (SmallInternet.StrangerRole, _) when (!isSigned || call.Organization is not SmallInternet.PartnerOrganization)
            && call.Ip is "8.8.8.8" or "2600::1" => Audience.Internet,
        _ => Audience.OthersOrNetwork,
    };

    private static Credential Shown(TriedCall call, bool isSigned) => new[]
    {
        call.HasKey ? Credential.ApiKey : Credential.None,
        call.Verify is null ? Credential.None : Credential.SecretHeader,
        call.HasCertificate ? Credential.ClientCertificate : Credential.None,
        call.HasToken ? Credential.AuthorizerToken : Credential.None,
        isSigned ? Credential.AwsPrincipal : Credential.None,
    }.Max();

    private static void GetsIn(SmallInternet world, DeployedRoute route, Witness request, string told)
    {
        var call = new TriedCall(
            new Uri(request.Url).Host,
            new Uri(request.Url).AbsolutePath,
            request.FromIp,
            request.VpcEndpointId,
            request.PrincipalArn,
            null,
            request.Headers.GetValueOrDefault("Referer"),
            request.Headers.ContainsKey("x-origin-verify") ? "only-some-know" : null,
            request.Shows.Contains(Credential.ApiKey),
            request.Shows.Contains(Credential.ClientCertificate),
            request.Shows.Contains(Credential.AuthorizerToken));
        var outcome = world.Decide(call);
        outcome.ShouldNotBeNull($"{request}\n{told}").Route.Key.ShouldBe(route.Route.Key, $"{request}\n{told}");
        if (!world.AsksForOrganization || request.PrincipalArn is null)
        {
            outcome.Value.IsAllowed.ShouldBeTrue($"{request}\n{told}");
        }
    }

    // Whether certain callers get in.
    private static void Certain(SmallInternet world, DeployedRoute route, List<TriedCall> allowed, string told)
    {
        var isSigned = route.Route.Authorization.Value is AuthorizationKind.AwsIam;
        var networks = world.IsPrivate
            ? new (string Name, CallerNetwork Network, Func<TriedCall, bool> IsIn)[]
            {
                ("named endpoint", CallerNetwork.EndpointsOf([new(SmallInternet.Named, null)]), call => call.Vpce is SmallInternet.Named),
                ("foreign endpoint", CallerNetwork.EndpointsOf(
                    [new(SmallInternet.Foreign, null)]), call => call.Vpce is SmallInternet.Foreign),
            }
            :
            [
                ("internet", CallerNetwork.Internet, _ => true),
                ("office", CallerNetwork.InternetFrom(AddressSet.Of(["198.51.100.0/24"])), call => call.Ip is "198.51.100.4"),
                ("IPv6", CallerNetwork.InternetFrom(AddressSet.Ipv6), call => call.Ip?.Contains(':', StringComparison.Ordinal) is true),
            ];
        var identities = isSigned
            ? new (CallerIdentity Identity, Func<TriedCall, bool> Is)[]
            {
                (CallerIdentity.AnyAwsPrincipal, call => call is { Principal: SmallInternet.StrangerRole, Organization: not SmallInternet.PartnerOrganization }),
                (CallerIdentity.Account(SmallInternet.Partner), call => call.Principal is SmallInternet.PartnerRole or SmallInternet.OtherPartnerRole),
                (CallerIdentity.Account(SmallInternet.Own), call => call.Principal is SmallInternet.OwnRole),
            }
            : [(CallerIdentity.Anonymous, _ => true)];
        foreach (var (name, network, isIn) in networks)
        {
            foreach (var (identity, isOne) in identities)
            {
                var access = world.Map.Of(route, new(identity, network)).Value;
                if (access.Verdict is Verdict.Depends && world.AsksForOrganization)
                {
                    continue;
                }

                access.Verdict.ShouldBe(
                    allowed.Any(call => isIn(call) && isOne(call)) ? Verdict.Yes : Verdict.No,
                    $"{name} {identity}: {access.Because} {access.Witness}\n{told}");
                if (access.Request is { } request)
                {
                    GetsIn(world, route, request, $"{name} {identity}\n{told}");
                }
            }
        }
    }

    private static void Explained(
        SmallInternet world, AccessExplainer explainer, TriedCall call, (DeployedMethod Route, bool IsAllowed)? outcome, int seed)
    {
        var headers = ImmutableSortedDictionary.CreateBuilder<string, string?>(StringComparer.OrdinalIgnoreCase);
        if (call.Referer is not null)
        {
            headers["Referer"] = call.Referer;
        }

        if (call.Verify is not null)
        {
            headers["x-origin-verify"] = null;
        }

        var explanation = explainer.Explain(world.Scope, world.Api, world.Stage, new()
        {
            Verb = "GET",
            Path = "/",
            Url = new Uri($"https://{call.Host}{call.Path}"),
            Host = call.Host,
            FromIp = call.Ip,
            VpcEndpointId = call.Vpce,
            PrincipalArn = call.Principal,
            Headers = headers.ToImmutable(),
            Shows = [.. new[] { (call.HasKey, Credential.ApiKey), (call.HasCertificate, Credential.ClientCertificate), (call.HasToken, Credential.AuthorizerToken) }.Where(each => each.Item1).Select(each => each.Item2)],
        });
        if (world.AsksForOrganization && call.Principal is not null)
        {
            return;
        }

        var told = Told(world, seed, $"{call}\n{explanation.Because} {string.Join("; ", explanation.Steps)}");
        if (outcome is { IsAllowed: true })
        {
            // What the policies of other accounts say is not read.
            (explanation.Decision is AccessDecision.Allowed
                || (explanation.Decision is AccessDecision.Conditional && call.Principal is not (null or SmallInternet.OwnRole)))
                .ShouldBeTrue(told);
        }
        else
        {
            var complete = call with { HasKey = true, HasCertificate = true, HasToken = true };
            var isComplete = world.Decide(complete) is { IsAllowed: true }
                || world.Decide(complete with { Verify = "only-some-know" }) is { IsAllowed: true };
            explanation.Decision.ShouldBeOneOf(
                isComplete ? [AccessDecision.Conditional, AccessDecision.Denied] : [AccessDecision.Denied], told);
        }
    }

    private static string Told(SmallInternet world, int seed, string what) =>
        string.Create(CultureInfo.InvariantCulture, $"seed {seed}: {what}\n{world}");
}
