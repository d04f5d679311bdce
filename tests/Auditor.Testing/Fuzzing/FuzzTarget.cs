using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using Auditor.Core.Inventory;
using Auditor.Testing.Estates;

namespace Auditor.Testing.Fuzzing;

/// <summary>A kind of file that the command reads, one that is good, and the command that reads it.</summary>
/// <param name="Name">What it is.</param>
/// <param name="FileName">What the file is called.</param>
/// <param name="Good">What stands in one that is good.</param>
/// <param name="Arguments">The command, with <c>FILE</c> for the file and <c>GOOD</c> for a good inventory.</param>
public sealed record FuzzTarget(string Name, string FileName, string Good, ImmutableArray<string> Arguments)
{
    private const string Policy = """{"Version":"2012-10-17","Statement":[{"Sid":"a","Effect":"Allow","Principal":{"AWS":["*","arn:aws:iam::111122223333:role/r"]},"Action":["execute-api:Invoke"],"Resource":["execute-api:/*"],"Condition":{"IpAddress":{"aws:SourceIp":["203.0.113.0/24"]},"StringLike":{"aws:UserAgent":"*bot*"}}},{"Effect":"Deny","Principal":"*","NotAction":"execute-api:Invoke","NotResource":"execute-api:/prod/*","Condition":{"DateLessThan":{"aws:CurrentTime":"2030-01-01T00:00:00Z"}}}]}""";

    private const string Settings = """
        regions: [eu-west-1]
        rules:
          enable: [untagged]
          skip: [tracing-off]
          options:
            unused-api: { windowDays: 90 }
        severity: { stage-without-access-log: low }
        suppressions:
          - rule: route-without-authorization
            api: status-*
            route: GET /health
            reason: Public on purpose
            until: 2027-03-31
            acceptedBy: alice
            acceptedOn: 2026-11-29
            acceptedFor: { severity: high, audience: internet }
            except: { stage: prod }
        failOn: medium
        maxRate: 5
        """;

    private const string Template = """
        AWSTemplateFormatVersion: '2010-09-09'
        Transform: AWS::Serverless-2016-10-31
        Parameters:
          Stage: { Type: String, Default: prod, AllowedValues: [prod, test] }
        Conditions:
          IsProd: !Equals [!Ref Stage, prod]
        Resources:
          Api:
            Type: AWS::ApiGateway::RestApi
            Properties:
              Name: !Sub '${AWS::StackName}-orders'
              Body: { openapi: 3.0.1, paths: { /orders: { get: { x-amazon-apigateway-integration: { type: mock } } } } }
          Deployment:
            Type: AWS::ApiGateway::Deployment
            Properties: { RestApiId: !Ref Api, StageName: !If [IsProd, prod, test] }
          Http:
            Type: AWS::Serverless::HttpApi
            Properties: { StageName: !Join ['', [a, b]], CorsConfiguration: true }
        """;

    private const string OpenApi = """{"openapi":"3.0.1","info":{"title":"orders","version":"1"},"servers":[{"url":"https://a1.execute-api.eu-west-1.amazonaws.com/{basePath}","variables":{"basePath":{"default":"prod"}}}],"paths":{"/orders/{id}":{"get":{"parameters":[{"name":"id","in":"path","required":true,"schema":{"type":"string"}}],"security":[{"auth":[]}],"x-amazon-apigateway-integration":{"type":"aws_proxy","uri":"arn:aws:apigateway:eu-west-1:lambda:path/2015-03-31/functions/arn:aws:lambda:eu-west-1:111122223333:function:f/invocations"}},"x-amazon-apigateway-any-method":{}}},"components":{"securitySchemes":{"auth":{"type":"apiKey","name":"Authorization","in":"header","x-amazon-apigateway-authtype":"custom"}}}}""";

