using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>
/// Makes an estate from a seed: the same seed and size, the same estate, of APIs as different from each other as in a grown account.
/// </summary>
public sealed class FakeEstateGenerator(int seed, string account = "123456789012", string region = "eu-west-1")
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly ImmutableArray<string> Nouns =
    [
        "orders", "customers", "invoices", "items", "reports", "users", "payments", "shipments", "events", "settings",
    ];
    private static readonly ImmutableArray<string> Verbs = ["GET", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "ANY"];

    // The same sequence in every run is the point.
#pragma warning disable CA5394
    private readonly Random _random = new(seed);

    public FakeEstate Estate(FakeEstateSize size) => new() { Accounts = [new(account) { Regions = [Region(size)] }] };

    /// <summary>One Region, for an estate of several.</summary>
    public FakeRegion Region(FakeEstateSize size)
    {
        var acl = new FakeWebAcl("edge") { Rules = [RateRule()] };
        var restApis = Many(size.RestApis, i => RestApi(i, size.MethodsPerRestApi, acl.Arn(region, account)));
        var apis = Many(size.HttpApis, i => HttpApi(i, size.RoutesPerApi))
            .AddRange(Many(size.WebSocketApis, i => WebSocketApi(i, size.RoutesPerApi)));
        var keys = Many(Math.Min(5, restApis.Length), i => new FakeApiKey($"partner-{i}"));
        return new(region)
        {
            Settings = new() { CloudwatchRoleArn = $"arn:aws:iam::{account}:role/apigateway-logs" },
            RestApis = restApis,
            Apis = apis,
            WebAcls = [acl],
            ApiKeys = keys,
            UsagePlans = Many(
                keys.Length,
                i => new FakeUsagePlan($"plan-{i}") { ApiStages = [new(restApis[i].Id, restApis[i].Stages[0].Name)], Throttle = new(20, 10), KeyIds = [keys[i].Id] }),
            Domains = Many(restApis.Length / 10, i => new FakeDomain($"api{i}.example.com")
            {
                SecurityPolicy = Chance(30) ? "TLS_1_0" : "TLS_1_2",
                Mappings =
                [
                    new(restApis[i].Id, restApis[i].Stages[0].Name),
                    .. i < apis.Length ? ImmutableArray.Create(new FakeMapping(apis[i].Id, apis[i].Stages[0].Name, "v2/http")) : [],
                ],
            }),
            Metrics =
            [
                .. restApis.Where(_ => Chance(80)).Select(api => Metric("Count", ("ApiName", api.Name))),
                .. apis.Where(_ => Chance(80)).Select(api => Metric("Count", ("ApiId", api.Id))),
            ],
            ConfigurationRecorders = [new()],
            DeliveryChannels = [new()],
        };
    }

    private FakeRestApi RestApi(int number, int methods, string webAclArn)
    {
        var name = Name("rest", number);
        var isPrivate = Chance(10);
        var working = Many(methods, RestMethod);
        var api = new FakeRestApi(name)
        {
            EndpointTypes = [isPrivate ? "PRIVATE" : Chance(30) ? "EDGE" : "REGIONAL"],
            IpAddressType = isPrivate ? "dualstack" : "ipv4",
            VpcEndpointIds = isPrivate ? ["vpce-0123456789abcdef0"] : [],
            Policy = isPrivate || Chance(20) ? Policy(isPrivate) : null,
            DisableExecuteApiEndpoint = Chance(20),
            Methods = working,
            Authorizers = [Authorizer("TOKEN"), Authorizer("COGNITO_USER_POOLS")],
            RequestValidators = [new("all") { ValidateRequestBody = true, ValidateRequestParameters = true }],
            Tags = ImmutableDictionary<string, string>.Empty.Add("team", Pick(Nouns)),
        };
        // Some were edited after they were deployed.
        var deployed = new FakeDeployment(api.CurrentDeploymentId) { Methods = Chance(15) && methods > 1 ? working[..^1] : working };
        var canary = new FakeDeployment(FakeId.Of("canary", name, 6)) { Methods = working };
        var hasCanary = Chance(5);
        return api with
        {
            Deployments = hasCanary ? [deployed, canary] : [deployed],
            Stages = Many(1 + _random.Next(3), i => new FakeStage(i switch { 0 => "prod", 1 => "test", _ => "dev" })
            {
                CanarySettings = hasCanary && i == 0 ? new(canary.Id) : null,
                WebAclArn = Chance(50) ? webAclArn : null,
                TracingEnabled = Chance(30),
                AccessLogSettings = Chance(60)
                    ? new($"arn:aws:logs:{region}:{account}:log-group:{name}", "$context.requestId $context.identity.sourceIp")
                    : null,
                MethodSettings = Chance(50)
                    ? ImmutableDictionary<string, FakeMethodSetting>.Empty
                        .Add("*/*", new() { LoggingLevel = "ERROR", MetricsEnabled = true })
                        // Whoever wrote it decides how it comes back.
                        .Add(Chance(50) ? "~1orders/GET" : "orders/GET", new() { ThrottlingRateLimit = 100, ThrottlingBurstLimit = 50 })
                    : [],
            }),
        };
    }

    private FakeMethod RestMethod(int number)
    {
        var path = $"/{Nouns[number / Verbs.Length % Nouns.Length]}{(number / (Verbs.Length * Nouns.Length) is > 0 and var more ? string.Create(CultureInfo.InvariantCulture, $"{more}/{{id}}") : "")}";
        var verb = Verbs[number % Verbs.Length];
        var authorization = verb == "OPTIONS" ? "NONE" : Pick(["NONE", "AWS_IAM", "CUSTOM", "COGNITO_USER_POOLS", "AWS_IAM"]);
        return new(verb, path)
        {
            AuthorizationType = authorization,
            AuthorizerId = authorization switch { "CUSTOM" => Authorizer("TOKEN").Id, "COGNITO_USER_POOLS" => Authorizer("COGNITO_USER_POOLS").Id, _ => null },
            ApiKeyRequired = Chance(20),
            Integration = verb == "OPTIONS" ? new()
                : Chance(70) ? FakeIntegration.Lambda(FunctionArn(Pick(Nouns)))
                : FakeIntegration.Http("https://backend.example.com/"),
        };
    }

    private FakeApi HttpApi(int number, int routes) => new(Name("http", number))
    {
        CorsConfiguration = Chance(40)
            ? new() { AllowOrigins = [Chance(50) ? "*" : "https://example.com"], AllowMethods = ["GET", "POST"] }
            : null,
        Authorizers = [new("tokens") { Issuer = "https://issuer.example.com/", Audience = ["api"] }],
        Integrations = [new("lambda01") { Uri = FunctionArn("http") }],
        Routes = Many(routes, i =>
        {
            var authorization = Pick(["NONE", "JWT", "AWS_IAM", "JWT"]);
            return new FakeRoute(i == 0
                ? "$default"
                : $"{Verbs[i % 5]} "
                    + $"/{Nouns[i / 5 % Nouns.Length]}{(i >= 50 ? string.Create(CultureInfo.InvariantCulture, $"/{i / 50}") : "")}")
            {
                AuthorizationType = authorization,
                AuthorizerId = authorization == "JWT" ? new FakeApiAuthorizer("tokens").Id : null,
                IntegrationId = "lambda01",
            };
        }),
        Stages = [new() { AutoDeploy = true, DeploymentId = "dep001" }],
        Deployments = [new("dep001") { AutoDeployed = true }],
    };

    private FakeApi WebSocketApi(int number, int routes) => new(Name("socket", number), "WEBSOCKET")
    {
        Integrations = [new("lambda01") { Uri = FunctionArn("socket"), PayloadFormatVersion = null }],
        Routes =
        [
            new("$connect") { AuthorizationType = Chance(50) ? "AWS_IAM" : "NONE", IntegrationId = "lambda01" },
            new("$disconnect") { IntegrationId = "lambda01" },
            .. Many(
                Math.Max(0, routes - 2),
                i => new FakeRoute(string.Create(CultureInfo.InvariantCulture, $"action{i}")) { IntegrationId = "lambda01" }),
        ],
        Stages = [new("live") { DeploymentId = "dep001", DefaultRouteSettings = new() { LoggingLevel = Chance(50) ? "ERROR" : "OFF", DataTraceEnabled = false } }],
        Deployments = [new("dep001")],
    };

    private FakeAuthorizer Authorizer(string type) => type == "TOKEN"
        ? new("lambda") { AuthorizerUri = FakeIntegration.Lambda(FunctionArn("authorizer")).Uri, AuthType = "custom" }
        : new("pool") { Type = type, AuthType = "cognito_user_pools", ProviderArns = [$"arn:aws:cognito-idp:{region}:{account}:userpool/{region}_abcdefghi"] };

    private FakeMetric Metric(string name, params (string Name, string Value)[] dimensions) => new(name)
    {
        Dimensions = dimensions.ToImmutableSortedDictionary(
            dimension => dimension.Name, dimension => dimension.Value, StringComparer.Ordinal),
        // Some were last called weeks ago: no longer listed, but there for who asks.
        Points = [new(Now.AddDays(-1 - _random.Next(60)), 1 + _random.Next(1000), 1)],
    };

    private static string Policy(bool isPrivate) => isPrivate
        ? """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-0123456789abcdef0"}}}]}"""
        : """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"},{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"NotIpAddress":{"aws:SourceIp":["203.0.113.0/24"]}}}]}""";

    private static JsonNode? RateRule() => JsonNode.Parse(
        """{"Name":"rate","Priority":0,"Statement":{"RateBasedStatement":{"Limit":2000,"AggregateKeyType":"IP"}},"Action":{"Block":{}},"VisibilityConfig":{"SampledRequestsEnabled":true,"CloudWatchMetricsEnabled":true,"MetricName":"rate"}}""");

    private static ImmutableArray<T> Many<T>(int count, Func<int, T> make) => [.. Enumerable.Range(0, count).Select(make)];

    private static string Name(string kind, int number) => string.Create(CultureInfo.InvariantCulture, $"{kind}-{number:0000}");

    private string FunctionArn(string name) => $"arn:aws:lambda:{region}:{account}:function:{name}";

    private bool Chance(int percent) => _random.Next(100) < percent;

    private string Pick(ImmutableArray<string> from) => from[_random.Next(from.Length)];
#pragma warning restore CA5394
}
