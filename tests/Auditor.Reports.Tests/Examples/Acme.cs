using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;

namespace Auditor.Reports.Tests.Examples;

/// <summary>A believable company's APIs, some good, some bad, and reports on them.</summary>
internal static class Acme
{
    public const string Account = "111122223333";
    public const string Region = "eu-west-1";

    public static readonly DateTimeOffset CollectedAt = new(2026, 11, 21, 3, 12, 7, TimeSpan.Zero);

    public static Estate Everything { get; } = new()
    {
        CollectedAt = CollectedAt,
        Accounts =
        [
            new() { Id = Account, IdentityPolicies = ImmutableArray.Create(DeployPolicy()) },
            new() { Id = "444455556666", IdentityPolicies = ImmutableArray<IdentityPolicy>.Empty },
        ],
        Scopes =
        [
            Scope(Account, Region, [Orders(), Partners(), Internal(), Reports(), Legacy()], [Shop(), Chat(), Webhooks()]) with
            {
                Domains = ImmutableArray.Create(
                    new Domain
                    {
                        Name = "api.acme.example", EndpointType = EndpointType.Regional, SecurityPolicy = "TLS_1_2",
                        Mappings = ImmutableArray.Create(new ApiMapping { Key = "orders", ApiId = "a1b2c3d4e5", Stage = "prod" }),
                    },
                    new Domain
                    {
                        Name = "old.acme.example", EndpointType = EndpointType.Edge, SecurityPolicy = "TLS_1_0",
                        Mappings = ImmutableArray.Create(new ApiMapping { Key = "", ApiId = "l3g4cy0000", Stage = "live" }),
                    }),
            },
            Scope("444455556666", "us-east-1", [Payments()], [Events()]) with
            {
                Gaps =
                [
                    new()
                    {
                        Operation = "cloudwatch:GetMetricData", Code = "AccessDenied", Target = "us-east-1",
                        Message = "Not allowed to call cloudwatch:GetMetricData. Add the permission that 'auditor permissions' prints.",
                        Lost = "Whether APIs are used cannot be told.",
                    },
                ],
            },
        ],
    };

    /// <summary>With a stage of a WebSocket API that somebody deploys by hand: AWS does not tell what it serves.</summary>
    public static Estate WithAssumption { get; } = Everything with
    {
        Scopes = Everything.Scopes.SetItem(0, Everything.Scopes[0] with
        {
            HttpAndWebSocketApis = ImmutableArray.Create(new Api
            {
                Id = "w5k2j8c4t1",
                Name = "chat",
                Kind = ApiKind.WebSocket,
                Stages = ImmutableArray.Create(new Stage { Name = "byhand", DeploymentId = "d1" }),
                Routes = ImmutableArray.Create(Route("$connect", AuthorizationKind.None)),
            }),
        }),
    };

    public static Estate Complete { get; } = Everything with { Scopes = [Everything.Scopes[0]], Accounts = [Everything.Accounts[0]] };

    public static Estate Nothing { get; } = Complete with
    {
        Accounts = [new() { Id = Account, IdentityPolicies = ImmutableArray<IdentityPolicy>.Empty }],
        Scopes = [Scope(Account, Region, [Reports()], [])],
    };

    public static ReportInput Report(Estate estate, params IEnumerable<Rule> rules)
    {
        var all = rules.ToList();
        return new()
        {
            Result = Audit.Run(estate, all.Count > 0 ? all : TestRules.All),
            Text = InventoryText.Of(estate),
            Tool = new("Auditor", "0.1.0"),
            GeneratedAt = CollectedAt.AddMinutes(2),
            Gate = "Exit code 1: there are findings at or above high.",
        };
    }

