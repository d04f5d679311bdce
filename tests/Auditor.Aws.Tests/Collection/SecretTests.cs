using System.Collections.Immutable;
using System.Text;
using Auditor.Core.Inventory;
using Auditor.Core.Secrets;
using Auditor.Testing.Estates;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.Aws.Tests.Collection;

public sealed class SecretTests
{
    [Fact]
    public void A_house_can_name_stage_variables_that_hold_secrets()
    {
        var arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:license";
        var api = SmallEstate.Rest().WithStage(stage => stage with
        {
            Variables =
            [
                new() { Name = "LicenseA", Value = "4711" },
                new() { Name = "licenseArn", Value = arn },
                new() { Name = "licenseEmpty", Value = "" },
                new() { Name = "orders", Value = "4712" },
            ],
        });

        var variables = SecretFilter.Over(api, ["license*"]).Scopes[0].KnownApis.Single().Stages.Value[0].Variables;

        variables.Select(variable => (variable.Name, Value: SecretMark.Stable(variable.Value ?? ""), variable.Redacted)).ShouldBe(
        [
            ("LicenseA", "[secret: named in the settings]", true),
            ("licenseArn", arn, false),
            ("licenseEmpty", "", false),
            ("orders", "4712", false),
        ]);
    }

    // What only an attacker or the owner should know, planted wherever AWS lets somebody write and in what the service says when it fails.
    private const string AccessKey = "AKIAZQ3DPLANTEDKEY00";
    private const string Jwt = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJwbGFudGVkIn0.c2lnbmF0dXJl";
    private const string Password = "hunter2hunter2";
    private const string KeyValue = "zUqB8mK3vT9wXyR5nLpA";
    private const string ClientSecret = "1nq8bT5rW7yU3iO9pA2sD4fG6hJ8kL0z";
    private const string SessionToken = "IQoJb3JpZ2luX2VjEPlantedPlantedPlanted1234567890==";
    private static readonly string[] Planted = [AccessKey, Jwt, Password, KeyValue, ClientSecret, SessionToken];

