using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Testing.Secrets;

/// <summary>An account of the fake into which a secret was put wherever AWS lets somebody write, another one in each place.</summary>
public sealed class PlantedAccount
{
    /// <summary>The Region that it has.</summary>
    public const string Region = "eu-west-1";

    private const string Function = $"arn:aws:lambda:{Region}:123456789012:function:orders";

    private readonly List<PlantedSecret> _planted = [];
    private int _seed;

    private PlantedAccount(IEnumerable<(string Kind, Func<Random, (string Text, string Secret)> Make)> kinds)
    {
        var all = kinds.ToList();
        Account = new()
        {
            Roles = [.. all.Select((kind, index) => Role($"role{index}", kind))],
            Regions =
            [
                new(Region)
                {
                    RestApis = [.. all.Select((kind, index) => Rest(index, kind))],
                    Apis = [.. all.Select((kind, index) => Http(index, kind))],
                    UsagePlans = [.. all.Select((kind, index) => new FakeUsagePlan($"plan {index}") { Description = Text("description of a usage plan", kind), Tags = Tags("tag of a usage plan", kind), ApiStages = [new(RestId(index), "prod")] })],
                    VpcLinks = [.. all.Select((kind, index) => new FakeVpcLink($"link {index}") { Description = Text("description of a VPC link", kind), Tags = Tags("tag of a VPC link", kind), Status = "FAILED", StatusMessage = Text("status of a VPC link", kind) })],
                    Domains = [.. all.Select((kind, index) => new FakeDomain($"api{index}.example.com") { Tags = Tags("tag of a domain name", kind), Policy = Policy("policy of a domain name", kind) })],
                    ApiKeys = [.. all.Select((kind, index) => new FakeApiKey(Text("name of an API key", kind)) { Id = $"key{index:0000000}", Description = Text("description of an API key", kind), Tags = Tags("tag of an API key", kind) })],
                    ClientCertificates = [.. all.Select((kind, index) => new FakeClientCertificate($"cert{index:00}") { Description = Text("description of a client certificate", kind), Tags = Tags("tag of a client certificate", kind) })],
                    Functions = [new("orders") { Policy = Policy("policy of a function", all[0]) }],
                    WebAcls = [new("shop") { Rules = [.. all.Select((kind, index) => SearchFor(index, kind))] }],
                    Alarms = [.. all.Select((kind, index) => new FakeAlarm(Text("name of an alarm", kind)) { Dimensions = ImmutableSortedDictionary<string, string>.Empty.Add("ApiName", $"shop {index}") })],
                    ConfigRules = [new("mine") { InputParameters = Policy("parameters of a rule of AWS Config", all[0]) }],
                    ConfigurationRecorders = [new()],
                },
            ],
        };
    }

    /// <summary>All kinds of secrets, and texts that call something one.</summary>
    public static IEnumerable<(string Kind, Func<Random, (string Text, string Secret)> Make)> Kinds { get; } =
        [
            .. PlantedSecrets.SelfEvident.Select(kind => (kind.Kind, (Func<Random, (string, string)>)(random => kind.Make(random) is var secret
                ? (secret, secret)
                : default))),
            .. PlantedSecrets.Named,
        ];

    public FakeAccount Account { get; }

    public IReadOnlyList<PlantedSecret> Planted => _planted;

    public static PlantedAccount Of(IEnumerable<(string Kind, Func<Random, (string Text, string Secret)> Make)> kinds) => new(kinds);

    private static string RestId(int index) => $"rest{index:000000}";

    private static ImmutableDictionary<string, string> One(string name, string value) =>
        ImmutableDictionary<string, string>.Empty.Add(name, value);

    private string Text(string field, (string Kind, Func<Random, (string Text, string Secret)> Make) kind)
    {
        var (text, secret) = kind.Make(PlantedSecrets.Seeded(++_seed));
        _planted.Add(new(kind.Kind, field, secret));
        return text;
    }

    private string Query(string field, (string Kind, Func<Random, (string Text, string Secret)> Make) kind) =>
        $"https://backend.example.com/v1?note={Uri.EscapeDataString(Text(field, kind))}&page=2";

    private ImmutableDictionary<string, string> Tags(string field, (string Kind, Func<Random, (string Text, string Secret)> Make) kind) =>
        One("note", Text(field, kind)).Add("team", "shop");

    private string Policy(string field, (string Kind, Func<Random, (string Text, string Secret)> Make) kind) =>
        $$"""{"Version":"2012-10-17","Statement":[{"Sid":"Shop","Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*","Condition":{"StringEquals":{"aws:UserAgent":{{JsonSerializer.Serialize(Text(field, kind))}} } } ] }""";

    private FakeAccessLogSettings Log(string field, (string Kind, Func<Random, (string Text, string Secret)> Make) kind) =>
        new(
            $"arn:aws:logs:{Region}:123456789012:log-group:g",
            $$"""{"id":"$context.requestId","note":{{JsonSerializer.Serialize(Text(field, kind))}} }""");

    private FakeRole Role(string name, (string Kind, Func<Random, (string Text, string Secret)> Make) kind) => new(name)
    {
        AssumeRolePolicyDocument = Policy("trust policy of a role", kind)
            .Replace("execute-api:Invoke", "sts:AssumeRole", StringComparison.Ordinal),
        InlinePolicies = ImmutableSortedDictionary<string, string>.Empty.Add("own", Policy("policy of a role", kind)),
        Tags = ImmutableSortedDictionary<string, string>.Empty.Add("note", Text("tag of a role", kind)),
    };

