using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Aws.Tests.Collection;

/// <summary>An account with something of every kind, so that every operation has something to answer.</summary>
internal static class SampleEstate
{
    public const string FunctionArn = "arn:aws:lambda:eu-west-1:123456789012:function:orders";

    public const string LogGroupArn = "arn:aws:logs:eu-west-1:123456789012:log-group:orders-access";

    private static readonly FakeCertificate Certificate = new("api.example.com");

    private static readonly FakePortalProduct Product = new("product001") { Endpoints = [new("GET", "/orders", "orders0001", "prod")] };

    private static readonly FakeApiKey Key = new("partner");

    private static readonly FakeRuleGroup OwnGroup = new("own group")
    {
        Rules = [Rule("block bots", 0, "Block", "ByteMatchStatement")],
    };

    private static readonly FakeIpSet Office = new("office") { Addresses = ["192.0.2.0/24"] };

    private static readonly FakeWebAcl WebAcl = new("front")
    {
        LogDestinations = ["arn:aws:logs:eu-west-1:123456789012:log-group:aws-waf-logs-front"],
        Rules =
        [
            new JsonObject
            {
                ["Name"] = "own",
                ["Priority"] = 1,
                ["Statement"] = new JsonObject { ["RuleGroupReferenceStatement"] = new JsonObject { ["ARN"] = OwnGroup.Arn(Collected.Region, Collected.AccountId) } },
                ["OverrideAction"] = new JsonObject { ["None"] = new JsonObject() },
            },
            new JsonObject
            {
                ["Name"] = "core",
                ["Priority"] = 2,
                ["Statement"] = new JsonObject { ["ManagedRuleGroupStatement"] = new JsonObject { ["VendorName"] = "AWS", ["Name"] = FakeManagedRuleGroup.CommonRuleSet.Name } },
                ["OverrideAction"] = new JsonObject { ["None"] = new JsonObject() },
            },
            Rule("office", 3, "Allow", "IPSetReferenceStatement", new() { ["ARN"] = Office.Arn(Collected.Region, Collected.AccountId) }),
        ],
    };

    public static FakeAccount Account { get; } = new()
    {
        Users = [new("jane") { InlinePolicies = ImmutableSortedDictionary<string, string>.Empty.Add("all", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"execute-api:*","Resource":"*"}}""") }],
        Regions =
        [
            new(Collected.Region)
            {
                Settings = new() { CloudwatchRoleArn = "arn:aws:iam::123456789012:role/logs" },
                RestApis =
                [
                    new("orders")
                    {
                        Id = "orders0001",
                        Authorizers = [new("token") { AuthorizerUri = $"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/{FunctionArn}/invocations" }],
                        SecurityPolicy = "TLS_1_2",
                        RequestValidators = [new("body") { Id = "val001", ValidateRequestBody = true }],
                        Methods =
                        [
                            new("GET", "/orders") { AuthorizationType = "CUSTOM", AuthorizerId = new FakeAuthorizer("token").Id, Integration = FakeIntegration.Lambda(FunctionArn) },
                            new("POST", "/orders") { AuthorizationType = "CUSTOM", AuthorizerId = new FakeAuthorizer("token").Id, RequestValidatorId = "val001", Integration = FakeIntegration.Lambda(FunctionArn + ":live") },
                            new("OPTIONS", "/orders") { Integration = new() { Responses = ImmutableDictionary<string, FakeIntegrationResponse>.Empty.Add("200", FakeIntegrationResponse.Cors("https://shop.example")) } },
                        ],
                        Stages = [new("prod") { WebAclArn = WebAcl.Arn(Collected.Region, Collected.AccountId), AccessLogSettings = new(LogGroupArn, "$context.requestId") }],
                    },
                    new("edited")
                    {
                        Id = "edited0001",
                        SecurityPolicy = "TLS_1_2",
                        Methods = [new("GET", "/new") { AuthorizationType = "AWS_IAM" }],
                        Deployments = [new("dep001") { Methods = [new("GET", "/old") { AuthorizationType = "AWS_IAM" }] }],
                        Stages = [new("prod") { DeploymentId = "dep001" }],
                    },
                    new("shelved"),
                ],
                Apis =
                [
                    new("shop") { Id = "shop000001", Authorizers = [new("jwt") { Issuer = "https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Shop", Audience = ["web"] }], Routes = [new("GET /") { IntegrationId = "int0001" }], Integrations = [new("int0001") { Type = "HTTP_PROXY", Uri = "https://shop.example" }], Stages = [new() { AutoDeploy = true }] },
                    new("chat", "WEBSOCKET") { Id = "chat000001", Routes = [new("$connect")], Stages = [new("live") { AutoDeploy = true }] },
                ],
                Domains =
                [
                    new("api.example.com") { CertificateArn = Certificate.Arn(Collected.Region, Collected.AccountId), Mappings = [new("orders0001", "prod", "orders/v1"), new("shop000001", "$default")] },
                    new("rules.example.com") { CertificateArn = Certificate.Arn(Collected.Region, Collected.AccountId), RoutingMode = "ROUTING_RULE_ONLY", RoutingRules = [new(10, "orders0001", "prod")] },
                    new("inside.example.com") { CertificateArn = Certificate.Arn(Collected.Region, Collected.AccountId), EndpointType = "PRIVATE", DomainNameId = "d1e2f3", Mappings = [new("orders0001", "prod")] },
                ],
                UsagePlans = [new("gold") { Throttle = new(10, 5), ApiStages = [new("orders0001", "prod")], KeyIds = [Key.Id] }],
                ApiKeys = [Key],
                VpcLinks = [new("inside"), new("inside too") { IsV2 = true }],
                ClientCertificates = [new("cert01")],
                Certificates = [Certificate],
                AccessAssociations =
                [
                    new("inside.example.com", "vpce-1"),
                    new("inside.example.com", "vpce-2") { IsOfAnotherAccount = true },
                ],
                Portals = [new("portal0001") { IncludedPortalProductArns = [Product.Arn(Collected.Region, Collected.AccountId)] }],
                PortalProducts = [Product],
                Alarms = [new("orders 5xx") { Dimensions = ImmutableSortedDictionary<string, string>.Empty.Add("ApiName", "orders"), AlarmActions = ["arn:aws:sns:eu-west-1:123456789012:ops"] }],
                LogGroups = [new("orders-access") { RetentionInDays = 90 }],
                UserPools = [new("eu-west-1_Shop") { AllowAdminCreateUserOnly = true }],
                ConfigRules = [new("api-gw-associated-with-waf")],
                WebAcls = [WebAcl],
                RuleGroups = [OwnGroup],
                IpSets = [Office],
                ConfigurationRecorders = [new()],
                DeliveryChannels = [new()],
                Functions = [new("orders") { Aliases = ["live"], Policy = """{"Version":"2012-10-17","Statement":[]}""" }],
            },
        ],
    };

    public static JsonObject Rule(string name, int priority, string action, string statement, JsonObject? content = null) => new()
    {
        ["Name"] = name,
        ["Priority"] = priority,
        ["Statement"] = new JsonObject { [statement] = content ?? [] },
        ["Action"] = new JsonObject { [action] = new JsonObject() },
    };
}