    [Fact]
    public async Task No_secret_reaches_the_inventory()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [Poisoned] });

        var account = await Collected.AccountAsync(aws);
        var scope = await Collected.ScopeAsync(aws);

        scope.Gaps.ShouldBeEmpty();
        Reveals(account, scope, aws).ShouldBeEmpty();
        var rest = scope.RestApis.Value.Single();
        rest.Stages.Value[0].Variables.Select(variable => (variable.Name, SecretMark.Stable(variable.Value ?? ""), variable.Redacted))
            .ShouldBe([("dbPassword", "[secret: password]", true), ("function", "orders", false), ("jwt", "[secret: token]", true)]);
        SecretMark.Stable(rest.Routes.Value[0].Integration.Value.ShouldNotBeNull().Uri ?? "")
            .ShouldBe("https://[secret: credential in an address]@backend.example/x?api_key=[secret: key]");
        rest.Tags["owner"].ShouldBe("orders-team");
        SecretMark.Stable(rest.Tags["deploy-token"]).ShouldBe("[secret: token]");
    }

    [Theory]
    [InlineData("GetRestApis")]
    [InlineData("GetStages")]
    [InlineData("GetResources")]
    [InlineData("GetWebACL")]
    [InlineData("GetPolicy")]
    [InlineData("GetApiKeys")]
    [InlineData("GetUsagePlanKeys")]
    [InlineData("GetClientCertificates")]
    [InlineData("GetGatewayResponses")]
    [InlineData("ListPortals")]
    [InlineData("DescribeCertificate")]
    [InlineData("DescribeUserPool")]
    [InlineData("DescribeLogGroups")]
    [InlineData("ListFunctionUrlConfigs")]
    [InlineData("DescribeConfigRules")]
    [InlineData("GetAccountAuthorizationDetails")]
    public async Task No_secret_that_a_service_repeats_in_an_error_reaches_a_gap(string operation)
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [SampleEstate.Account] });
        var message = $"No: password={Password}, access key {AccessKey}, \"apiKey\":\"{KeyValue}\", https://u:{Password}@host/, "
            + $"client_secret: {ClientSecret}, Bearer {Jwt} x-amz-security-token:{SessionToken}";
        aws.Inject(FakeFault.Error(operation, 400, "BadRequestException", message).Always);

        var account = await Collected.AccountAsync(aws);
        var scope = await Collected.ScopeAsync(aws);

        ImmutableArray<Gap> gaps = [.. account.Gaps, .. scope.Gaps];
        gaps.ShouldContain(gap => gap.Operation.EndsWith(":" + operation, StringComparison.Ordinal)
            && gap.Message.Contains("No: password=[secret: password]", StringComparison.Ordinal));
        Reveals(account, scope, aws).ShouldBeEmpty();
    }

    private static FakeAccount Poisoned
    {
        get
        {
            var tags = ImmutableDictionary<string, string>.Empty.Add("owner", "orders-team")
                .Add("deploy-token", Password)
                .Add("note", AccessKey);
            var variables = ImmutableDictionary<string, string>.Empty.Add("dbPassword", Password).Add("function", "orders").Add("jwt", Jwt);
            var parameters = ImmutableDictionary<string, string>.Empty.Add("integration.request.header.Authorization", $"'Bearer {Jwt}'")
                .Add("integration.request.querystring.key", $"'{KeyValue}'");
            var responses = ImmutableDictionary<string, FakeIntegrationResponse>.Empty.Add("200", new()
            {
                ResponseParameters = ImmutableDictionary<string, string>.Empty.Add(
                    "method.response.header.Access-Control-Allow-Origin", $"'https://u:{Password}@site.example/{Jwt}'")
                    .Add("method.response.header.Set-Cookie", $"'session={SessionToken}'"),
                ResponseTemplates = ImmutableDictionary<string, string>.Empty.Add("application/json", $$"""{"key":"{{KeyValue}}"}"""),
            });
            var uri = $"https://app:{Password}@backend.example/x?api_key={KeyValue}";
            var description = $"password: {Password}, key {AccessKey}, {ClientSecret}";
            var policy = $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*","Condition":{"StringEquals":{"aws:UserAgent":"{{AccessKey}}"} } } ] }""";
            var format = $"$context.requestId {AccessKey}";
            return new()
            {
                Users = [new("jane") { InlinePolicies = ImmutableSortedDictionary<string, string>.Empty.Add("all", policy) }],
                Regions =
                [
                    new(Collected.Region)
                    {
                        RestApis =
                        [
                            new("rest")
                            {
                                Id = "rest000001",
                                Description = description,
                                Tags = tags,
                                Policy = policy,
                                Methods = [new("GET", "/") { RequestParameters = ImmutableDictionary<string, bool>.Empty.Add("method.request.header.Authorization", true), AuthorizationType = "CUSTOM", AuthorizerId = "a1", Integration = FakeIntegration.Http(uri) with { RequestParameters = parameters, RequestTemplates = parameters, Responses = responses } }],
                                Authorizers = [new("lambda") { Id = "a1", AuthorizerUri = uri, IdentityValidationExpression = $"^{KeyValue}$" }],
                                Stages = [new("prod") { Variables = variables, CanarySettings = new("canary1") { StageVariableOverrides = variables }, Tags = tags, Description = description, AccessLogSettings = new("arn:aws:logs:eu-west-1:123456789012:log-group:g", format) }],
                                GatewayResponses = [new("UNAUTHORIZED") { ResponseParameters = parameters, ResponseTemplates = parameters }],
                            },
                        ],
                        Apis =
                        [
                            new("http")
                            {
                                Description = description,
                                Tags = tags,
                                Routes = [new("GET /") { IntegrationId = "i1", AuthorizationType = "JWT", AuthorizerId = "j1" }],
                                Authorizers = [new("jwt") { Id = "j1", Issuer = $"https://u:{Password}@issuer.example" }],
                                Integrations = [new("i1") { Type = "HTTP_PROXY", Uri = uri, RequestParameters = parameters }],
                                Stages = [new() { StageVariables = variables, Tags = tags, LastDeploymentStatusMessage = $"Deployment attempt failed: token = {ClientSecret}", AccessLogSettings = new("arn:aws:logs:eu-west-1:123456789012:log-group:g", format) }],
                            },
                        ],
                        Domains = [new("api.example.com") { Tags = tags, Mappings = [new("rest000001", "prod")] }],
                        UsagePlans = [new("gold") { Tags = tags, KeyIds = ["k1"], ApiStages = [new("rest000001", "prod")] }],
                        ClientCertificates = [new("cert01") { PemBody = ClientSecret, Description = description }],
                        VpcLinks =
                        [
                            new("inside") { Status = "FAILED", StatusMessage = $"No: password={Password}, {Jwt}" },
                            new("inside too") { IsV2 = true, Status = "FAILED", StatusMessage = $"No: password={Password}, {Jwt}" },
                        ],
                        ConfigRules = [new("mine") { InputParameters = $$"""{"password":"{{Password}}"}""" }],
                        ConfigurationRecorders = [new()],
                        Alarms = [new("5xx")],
                        ApiKeys = [new("partner") { Id = "k1", Value = KeyValue, Tags = tags, StageKeys = ["rest000001/prod"] }],
                        UserPools = [new("pool")],
                        Functions = [new("orders") { Policy = policy }],
                    },
                ],
            };
        }
    }

    [Fact]
    public async Task No_secret_reaches_the_cache()
    {
        var folder = Directory.CreateTempSubdirectory("auditor-cache-");
        // The deployment differs, so that an export is read, too.
        var rest = Poisoned.Regions[0].RestApis[0];
        var edited = rest with
        {
            Deployments = [new("dep001") { Methods = rest.Methods }],
            Methods = [.. rest.Methods, new("GET", "/new")],
            Stages = [rest.Stages[0] with { DeploymentId = "dep001" }],
        };
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeEstate { Accounts = [Poisoned with { Regions = [Poisoned.Regions[0] with { RestApis = [edited] }] }] });

        await Collected.ScopeAsync(aws, cache: new(folder.FullName));

        aws.CallCounts["GetExport"].ShouldBe(1);
        var kept = folder.EnumerateFiles("*", SearchOption.AllDirectories).Select(file => File.ReadAllText(file.FullName)).ToList();
        kept.Count.ShouldBe(2);
        Planted.Append(aws.Credentials.SecretAccessKey)
            .Where(secret => kept.Exists(text => text.Contains(secret, StringComparison.Ordinal)))
            .ShouldBeEmpty();
        folder.Delete(recursive: true);
    }

    // Everything that leaves the collector: the inventory with its gaps, and the log of calls.
    private static IEnumerable<string> Reveals(Account account, Scope scope, FakeAwsServer aws)
    {
        var inventory = Encoding.UTF8.GetString(InventoryFile.Write(
            new() { CollectedAt = DateTimeOffset.UnixEpoch, Accounts = [account], Scopes = [scope] }));
        // What a client must not even ask for.
        aws.Calls.ShouldNotContain(call => call.Query.Contains("includeValue=true", StringComparison.OrdinalIgnoreCase)
            || call.Query.Contains("includeValues=true", StringComparison.OrdinalIgnoreCase));
        return Planted.Append(aws.Credentials.SecretAccessKey).Where(secret => inventory.Contains(secret, StringComparison.Ordinal));
    }
}