    private const string Plan = """
        {
          "format_version": "1.2",
          "terraform_version": "1.9.0",
          "planned_values": {
            "root_module": {
              "resources": [
                {
                  "address": "aws_api_gateway_rest_api.orders",
                  "mode": "managed",
                  "type": "aws_api_gateway_rest_api",
                  "name": "orders",
                  "provider_name": "registry.terraform.io/hashicorp/aws",
                  "values": {
                    "name": "orders",
                    "endpoint_configuration": [
                      {
                        "types": [
                          "REGIONAL"
                        ]
                      }
                    ]
                  }
                },
                {
                  "address": "aws_api_gateway_method.get[0]",
                  "mode": "managed",
                  "type": "aws_api_gateway_method",
                  "name": "get",
                  "index": 0,
                  "provider_name": "registry.terraform.io/hashicorp/aws",
                  "values": {
                    "http_method": "GET",
                    "authorization": "NONE"
                  }
                }
              ]
            }
          },
          "resource_changes": [
            {
              "address": "aws_api_gateway_rest_api.orders",
              "mode": "managed",
              "type": "aws_api_gateway_rest_api",
              "name": "orders",
              "change": {
                "actions": [
                  "create"
                ],
                "before": null,
                "after": {
                  "name": "orders"
                },
                "after_unknown": {
                  "id": true
                }
              }
            }
          ],
          "configuration": {
            "root_module": {
              "resources": [
                {
                  "address": "aws_api_gateway_method.get",
                  "mode": "managed",
                  "type": "aws_api_gateway_method",
                  "name": "get",
                  "count_expression": {
                    "constant_value": 1
                  },
                  "expressions": {
                    "rest_api_id": {
                      "references": [
                        "aws_api_gateway_rest_api.orders.id",
                        "aws_api_gateway_rest_api.orders"
                      ]
                    },
                    "http_method": {
                      "constant_value": "GET"
                    }
                  }
                }
              ]
            }
          }
        }
        """;

    private const string Report = """
        # {{ gate }}
        {{ for finding in findings }}
        {{ if finding.severity == "high" }}* {{ finding.message }} ({{ finding.ruleId }}){{ end }}
        {{ end }}
        """;

    private bool IsJson => Good.TrimStart() is ['{', ..];

    /// <summary>All of them.</summary>
    /// <param name="findings">A good findings.json.</param>
    /// <param name="sarif">A good SARIF file.</param>
    public static ImmutableArray<FuzzTarget> All(string findings, string sarif) =>
    [
        new("inventory", "inventory.json", GoodInventory(Policy), ["check", "--inventory", "FILE"]),
        new("policy", "inventory.json", Policy, ["check", "--inventory", "FILE"]) { IsPolicy = true },
        new("auditor.yaml", "auditor.yaml", Settings, ["check", "--inventory", "GOOD", "--config", "FILE"]),
        new("baseline", "findings.json", findings, ["check", "--inventory", "GOOD", "--baseline", "FILE"]),
        new("SARIF baseline", "auditor.sarif", sarif, ["check", "--inventory", "GOOD", "--baseline", "FILE"]),
        new("CloudFormation template", "template.yaml", Template, ["check", "FILE"]),
        new("OpenAPI file", "openapi.json", OpenApi, ["check", "FILE"]),
        new("Terraform plan", "plan.json", Plan, ["check", "FILE"]),
        new("report template", "issues.md.sbn", Report, ["check", "--inventory", "GOOD", "--template", "FILE"]),
        new("inventory to compare", "other.json", GoodInventory(Policy), ["diff", "GOOD", "FILE"]),
        new("inventory to merge", "other.json", GoodInventory(Policy), ["merge", "GOOD", "FILE"]),
    ];

    /// <summary>Whether the file is a policy inside of an inventory.</summary>
    public bool IsPolicy { get; private init; }

    /// <summary>An inventory that is good.</summary>
    public static string GoodInventory(string policy = Policy) => Encoding.UTF8.GetString(InventoryFile.Write(SmallEstate.Of(
        Example.RestApi([Example.Route("GET /orders"), Example.Route("ANY /{proxy+}")]) with { ResourcePolicy = policy },
        Example.HttpApi([Example.Route("GET /orders")]) with { Id = "h1" },
        Example.WebSocketApi([Example.Route("$connect")]) with { Id = "w1" })));

    /// <summary>The file of a seed; the same for ever.</summary>
    public byte[] File(int seed)
    {
        var random = new Random(seed);
        var mutated = IsJson && random.Next(4) > 0 ? Encoding.UTF8.GetBytes(JsonMutation.Of(random, Good)) : TextMutation.Of(random, Good);
        return IsPolicy ? Encoding.UTF8.GetBytes(Replaced(Encoding.UTF8.GetString(mutated))) : mutated;
    }

    private static string Replaced(string policy)
    {
        var root = JsonNode.Parse(GoodInventory()) ?? new JsonObject();
        root["scopes"]![0]!["restApis"]![0]!["resourcePolicy"] = policy;
        return root.ToJsonString();
    }
}
