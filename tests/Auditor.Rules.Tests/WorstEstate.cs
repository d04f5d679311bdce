using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Testing.Estates;

namespace Auditor.Rules.Tests;

/// <summary>An estate in which everything is wrong that rules look for.</summary>
internal static class WorstEstate
{
    private const string OpenPolicy = """{"Version":"2012-10-17","Statement":[{"Sid":"All","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"}]}""";
    private const string AnyPermission = """{"Version":"2012-10-17","Statement":[{"Sid":"url","Effect":"Allow","Principal":"*","Action":"lambda:InvokeFunctionUrl","Resource":"*"},{"Sid":"api","Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"*"}]}""";
    private const string UserPool = $"arn:aws:cognito-idp:{Example.Region}:{Example.Account}:userpool/p";
    private const string ReleasePolicy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"lambda:UpdateFunctionCode","Resource":"*"}]}""";
    private const string AdministratorPolicy = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}""";

    /// <summary>The estate, whose APIs, stages and policies are called <paramref name="name"/>.</summary>
    public static Estate Make(string name = "worst")
    {
        var open = Example.RestApi(
            Example.Route("GET /orders") with { Integration = Behind(Example.Url("http://orders.example.com")) },
            Example.Route("PUT /orders") with
            {
                Integration = Behind(Example.Url("https://orders.example.com") with { InsecureSkipVerification = true }),
            },
            Example.Route("GET /orders/{id}") with { Integration = Behind(Example.Url("https://orders.example.com") with { SecretsIn = ["request header Authorization (bearer token)"] }) },
            Example.Route(
                "ANY /orders",
                AuthorizationKind.AwsIam) with
            { Integration = Behind(Example.Lambda with { CredentialsArn = "arn:aws:iam::*:user/*" }) },
            Example.Route("POST /orders") with { ApiKeyRequired = true },
            Example.Route("OPTIONS /orders"),
            Example.Route("POST /queue") with { Integration = Behind(Example.Url("https://sqs.example.com") with { Type = IntegrationType.Aws, CredentialsArn = $"arn:aws:iam::{Example.Account}:role/{name}" }) },
            Example.Route("ANY /{proxy+}"),
            Example.Route("GET /admin"),
            Example.Route("GET /lost", AuthorizationKind.Custom) with { AuthorizerId = "gone" },
            Example.Route("GET /users", AuthorizationKind.CognitoUserPools) with { AuthorizerId = "pool" },
            Example.Route("PUT /users", AuthorizationKind.Custom) with { AuthorizerId = "lambda" },
            Example.Route("PUT /admin/users", AuthorizationKind.Custom) with { AuthorizerId = "lambda" },
            Example.Route("DELETE /users", AuthorizationKind.Custom) with { AuthorizerId = "lambda" }) with
        {
            Id = "open",
            Name = name,
            SecurityPolicy = "TLS_1_0",
            Usage = Example.Unused,
            Authorizers = Authorizers(),
        };

        return new()
        {
            CollectedAt = Example.Now,
            Accounts =
            [
                new()
                {
                    Id = Example.Account,
                    IdentityPolicies = ImmutableArray.Create(
                        HeldPolicy(name, "admin", AdministratorPolicy), HeldPolicy(name, "release", ReleasePolicy)),
                    Principals = ImmutableArray.Create(
                        new Principal { Arn = $"arn:aws:iam::{Example.Account}:role/{name}", Type = PrincipalType.Role }),
                },
            ],
            Scopes =
            [
                new()
                {
                    Account = Example.Account,
                    Region = Example.Region,
                    Settings = new AccountSettings { ThrottleRate = 10_000, ThrottleBurst = 5_000 },
                    RestApis = ImmutableArray.Create(
                        Changed(open),
                        WithPolicy(name, "everyone", OpenPolicy),
                        WithPolicy(
                            name,
                            "referer",
                            OpenPolicy.Replace("}]}", ""","Condition":{"StringLike":{"aws:Referer":"https://example.com/*"}}}]}""", StringComparison.Ordinal)),
                        WithPolicy(
                            name,
                            "network",
                            OpenPolicy.Replace("}]}", ""","Condition":{"IpAddress":{"aws:SourceIp":"8.0.0.0/6"}}}]}""", StringComparison.Ordinal)),
                        WithPolicy(
                            name,
                            "dualstack",
                            OpenPolicy.Replace("}]}", """},{"Effect":"Deny","Principal":"*","Action":"*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}]}""", StringComparison.Ordinal)) with { IpAddressType = "dualstack" },
                        WithPolicy(name, "dead", OpenPolicy.Replace("execute-api:/*", "execute-api:/gone/*", StringComparison.Ordinal)),
                        Example.RestApi(Example.Route("GET /orders", AuthorizationKind.AwsIam)) with
                        {
                            Id = "partner",
                            Name = name,
                            ResourcePolicy = OpenPolicy.Replace(
                                "\"*\",\"Action", "{\"AWS\":\"444455556666\"},\"Action", StringComparison.Ordinal),
                        },
                        WithPolicy(name, "private", OpenPolicy) with { EndpointType = EndpointType.Private },
                        WithStage(name, "counting", stage => stage with { WebAclArn = "counting" }),
                        WithStage(name, "blocking", stage => stage with { WebAclArn = "blocking" }),
                        WithStage(
                            name, "classic", stage => stage with { WebAclArn = "arn:aws:waf-regional:eu-west-1:111122223333:webacl/1" }),
                        WithStage(name, "own-domain", stage => stage) with
                        {
                            SecurityPolicy = "SecurityPolicy_TLS13_1_3_2025_09",
                            EndpointAccessMode = "BASIC",
                        },
                        Example.RestApi([]) with { Id = "no-stage", Name = name, Stages = ImmutableArray<Stage>.Empty }),
                    HttpAndWebSocketApis = ImmutableArray.Create(Http(name), WebSocket(name)),
                    Domains = Domains(),
                    UsagePlans = ImmutableArray.Create(
                        new UsagePlan
                        {
                            Id = "p1",
                            Name = name,
                            Stages = [new() { ApiId = "counting", Stage = name }],
                            ApiKeyIds = ImmutableArray<string>.Empty,
                        },
                        new UsagePlan { Id = "p2", Name = name, Stages = [new() { ApiId = "open", Stage = "bare" }], ApiKeyIds = ImmutableArray.Create("k2") }),
                    WebAcls =
                    [
                        new()
                        {
                            Arn = "counting",
                            Definition = new WebAclDefinition { Name = name, DefaultAction = WafAction.Allow },
                            IsLogged = false,
                        },
                        new()
                        {
                            Arn = "blocking",
                            Definition = new WebAclDefinition
                            {
                                Name = name,
                                DefaultAction = WafAction.Allow,
                                Rules = [new() { Name = "own", Action = WafAction.Block, Statement = "ByteMatchStatement" }],
                            },
                        },
                    ],
                    Certificates = [new() { Arn = "certificate", Details = new CertificateDetails { Status = "EXPIRED", ExpiresAt = Example.Now.AddDays(-1) } }],
                    ClientCertificates = ImmutableArray.Create(new ClientCertificate { Id = "client", ExpiresAt = Example.Now.AddDays(1) }),
                    UserPools = [new() { Arn = UserPool, Settings = new UserPoolSettings { Name = name, AllowsSelfSignUp = true } }],
                    ApiKeys = ImmutableArray.Create(
                        new ApiKey { Id = "k1", Name = name, Enabled = true, CreatedAt = Example.Now.AddYears(-3) },
                        new ApiKey { Id = "k2", Name = name, Enabled = true, CreatedAt = Example.Now.AddDays(-3) }),
                    VpcLinks = ImmutableArray.Create(new VpcLink { Id = "unused", Name = name }),
                    Portals = ImmutableArray.Create(new Portal
                    {
                        Id = "portal",
                        Arn = $"arn:aws:apigateway:{Example.Region}:{Example.Account}:/portals/portal",
                        Name = name,
                        PublishStatus = "PUBLISHED",
                        IsOpenToTheWorld = true,
                        TryItEndpoints = ImmutableArray.Create($"GET /orders of API '{name}'"),
                    }),
                    Alarms = ImmutableArray<Alarm>.Empty,
                    LogGroups = [new() { Arn = $"arn:aws:logs:{Example.Region}:{Example.Account}:log-group:g", Settings = (LogGroupSettings?)null }],
                    BackendHosts =
                    [
                        new() { Name = "orders.example.com", Exists = false },
                        new() { Name = "internal.example.com", Exists = false },
                    ],
                    Functions =
                    [
                        new()
                        {
                            Arn = $"arn:aws:lambda:{Example.Region}:{Example.Account}:function:orders",
                            Policy = AnyPermission,
                            Exists = false,
                            Urls = ImmutableArray.Create(new FunctionUrl { AuthType = "NONE" }),
                        },
                        new()
                        {
                            Arn = $"arn:aws:lambda:{Example.Region}:{Example.Account}:function:invoices",
                            Policy = AnyPermission.Replace(
                                "}]}",
                                ""","Condition":{"ArnLike":{"AWS:SourceArn":"arn:aws:execute-api:eu-west-1:111122223333:everyone/*"}}}]}""",
                                StringComparison.Ordinal),
                        },
                    ],
                    ConfigRecording = new ConfigRecording(),
                },
                // Where changes are recorded, and nobody is told.
                new()
                {
                    Account = Example.Account,
                    Region = "eu-central-1",
                    RestApis = ImmutableArray.Create(WithStage(name, "recorded", stage => stage)),
                    HttpAndWebSocketApis = ImmutableArray<Api>.Empty,
                    ConfigRecording = new ConfigRecording
                    {
                        Recorders = [new() { Name = name, Recording = true, AllSupported = true }],
                        HasDeliveryChannel = true,
                        Rules = ImmutableArray.Create(
                            new ConfigRule { Name = name, SourceIdentifier = "S3_BUCKET_VERSIONING_ENABLED", IsActive = true }),
                    },
                },
            ],
        };
    }

    private static IdentityPolicy HeldPolicy(string name, string id, string document) => new()
    {
        Arn = $"arn:aws:iam::{Example.Account}:policy/{id}",
        Name = name,
        Kind = IdentityPolicyKind.CustomerManaged,
        AttachedTo = [$"arn:aws:iam::{Example.Account}:role/{name}"],
        Document = document,
    };

    private static Fact<Integration?> Behind(Integration integration) => (Integration?)integration;

    // Everything about the stages of the open API: a canary, a cache, a trace, secrets, a limit that is none.
    private static Api Changed(Api api) => api with
    {
        Stages = ImmutableArray.Create(
            Example.RestStage(api.Name) with
            {
                Canary = new() { DeploymentId = "canary", PercentTraffic = 10 },
                CacheClusterEnabled = true,
                Usage = Example.Unused,
                Settings =
                [
                    new()
                    {
                        Key = "*",
                        LoggingLevel = "INFO",
                        DataTraceEnabled = true,
                        CachingEnabled = true,
                        RequireAuthorizationForCacheControl = false,
                        ThrottlingRate = 100,
                        ThrottlingBurst = 50,
                    },
                    new()
                    {
                        Key = "GET /orders",
                        ThrottlingRate = 20_000,
                        ThrottlingBurst = 9_000,
                        CachingEnabled = true,
                        RequireAuthorizationForCacheControl = false,
                    },
                    new() { Key = "GET /gone", ThrottlingRate = 10 },
                ],
                AccessLog = new()
                {
                    DestinationArn = $"arn:aws:logs:{Example.Region}:{Example.Account}:log-group:g",
                    Format = "$context.identity.apiKey",
                },
                Variables = [new() { Name = "db_password", Redacted = true }],
            },
            Example.RestStage("bare"),
            Example.RestStage("certified") with { ClientCertificateId = "client" }),
        Deployments =
        [
            Example.Deployment(
                Example.DeploymentId,
                api.Routes.Value.Select(route => route.Key == "PUT /users" ? route with { Authorization = AuthorizationKind.None } : route)),
            Example.Deployment(
                "canary",
                api.Routes.Value.Select(route => route.Key == "PUT /admin/users" ? route : route with { Authorization = AuthorizationKind.None })),
        ],
    };

    private static ImmutableArray<Authorizer> Authorizers() =>
    [
        new()
        {
            Id = "lambda",
            Name = "lambda",
            Type = AuthorizerType.Request,
            Uri = $"arn:aws:apigateway:{Example.Region}:lambda:path/2015-03-31/functions/arn:aws:lambda:{Example.Region}:{Example.Account}:function:orders/invocations",
            IdentitySources = ["method.request.header.User-Agent"],
            CacheSeconds = 300,
        },
        new() { Id = "pool", Name = "pool", Type = AuthorizerType.CognitoUserPools, ProviderArns = [UserPool] },
        new() { Id = "unused", Name = "unused", Type = AuthorizerType.Token, IdentitySources = ["method.request.header.Authorization"] },
    ];

    private static Api WithPolicy(string name, string id, string policy) =>
        Example.RestApi(Example.Route("GET /orders")) with { Id = id, Name = name, ResourcePolicy = policy };

    private static Api WithStage(string name, string id, Func<Stage, Stage> change) =>
        Example.RestApi(Example.Route("GET /orders")) with
        {
            Id = id,
            Name = name,
            Stages = ImmutableArray.Create(change(Example.RestStage(name))),
        };

    private static Api Http(string name) => Example.HttpApi(
        Example.Route("$default"),
        Example.Route("GET /jwt", AuthorizationKind.Jwt) with { AuthorizerId = "jwt" },
        Example.Route("GET /lambda", AuthorizationKind.Custom) with { AuthorizerId = "simple" },
        Example.Route("POST /lambda", AuthorizationKind.Custom) with { AuthorizerId = "simple" },
        Example.Route("GET /vpc") with { Integration = Behind(Example.Url("http://internal.example.com") with { ThroughVpcLink = true, ConnectionId = "link" }) }) with
    {
        Id = "http",
        Name = name,
        Cors = new() { AllowCredentials = true, AllowOrigins = ["*"] },
        Stages = ImmutableArray.Create(
            Example.AutomaticStage(name) with { LastDeploymentStatusMessage = "Deployment attempt failed: no route." },
            Example.AutomaticStage("forgotten") with { Usage = Example.Unused },
            Example.AutomaticStage("closed") with { Settings = [new() { Key = RouteSettings.DefaultKey, ThrottlingRate = 0, ThrottlingBurst = 0 }] }),
        Authorizers = ImmutableArray.Create(
            new Authorizer
            {
                Id = "jwt",
                Name = "jwt",
                Type = AuthorizerType.Jwt,
                JwtIssuer = "http://issuer.example.com",
                IdentitySources = ["$request.header.Authorization"],
            },
            new Authorizer { Id = "simple", Name = "simple", Type = AuthorizerType.Request, SimpleResponses = true, CacheSeconds = 300, IdentitySources = ["$request.header.Authorization"] }),
    };

    private static Api WebSocket(string name) =>
        Example.WebSocketApi(Example.Route("$connect"), Example.Route("$default")) with
        {
            Id = "socket",
            Name = name,
            DisableSchemaValidation = true,
            Usage = Example.Unused,
        };

    private static Fact<ImmutableArray<Domain>> Domains() => ImmutableArray.Create(
        Example.Domain("old.example.com", "own-domain", stage: null) with { SecurityPolicy = "TLS_1_0", CertificateArn = "certificate" },
        Example.Domain("mutual.example.com", "counting", stage: null) with
        {
            MutualTls = new()
            {
                TruststoreUri = "s3://trust/store.pem",
                TruststoreVersion = "1",
                TruststoreWarnings = ["A certificate has expired."],
            },
        },
        Example.Domain("private.example.com", "private") with { EndpointType = EndpointType.Private, Policy = OpenPolicy },
        Example.Domain("gone.example.com", "gone") with { SecurityPolicy = "SecurityPolicy_TLS13_1_2_2021_06", EndpointAccessMode = "BASIC" });
}
