using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Cli.Tests.Support;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Cli.Tests;

/// <summary>From what is deployed to the line of the template that made it, through the command line (<c>--source</c>).</summary>
public sealed class SourceTests : CliTests
{
    private const string Region = "eu-west-1";

    private const string CloudFormation = """
        Resources:
          Orders:
            Type: AWS::ApiGateway::RestApi
            Properties: { Name: orders, EndpointConfiguration: { Types: [REGIONAL] } }
          Things:
            Type: AWS::ApiGateway::Resource
            Properties: { RestApiId: !Ref Orders, ParentId: !GetAtt Orders.RootResourceId, PathPart: orders }
          Read:
            Type: AWS::ApiGateway::Method
            Properties:
              RestApiId: !Ref Orders
              ResourceId: !Ref Things
              HttpMethod: GET
              AuthorizationType: AWS_IAM
              Integration: { Type: MOCK }
          Deployment:
            Type: AWS::ApiGateway::Deployment
            Properties: { RestApiId: !Ref Orders }
          Stage:
            Type: AWS::ApiGateway::Stage
            Properties: { RestApiId: !Ref Orders, DeploymentId: !Ref Deployment, StageName: prod }
        """;

    // What cdk synth writes: JSON, hashes in the ids, the path of the construct beside each resource.
    private const string Cdk = """
        {
          "Resources": {
            "OrdersA1B2C3D4": {
              "Type": "AWS::ApiGateway::RestApi",
              "Properties": { "Name": "orders", "EndpointConfiguration": { "Types": ["REGIONAL"] } },
              "Metadata": { "aws:cdk:path": "Shop/Orders/Resource" }
            },
            "OrdersordersE5F6": {
              "Type": "AWS::ApiGateway::Resource",
              "Properties": {
                "RestApiId": { "Ref": "OrdersA1B2C3D4" }, "PathPart": "orders",
                "ParentId": { "Fn::GetAtt": ["OrdersA1B2C3D4", "RootResourceId"] }
              },
              "Metadata": { "aws:cdk:path": "Shop/Orders/Default/orders/Resource" }
            },
            "OrdersordersGET0718": {
              "Type": "AWS::ApiGateway::Method",
              "Properties": {
                "RestApiId": { "Ref": "OrdersA1B2C3D4" }, "ResourceId": { "Ref": "OrdersordersE5F6" }, "HttpMethod": "GET",
                "AuthorizationType": "AWS_IAM",
                "Integration": { "Type": "MOCK" }
              },
              "Metadata": { "aws:cdk:path": "Shop/Orders/Default/orders/GET/Resource" }
            }
          }
        }
        """;

    private const string Sam = """
        Transform: AWS::Serverless-2016-10-31
        Resources:
          Orders:
            Type: AWS::Serverless::Api
            Properties:
              Name: orders
              StageName: prod
              EndpointConfiguration: { Type: REGIONAL }
              Auth: { DefaultAuthorizer: AWS_IAM }
          Read:
            Type: AWS::Serverless::Function
            Properties:
              Runtime: nodejs22.x
              Handler: index.handler
              InlineCode: x
              Events:
                Get:
                  Type: Api
                  Properties: { RestApiId: !Ref Orders, Path: /orders, Method: get }
        """;

    private const string State = """
        {
          "format_version": "1.0",
          "values": { "root_module": { "resources": [
            { "address": "aws_api_gateway_rest_api.orders", "mode": "managed", "type": "aws_api_gateway_rest_api", "name": "orders",
              "values": { "id": "ID", "name": "orders", "endpoint_configuration": [ { "types": ["REGIONAL"] } ] } }
          ] } }
        }
        """;

    private static readonly string[] Asked = ["--rule", "AGW1001", "--rule", "AGW7004"];

    public static TheoryData<string, string, string, int> Templates => new()
    {
        { "template.yaml", CloudFormation, "Orders", 14 },
        { "cdk.out/Shop.template.json", Cdk, "OrdersA1B2C3D4", 20 },
        // SAM keeps the logical id of an API, and its default authorizer is what the route has.
        { "sam.yaml", Sam, "Orders", 9 },
    };

    // Resource tags: CloudFormation adds aws:cloudformation:stack-name and aws:cloudformation:logical-id.
    [Theory, MemberData(nameof(Templates))]
    public async Task The_line_comes_first_and_the_inventory_is_related(string file, string template, string id, int line)
    {
        Written($"infrastructure/{file}", template);
        await using var aws = await FakeAwsServer.StartAsync(Deployed(id));

        var run = await Scan(aws, "--source", "infrastructure");

        run.ExitCode.ShouldBe(ExitCode.Findings, run.Error);
        run.Error.ShouldContain("Traced to templates: 1 of 1 APIs.");
        var open = Results("AGW1001").ShouldHaveSingleItem();
        Place(open.GetProperty("locations")[0]).ShouldBe(($"infrastructure/{file}", line));
        open.GetProperty("locations").GetArrayLength().ShouldBe(1);
        Place(open.GetProperty("relatedLocations")[0]).File.ShouldBe("auditor-report/inventory.json");
        open.GetProperty("relatedLocations")[0].GetProperty("message").GetProperty("text").GetString().ShouldNotBeNull()
            .ShouldContain($"by stack 'shop' and logical id '{id}' in its tags");
        var drift = Results("AGW7004").ShouldHaveSingleItem();
        drift.GetProperty("message").GetProperty("text").GetString().ShouldNotBeNull().ShouldContain(
            "AuthorizationType of route 'GET /orders' is AWS_IAM in the template and NONE on stage 'prod'");
        Place(drift.GetProperty("locations")[0]).ShouldBe(($"infrastructure/{file}", line));

        // The same is said of the inventory that was read.
        File.Move(PathOf("auditor-report/inventory.json"), PathOf("before.json"));
        var check = await Run(["check", "--inventory", "before.json", "--source", "infrastructure", .. Asked]);

        check.ExitCode.ShouldBe(ExitCode.Findings, check.Error);
        Place(Results("AGW1001").ShouldHaveSingleItem().GetProperty("locations")[0]).ShouldBe(($"infrastructure/{file}", line));
        Place(Results("AGW7004").ShouldHaveSingleItem().GetProperty("locations")[0]).ShouldBe(($"infrastructure/{file}", line));
    }