    private FakeRestApi Rest(int index, (string Kind, Func<Random, (string Text, string Secret)> Make) kind) => new($"shop {index}")
    {
        Id = RestId(index),
        Description = $"Orders of the shop. {Text("description of an API", kind)} Ask the team.",
        Tags = Tags("tag of an API", kind),
        Policy = Policy("resource policy", kind),
        Methods =
        [
            new("GET", "/orders")
            {
                AuthorizationType = "CUSTOM",
                AuthorizerId = "a1",
                Integration = FakeIntegration.Http(Query("query of an integration", kind)) with
                {
                    RequestParameters = One("integration.request.header.x-note", $"'{Text("header of an integration", kind)}'"),
                    RequestTemplates = One(
                        "application/json", $$"""{"note":{{JsonSerializer.Serialize(Text("template of an integration", kind))}} }"""),
                    Responses = ImmutableDictionary<string, FakeIntegrationResponse>.Empty.Add(
                        "200", FakeIntegrationResponse.Cors(Text("origin that an integration allows", kind))),
                },
            },
            new("POST", "/orders") { Integration = FakeIntegration.Http($"https://backend.example.com/hooks/{Uri.EscapeDataString(Text("path of an integration", kind))}/orders") },
            new("PUT", "/orders") { Integration = FakeIntegration.Lambda(Function) },
        ],
        Authorizers = [new("lambda") { Id = "a1", AuthorizerUri = Query("address of an authorizer", kind), IdentityValidationExpression = $"^{Text("pattern of tokens", kind)}$" }],
        Stages =
        [
            new("prod")
            {
                Description = Text("description of a stage", kind),
                Tags = Tags("tag of a stage", kind),
                Variables = One("note", Text("stage variable", kind)),
                CanarySettings = new($"c{index:00000}") { StageVariableOverrides = One("note", Text("stage variable of a canary", kind)) },
                AccessLogSettings = Log("log format", kind),
                WebAclArn = new FakeWebAcl("shop").Arn(Region, "123456789012"),
            },
        ],
        GatewayResponses =
        [
            new("UNAUTHORIZED")
            {
                ResponseParameters = One("gatewayresponse.header.x-note", $"'{Text("header of a gateway response", kind)}'"),
                ResponseTemplates = One("application/json", Text("template of a gateway response", kind)),
            },
        ],
    };

    private FakeApi Http(int index, (string Kind, Func<Random, (string Text, string Secret)> Make) kind) => new($"web {index}")
    {
        Id = $"http{index:000000}",
        Description = Text("description of an HTTP API", kind),
        Tags = Tags("tag of an HTTP API", kind),
        CorsConfiguration = new() { AllowOrigins = [$"https://{index}.example.com", Text("origin", kind)], AllowMethods = ["GET"] },
        Routes =
        [
            new("GET /orders") { IntegrationId = "i1", AuthorizationType = "JWT", AuthorizerId = "j1" },
            new("POST /orders") { IntegrationId = "i1" },
        ],
        Authorizers = [new("jwt") { Id = "j1", Issuer = $"https://issuer.example.com/{Uri.EscapeDataString(Text("issuer", kind))}", Audience = [Text("audience", kind)] }],
        Integrations =
        [
            new("i1")
            {
                Type = "HTTP_PROXY",
                Uri = Query("query of an integration of an HTTP API", kind),
                RequestParameters = One("append:header.x-note", Text("header of an integration of an HTTP API", kind)),
                ResponseParameters = ImmutableDictionary<string, ImmutableDictionary<string, string>>.Empty.Add(
                    "200", One("append:header.x-note", Text("header of an answer of an HTTP API", kind))),
            },
        ],
        Stages =
        [
            new()
            {
                AutoDeploy = true,
                Description = Text("description of a stage of an HTTP API", kind),
                StageVariables = One("note", Text("stage variable of an HTTP API", kind)),
                LastDeploymentStatusMessage = $"Deployment failed: {Text("status of a deployment", kind)}",
                AccessLogSettings = Log("log format of an HTTP API", kind),
            },
        ],
    };

    private JsonObject SearchFor(int index, (string Kind, Func<Random, (string Text, string Secret)> Make) kind) => new()
    {
        ["Name"] = $"rule{index}",
        ["Priority"] = index,
        ["Action"] = new JsonObject { ["Block"] = new JsonObject() },
        ["Statement"] = new JsonObject
        {
            ["ByteMatchStatement"] = new JsonObject
            {
                ["SearchString"] = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes(Text("text that a web ACL looks for", kind))),
                ["FieldToMatch"] = new JsonObject { ["SingleHeader"] = new JsonObject { ["Name"] = "x-note" } },
                ["TextTransformations"] = new JsonArray(new JsonObject { ["Priority"] = 0, ["Type"] = "NONE" }),
                ["PositionalConstraint"] = "EXACTLY",
            },
        },
        ["VisibilityConfig"] = new JsonObject
        {
            ["SampledRequestsEnabled"] = false,
            ["CloudWatchMetricsEnabled"] = false,
            ["MetricName"] = $"rule{index}",
        },
    };
}
