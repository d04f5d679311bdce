using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Samples;

namespace Auditor.Core.Tests.Exposure;

/// <summary>Every request that shows who can call a route gets in, and none gets in where nobody can.</summary>
public sealed class WitnessTests
{
    private const string Account = "111122223333";

    private static readonly ImmutableArray<string> Statements =
    [
        """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}""",
        """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/prod/GET/*"}""",
        """{"Effect":"Allow","Principal":{"AWS":"444455556666"},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}""",
        """{"Effect":"Allow","Principal":{"AWS":"111122223333"},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}""",
        """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"IpAddress":{"aws:SourceIp":["198.51.100.0/24","2001:db8::/32"]}}}""",
        """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-0a1b2c3d4e5f67890"}}}""",
        """{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringLike":{"aws:Referer":"https://acme.example/*"}}}""",
        """{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"NotIpAddress":{"aws:SourceIp":"198.51.100.0/24"}}}""",
        """{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/*/orders/*"}""",
    ];

    private static readonly ImmutableArray<string> Keys =
    [
        "GET /orders", "ANY /orders/{id}", "ANY /{proxy+}", "POST /orders/new", "GET /prod/a", "$default", "ANY /",
    ];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(0, 60)];

    public static TheoryData<int> MoreSeeds => [.. Enumerable.Range(60, 240)];

    [Fact]
    public void Of_the_sample() => Check(AcmeEstate.Create());

    [Theory, MemberData(nameof(Seeds))]
    public void Of_an_estate_made_by_chance(int seed) => Check(Made(new(seed)));

    [Theory, MemberData(nameof(MoreSeeds))]
    [Trait("Category", "Exhaustive")]
    public void Of_many_estates_made_by_chance(int seed) => Check(Made(new(seed)));

    private static void Check(Estate estate)
    {
        var map = new ExposureMap(estate);
        var explainer = new AccessExplainer(map);
        foreach (var (scope, api) in estate.Scopes.SelectMany(scope => scope.KnownApis.Select(api => (scope, api))))
        {
            foreach (var route in api.Stages.ValueOr([])
                .SelectMany(stage => map.RoutesOf(scope, api, stage).ValueOr([]))
                .Where(route => !route.IsCanary))
            {
                if (map.Of(route) is not { IsKnown: true, Value: var exposure })
                {
                    continue;
                }

                if (exposure.Request is { } request)
                {
                    exposure.Audience.ShouldNotBe(Audience.Nobody);
                    var explanation = explainer.Explain(scope, api, route.Stage, request.Request);
                    // What an identity policy says is not in the request.
                    (explanation.Decision is AccessDecision.Allowed
                        || (request.PrincipalArn is not null && explanation.Decision is AccessDecision.Conditional))
                        .ShouldBeTrue($"{exposure.Witness} for {route.Route.Key}: {explanation.Decision}, {explanation.Because} "
                            + $"{string.Join("; ", exposure.Path)}");
                    explanation.Steps.First(step => step.What == "route matching").Value.ShouldBe(route.Route.Key, exposure.Witness);
                    exposure.Witness.ShouldNotBeNull().ShouldNotContain("*");
                    exposure.Witness.ShouldNotBeNull().ShouldNotContain("{");
                }
                else
                {
                    exposure.Audience.ShouldBe(Audience.Nobody);
                    foreach (var tried in Tried(route))
                    {
                        var explanation = explainer.Explain(scope, api, route.Stage, tried);
                        var isOfThis = explanation.Steps.FirstOrDefault(step => step.What == "route matching")?.Value == route.Route.Key;
                        (isOfThis && explanation.Decision is AccessDecision.Allowed)
                            .ShouldBeFalse($"{tried} of {route.Route.Key}: {explanation.Because}");
                    }
                }
            }
        }
    }

    private static IEnumerable<AccessRequest> Tried(DeployedRoute route) =>
        from verb in route.Api.Kind is ApiKind.WebSocket ? [""] : new[] { "GET", "POST", "OPTIONS" }
        from path in route.Api.Kind is ApiKind.WebSocket
            ? [route.Route.Key]
            : new[] { "/", "/orders", "/orders/7", "/orders/new", "/x/y", "/prod/a" }
        from caller in new (string? Ip, string? Endpoint)[] { ("203.0.113.7", null), ("198.51.100.4", null), ("2001:db8::7", null), (null, "vpce-0a1b2c3d4e5f67890"), (null, "vpce-0f0f0f0f0f0f0f0f0") }
        from principal in new[] { null, $"arn:aws:iam::{Account}:role/app", "arn:aws:iam::444455556666:role/app" }
        select new AccessRequest
        {
            Verb = verb,
            Path = path,
            FromIp = caller.Ip,
            VpcEndpointId = caller.Endpoint,
            PrincipalArn = principal,
            Shows = [Credential.ApiKey, Credential.ClientCertificate, Credential.AuthorizerToken, Credential.SecretHeader],
        };

    private static Estate Made(Random random)
    {
        var kind = random.Next(3) is 0 ? ApiKind.Http : ApiKind.Rest;
        var isPrivate = kind is ApiKind.Rest && random.Next(3) is 0;
        var authorizations = kind is ApiKind.Rest
            ? new[] { AuthorizationKind.None, AuthorizationKind.AwsIam, AuthorizationKind.Custom, AuthorizationKind.CognitoUserPools }
            : [AuthorizationKind.None, AuthorizationKind.AwsIam, AuthorizationKind.Jwt];
        var routes = Keys.Where(key => (kind is ApiKind.Http || key != "$default") && random.Next(2) is 0)
            .Select(key => new Route { Key = key, Authorization = authorizations[random.Next(authorizations.Length)], ApiKeyRequired = random.Next(3) is 0, Integration = (Integration?)null })
            .ToImmutableArray();
        var stage = new Stage { Name = kind is ApiKind.Http ? "$default" : "prod", DeploymentId = "d1", AutoDeploy = true };
        ImmutableArray<Stage> stages = kind is ApiKind.Http ? [stage, stage with { Name = "prod" }] : [stage];
        var api = new Api
        {
            Id = "a1b2c3d4e5",
            Name = "orders",
            Kind = kind,
            EndpointType = isPrivate ? EndpointType.Private : EndpointType.Regional,
            IpAddressType = random.Next(2) is 0 ? "dualstack" : "ipv4",
            DisableExecuteApiEndpoint = random.Next(3) is 0,
            ResourcePolicy = kind is ApiKind.Rest && random.Next(4) > 0 ? Policy(random) : null,
            Stages = stages,
            Routes = routes,
            Deployments = [new() { Id = "d1", Methods = routes.Select(route => new DeployedMethod { Key = route.Key, Authorization = route.Authorization, ApiKeyRequired = route.ApiKeyRequired }).ToImmutableArray() }],
        };
        var scope = new Scope
        {
            Account = Account,
            Region = "eu-west-1",
            Domains = random.Next(2) is 0 ? [] : ImmutableArray.Create(Domain(random, stage.Name, isPrivate)),
            UsagePlans = random.Next(2) is 0
                ? []
                : ImmutableArray.Create(
                    new UsagePlan { Id = "p", Name = "plan", Stages = [new() { ApiId = api.Id, Stage = stage.Name }], ApiKeyIds = ImmutableArray.Create("k") }),
            ApiKeys = ImmutableArray.Create(new ApiKey { Id = "k", Name = "key", Enabled = random.Next(3) > 0 }),
            RestApis = kind is ApiKind.Rest ? ImmutableArray.Create(api) : [],
            HttpAndWebSocketApis = kind is ApiKind.Http ? ImmutableArray.Create(api) : [],
        };
        return new() { CollectedAt = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero), Scopes = [scope] };
    }

    private static string Policy(Random random) =>
        $$"""{"Version":"2012-10-17","Statement":[{{string.Join(",", Enumerable.Range(0, 1 + random.Next(3)).Select(_ => Statements[random.Next(Statements.Length)]))}}]}""";

    private static Domain Domain(Random random, string stage, bool isPrivate)
    {
        var isByRule = random.Next(2) is 0;
        return new()
        {
            Name = "api.acme.example",
            EndpointType = isPrivate ? EndpointType.Private : EndpointType.Regional,
            IpAddressType = random.Next(2) is 0 ? "dualstack" : "ipv4",
            MutualTls = !isPrivate && random.Next(3) is 0 ? new() : null,
            Policy = isPrivate && random.Next(3) > 0 ? Policy(random) : null,
            RoutingMode = isByRule ? "ROUTING_RULE_ONLY" : null,
            RoutingRules = isByRule
                ? ImmutableArray.Create(
                    new RoutingRule { Priority = 1, ApiId = "other", Stage = "prod", BasePaths = ["orders/new"], StripBasePath = true },
                    new RoutingRule { Priority = 2, ApiId = "a1b2c3d4e5", Stage = stage, BasePaths = random.Next(2) is 0 ? [] : ["orders"], StripBasePath = random.Next(2) is 0 })
                : [],
            Mappings = ImmutableArray.Create(
                new ApiMapping { Key = random.Next(2) is 0 ? "" : "shop", ApiId = "a1b2c3d4e5", Stage = stage },
                new ApiMapping { Key = "shop/orders", ApiId = "other", Stage = "prod" }),
        };
    }
}