    [Theory]
    [InlineData("by its id and address", "aws_api_gateway_rest_api.orders")]
    [InlineData("by its name, which is likely and not certain", "")]
    public async Task Terraform_is_certain_by_the_id_and_likely_by_the_name(string because, string address)
    {
        var deployed = Deployed(id: null);
        Written("state.json", State.Replace("ID", address.Length > 0 ? deployed.RestApis[0].Id : "other", StringComparison.Ordinal));
        await using var aws = await FakeAwsServer.StartAsync(deployed);

        var run = await Scan(aws, "--source", ".");

        run.Error.ShouldContain(address.Length > 0 ? "1 of 1 APIs." : "1 of 1 APIs, 1 of them likely and not certain.");
        var open = Results("AGW1001").ShouldHaveSingleItem();
        Place(open.GetProperty("locations")[0]).File.ShouldBe("state.json");
        var text = open.GetProperty("relatedLocations")[0].GetProperty("message").GetProperty("text").GetString().ShouldNotBeNull();
        text.ShouldContain(because);
        text.ShouldContain(address);
    }

    [Theory]
    [InlineData("scan")]
    [InlineData("check")]
    public async Task A_folder_that_is_not_there_is_said_before_anything_is_read(string command) =>
        (await Run(
        [
            command, "--source", "infrastructur",
            .. command is "scan" ? ["--region", Region] : new[] { "--inventory", "inventory.json" },
        ]))
        .ShouldRefuse("--source", "there is no 'infrastructur'");

    [Fact]
    public async Task Templates_that_match_nothing_are_said_once_and_change_nothing()
    {
        Written("infrastructure/template.yaml", CloudFormation);
        await using var aws = await FakeAwsServer.StartAsync(Deployed("Elsewhere"));

        var run = await Scan(aws, "--source", "infrastructure");

        run.ExitCode.ShouldBe(ExitCode.Findings);
        run.Error.Split("Traced to templates: 0 of 1 APIs.").Length.ShouldBe(2, run.Error);
        run.Error.Split("No template was found for 'orders'.").Length.ShouldBe(2, run.Error);
        Results("AGW7004").ShouldBeEmpty();
        var open = Results("AGW1001").ShouldHaveSingleItem();
        Place(open.GetProperty("locations")[0]).File.ShouldBe("auditor-report/inventory.json");
        open.TryGetProperty("relatedLocations", out _).ShouldBeFalse();
    }

    [Fact]
    public async Task A_folder_without_templates_is_no_error()
    {
        Directory.CreateDirectory(PathOf("empty"));
        await using var aws = await FakeAwsServer.StartAsync(Deployed("Orders"));

        var run = await Scan(aws, "--source", "empty");

        run.ExitCode.ShouldBe(ExitCode.Findings);
        run.Error.ShouldContain("Traced to templates: 0 of 1 APIs.");
    }

    private static FakeRegion Deployed(string? id)
    {
        var tags = id is null ? new Dictionary<string, string>() : new()
        {
            ["aws:cloudformation:stack-name"] = "shop",
            ["aws:cloudformation:logical-id"] = id,
        };
        return new(Region)
        {
            RestApis =
            [
                new("orders")
                {
                    Tags = tags.ToImmutableDictionary(StringComparer.Ordinal),
                    Methods =
                    [
                        new("GET", "/orders") { Integration = new() { Type = "HTTP_PROXY", Uri = "https://orders.internal.example/" } },
                    ],
                    Stages = [new("prod")],
                },
            ],
        };
    }

    private Task<CliRun> Scan(FakeAwsServer aws, params string[] more) =>
        Run(["scan", "--endpoint-url", aws.Url.AbsoluteUri, "--max-rate", "1000000", "--region", Region, .. Asked, .. more]);

    private List<JsonElement> Results(string rule)
    {
        using var sarif = JsonDocument.Parse(File.ReadAllText(PathOf("auditor-report/auditor.sarif")));
        return
        [
            .. sarif.RootElement.GetProperty("runs").EnumerateArray()
                .SelectMany(run => run.GetProperty("results").EnumerateArray())
                .Where(result => result.GetProperty("ruleId").GetString() == rule)
                .Select(result => result.Clone()),
        ];
    }

    private static (string File, int Line) Place(JsonElement location)
    {
        var place = location.GetProperty("physicalLocation");
        return (
            place.GetProperty("artifactLocation").GetProperty("uri").GetString() ?? "",
            place.GetProperty("region").GetProperty("startLine").GetInt32());
    }

    private void Written(string name, string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(PathOf(name)) ?? Folder);
        File.WriteAllText(PathOf(name), text);
    }
}