    public static Scope Scope(string account, string region, ImmutableArray<Api> restApis, ImmutableArray<Api> otherApis) => new()
    {
        Account = account,
        Region = region,
        Settings = new AccountSettings { ThrottleBurst = 5000, ThrottleRate = 10000 },
        RestApis = restApis,
        HttpAndWebSocketApis = otherApis,
        Domains = ImmutableArray<Domain>.Empty,
        UsagePlans = ImmutableArray<UsagePlan>.Empty,
        ConfigRecording = new ConfigRecording(),
        Calls = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, new Dictionary<string, int>
        {
            ["apigateway:GetRestApis"] = 1,
            ["apigateway:GetApis"] = 1,
            ["apigateway:GetStages"] = restApis.Length + otherApis.Length,
            ["apigateway:GetDeployment"] = restApis.Length,
            ["apigateway:GetDomainNames"] = 2,
            ["wafv2:GetWebACL"] = 1,
        }),
    };

    public static Api Rest(string id, string name, params ImmutableArray<Route> routes) => new()
    {
        Id = id,
        Name = name,
        Kind = ApiKind.Rest,
        EndpointType = EndpointType.Regional,
        Stages = ImmutableArray.Create(new Stage { Name = "prod", DeploymentId = "dep001", Usage = Busy() }),
        Routes = routes,
        Deployments =
        [
            new()
            {
                Id = "dep001",
                Methods = routes.Select(
                    route => new DeployedMethod { Key = route.Key, Authorization = route.Authorization, ApiKeyRequired = route.ApiKeyRequired })
                    .ToImmutableArray(),
            },
        ],
        Authorizers = ImmutableArray<Authorizer>.Empty,
        Usage = Busy(),
    };

    public static Api V2(ApiKind kind, string id, string name, params ImmutableArray<Route> routes) => new()
    {
        Id = id,
        Name = name,
        Kind = kind,
        EndpointType = EndpointType.Regional,
        Stages = ImmutableArray.Create(new Stage { Name = "$default", AutoDeploy = true, Usage = Busy() }),
        Routes = routes,
        Authorizers = ImmutableArray<Authorizer>.Empty,
        Usage = Busy(),
    };

    public static Route Route(
        string key, AuthorizationKind authorization, bool keyRequired = false, IntegrationType type = IntegrationType.AwsProxy) => new()
        {
            Key = key,
            Authorization = authorization,
            ApiKeyRequired = keyRequired,
            Integration = new Integration
            {
                Type = type,
                Uri = type is IntegrationType.Mock ? null : "arn:aws:lambda:eu-west-1:111122223333:function:orders",
            },
        };

    private static Usage Busy() => new() { WindowDays = 30, AnyRequest = true };

    private static Api Orders() => Rest("a1b2c3d4e5", "orders",
        Route("GET /orders", AuthorizationKind.None), Route("POST /orders", AuthorizationKind.CognitoUserPools), Route(
            "GET /orders/{orderId}", AuthorizationKind.CognitoUserPools),
        Route("DELETE /orders/{orderId}", AuthorizationKind.None), Route("OPTIONS /orders", AuthorizationKind.None, type: IntegrationType.Mock), Route("GET /health", AuthorizationKind.None)) with
    {
        Description = "Orders of the shop",
        Stages = ImmutableArray.Create(
            new Stage
            {
                Name = "prod",
                DeploymentId = "dep001",
                AccessLog = new()
                {
                    DestinationArn = "arn:aws:logs:eu-west-1:111122223333:log-group:orders",
                    Format = "$context.requestId",
                },
            },
            new Stage { Name = "test", DeploymentId = "dep001" }),
    };

    private static Api Partners() => Rest("p4rtn3rs00", "partner-gateway",
        Route("GET /catalogue", AuthorizationKind.None, keyRequired: true), Route("POST /bookings", AuthorizationKind.None, keyRequired: true), Route("GET /status", AuthorizationKind.AwsIam));

    private static Api Internal() =>
        Rest(
            "1nt3rnal00",
            "internal-admin",
            Route("ANY /{proxy+}", AuthorizationKind.None),
            Route("GET /metrics", AuthorizationKind.None)) with
        {
            EndpointType = EndpointType.Private,
            ResourcePolicy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringEquals":{"aws:SourceVpce":"vpce-0a1b2c3d4e5f60718"}}}]}""",
        };

    private static Api Reports() =>
        Rest(
            "r3p0rts000",
            "reports",
            Route("GET /reports", AuthorizationKind.AwsIam),
            Route("GET /reports/{id}", AuthorizationKind.AwsIam)) with
        {
            Stages = ImmutableArray.Create(
            new Stage { Name = "prod", DeploymentId = "dep001", AccessLog = new() { DestinationArn = "arn:aws:logs:eu-west-1:111122223333:log-group:reports", Format = "$context.requestId" } }),
        };

    private static Api Legacy() => Rest("l3g4cy0000", "legacy-soap-bridge (do not use)", Route("POST /soap", AuthorizationKind.None)) with
    {
        EndpointType = EndpointType.Edge,
        Stages = ImmutableArray.Create(new Stage { Name = "live", DeploymentId = "dep001" }),
    };

    private static Api Shop() => V2(ApiKind.Http, "sh0p000000", "shop-frontend",
        Route("GET /products", AuthorizationKind.None), Route("GET /products/{id}", AuthorizationKind.None), Route("POST /cart", AuthorizationKind.Jwt), Route("POST /checkout", AuthorizationKind.Jwt));

    private static Api Chat() => V2(ApiKind.WebSocket, "ch4t000000", "support-chat",
        Route("$connect", AuthorizationKind.Custom), Route("$disconnect", AuthorizationKind.None), Route("sendMessage", AuthorizationKind.None)) with
    {
        Stages = ImmutableArray.Create(new Stage { Name = "live", AutoDeploy = true }),
    };

    private static Api Webhooks() =>
        V2(
            ApiKind.Http,
            "w3bh00ks00",
            "webhooks",
            Route("POST /github", AuthorizationKind.None),
            Route("$default", AuthorizationKind.None));

    private static Api Payments() =>
        Rest(
            "p4ym3nts00",
            "payments",
            Route("POST /payments", AuthorizationKind.AwsIam),
            Route("GET /payments/{id}", AuthorizationKind.AwsIam)) with
        {
            ResourcePolicy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"IpAddress":{"aws:SourceIp":["203.0.113.0/24"]}}}]}""",
            Usage = new Unknown("Not allowed to call cloudwatch:GetMetricData.")
            {
                Operation = "cloudwatch:GetMetricData",
                Code = "AccessDenied",
            },
        };

    private static Api Events() => V2(ApiKind.Http, "3v3nts0000", "event-intake", Route("POST /events", AuthorizationKind.Jwt)) with
    {
        Usage = new Unknown("Not allowed to call cloudwatch:GetMetricData.")
        {
            Operation = "cloudwatch:GetMetricData",
            Code = "AccessDenied",
        },
    };

    private static IdentityPolicy DeployPolicy() => new()
    {
        Arn = "arn:aws:iam::111122223333:policy/deploy-everything",
        Name = "deploy-everything",
        Kind = IdentityPolicyKind.CustomerManaged,
        AttachedTo = ["arn:aws:iam::111122223333:role/ci"],
        Document = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"apigateway:*","Resource":"*"}]}""",
    };
}
