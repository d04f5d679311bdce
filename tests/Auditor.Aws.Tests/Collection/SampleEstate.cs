using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Aws.Tests.Collection;

/// <summary>An account with something of every kind, so that every operation has something to answer.</summary>
internal static class SampleEstate
{
    public const string FunctionArn = "arn:aws:lambda:eu-west-1:123456789012:function:orders";

    private static readonly FakeRuleGroup OwnGroup = new("own group")
    {
        Rules = [Rule("block bots", 0, "Block", "ByteMatchStatement")],
    };

    private static readonly FakeIpSet Office = new("office") { Addresses = ["192.0.2.0/24"] };

    private static readonly FakeWebAcl WebAcl = new("front")
    {
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
        Users = [new("jane") { InlinePolicies = System.Collections.Immutable.ImmutableSortedDictionary<string, string>.Empty.Add("all", """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"execute-api:*","Resource":"*"}}""") }],
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
                        Methods = [new("GET", "/orders") { AuthorizationType = "CUSTOM", AuthorizerId = new FakeAuthorizer("token").Id, Integration = FakeIntegration.Lambda(FunctionArn) }],
                        Stages = [new("prod") { WebAclArn = WebAcl.Arn(Collected.Region, Collected.AccountId) }],
                    },
                    new("edited")
                    {
                        Id = "edited0001",
                        Methods = [new("GET", "/new") { AuthorizationType = "AWS_IAM" }],
                        Deployments = [new("dep001") { Methods = [new("GET", "/old") { AuthorizationType = "AWS_IAM" }] }],
                        Stages = [new("prod") { DeploymentId = "dep001" }],
                    },
                    new("shelved"),
                ],
                Apis =
                [
                    new("shop") { Id = "shop000001", Routes = [new("GET /") { IntegrationId = "int0001" }], Integrations = [new("int0001") { Type = "HTTP_PROXY", Uri = "https://shop.example" }], Stages = [new() { AutoDeploy = true }] },
                    new("chat", "WEBSOCKET") { Id = "chat000001", Routes = [new("$connect")], Stages = [new("live") { AutoDeploy = true }] },
                ],
                Domains =
                [
                    new("api.example.com") { Mappings = [new("orders0001", "prod", "orders/v1"), new("shop000001", "$default")] },
                    new("rules.example.com") { RoutingMode = "ROUTING_RULE_ONLY", RoutingRules = [new(10, "orders0001", "prod")] },
                    new("inside.example.com") { EndpointType = "PRIVATE", DomainNameId = "d1e2f3", Mappings = [new("orders0001", "prod")] },
                ],
                UsagePlans = [new("gold") { Throttle = new(10, 5), ApiStages = [new("orders0001", "prod")] }],
                WebAcls = [WebAcl],
                RuleGroups = [OwnGroup],
                IpSets = [Office],
                ConfigurationRecorders = [new()],
                DeliveryChannels = [new()],
                Functions = [new("orders") { Policy = """{"Version":"2012-10-17","Statement":[]}""" }],
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
