using System.Text.Json;
using Auditor.Aws.Catalogue;
using Auditor.Aws.Permissions;
using Auditor.Aws.Reading;
using Auditor.Aws.Services.Config;
using Auditor.Aws.Services.Organizations;
using Auditor.Core.Metadata;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Aws.Tests.Collection;

public sealed class CallBudgetTests
{
    private static readonly FakeRestApi Big = new("big")
    {
        Id = "big0000001",
        Authorizers = [new("token")],
        Methods = [.. Enumerable.Range(0, 300).Select(i => new FakeMethod("GET", $"/orders/{i}"))],
        Deployments = [new("dep001"), new("dep002")],
        Stages = [new("prod") { DeploymentId = "dep001" }, new("test") { DeploymentId = "dep001", CanarySettings = new("dep002") }],
    };

    [Fact]
    public async Task Hundreds_of_methods_cost_no_more_calls_than_one()
    {
        await using var aws = await FakeAwsServer.StartAsync(Big);

        var scope = await Collected.ScopeAsync(aws, Needs.Exposure | Needs.Authorizers);

        scope.RestApis.Value.ShouldHaveSingleItem().Routes.Value.Length.ShouldBe(300);
        Collected.CallsOf(aws).ShouldBe([
            "GetApis /v2/apis?maxResults=500",
            "GetAuthorizers /restapis/big0000001/authorizers?limit=500",
            "GetCallerIdentity /",
            "GetDeployment /restapis/big0000001/deployments/dep001?embed=apisummary",
            "GetDeployment /restapis/big0000001/deployments/dep002?embed=apisummary",
            "GetDomainNames /domainnames?limit=500",
            "GetExport /restapis/big0000001/stages/prod/exports/oas30?extensions=apigateway%2Cauthorizers",
            "GetResources /restapis/big0000001/resources?embed=methods&limit=500",
            "GetRestApis /restapis?limit=500",
            "GetStages /restapis/big0000001/stages",
        ]);
        scope.Calls.ShouldContainKeyAndValue("apigateway:GetDeployment", 2);
        scope.Gaps.ShouldBeEmpty();
    }

    [Fact]
    [Trait("Category", "Exhaustive")]
    public async Task A_Region_with_hundreds_of_APIs_costs_a_handful_of_calls_for_each()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion(Collected.Region)
        {
            RestApis = [.. Enumerable.Range(0, 600).Select(i => new FakeRestApi($"rest {i}") { Methods = [new("GET", "/"), new("POST", "/a")], Stages = [new("prod"), new("test")] })],
            Apis = [.. Enumerable.Range(0, 300).Select(i => new FakeApi($"http {i}") { Routes = [new("GET /"), new("POST /a")], Stages = [new() { AutoDeploy = true }] })],
        });

        var scope = await Collected.ScopeAsync(aws, Needs.Routes);

        scope.RestApis.Value.Length.ShouldBe(600);
        scope.HttpAndWebSocketApis.Value.Length.ShouldBe(300);
        // Pages of 500 (second interface: as many as the server gives, here 100), and per API: stages, deployment, export and resources, or
        // stages, routes and integrations.
        aws.Calls.Length.ShouldBe(1 + 2 + (4 * 600) + 3 + (3 * 300));
        aws.UnexpectedCalls.ShouldBeEmpty();
        aws.Violations.ShouldBeEmpty();
        scope.Gaps.ShouldBeEmpty();
    }

    // First night: the stages, two for each distinct live deployment, and two for the working copy where it is read.
    [Theory]
    [InlineData(WorkingCopies.All, 60 * (1 + (2 * 2) + 2))]
    [InlineData(WorkingCopies.None, 60 * (1 + (2 * 2)))]
    public async Task A_REST_API_costs_no_more_than_its_ceiling(WorkingCopies copies, int ceiling)
    {
        await using var aws = await FakeAwsServer.StartAsync([.. Enumerable.Range(0, 60).Select(i => new FakeRestApi($"rest {i}")
        {
            Authorizers = [new("token")],
            RequestValidators = [new("body") { Id = "v1", ValidateRequestBody = true }],
            Methods =
            [
                new("GET", "/") { AuthorizationType = "CUSTOM", AuthorizerId = new FakeAuthorizer("token").Id },
                new("POST", "/a") { RequestValidatorId = "v1" },
            ],
            Deployments = [new("dep001"), new("dep002")],
            Stages =
            [
                new("prod") { DeploymentId = "dep001" },
                new("next") { DeploymentId = "dep002" },
                new("same") { DeploymentId = "dep002" },
            ],
        })]);

        await Collected.ScopeAsync(
            aws, Needs.Exposure | Needs.Authorizers | Needs.RequestValidators | Needs.GatewayResponses, copies: copies);

        aws.Calls.Count(call => call.Path.StartsWith("/restapis/", StringComparison.Ordinal)).ShouldBe(ceiling);
        aws.CallCounts.GetValueOrDefault("GetResources").ShouldBe(copies is WorkingCopies.None ? 0 : 60);
    }

    [Fact]
    public async Task Nothing_is_read_of_an_API_without_a_stage_but_that_it_has_none()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRestApi("shelved") { Id = "shelved001", Methods = [new("GET", "/")] });

        var scope = await Collected.ScopeAsync(aws, Needs.Routes | Needs.Authorizers);

        scope.RestApis.Value.ShouldHaveSingleItem().Stages.Value.ShouldBeEmpty();
        Collected.CallsOf(aws)
            .Where(call => call.Contains("shelved001", StringComparison.Ordinal))
            .ShouldBe(["GetStages /restapis/shelved001/stages"]);
    }

    [Fact]
    public async Task Authorizers_are_read_where_a_route_names_one_or_a_rule_asks_for_all()
    {
        var named = Big with
        {
            Id = "named00001",
            Name = "named",
            Methods = [new("GET", "/") { AuthorizationType = "CUSTOM", AuthorizerId = Big.Authorizers[0].Id }],
        };
        await using var aws = await FakeAwsServer.StartAsync(Big, named);

        await Collected.ScopeAsync(aws, Needs.Routes);

        Collected.CallsOf(aws)
            .Where(call => call.StartsWith("GetAuthorizers", StringComparison.Ordinal))
            .ShouldBe(["GetAuthorizers /restapis/named00001/authorizers?limit=500"]);
    }

    public static TheoryData<Needs> EachNeed => [.. Enum.GetValues<Needs>(), Collected.Everything];

    [Theory]
    [MemberData(nameof(EachNeed))]
    public async Task The_permissions_that_are_printed_suffice_and_nothing_else_is_called(Needs needs)
    {
        var plan = OperationPlan.For(needs);
        using var policy = JsonDocument.Parse(PermissionPolicy.For(plan, "aws"));
        var permissions = policy.RootElement.GetProperty("Statement").EnumerateArray()
            .SelectMany(statement => statement.GetProperty("Action")
                .EnumerateArray()
                .SelectMany(action => statement.GetProperty("Resource").EnumerateArray().Select(resource => (Action: action.GetString() ?? "", Resource: resource.GetString() ?? ""))))
            .Aggregate(FakePermissions.Nothing, (allowed, statement) => allowed.Allowing(statement.Action, statement.Resource));
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeEstate { Accounts = [SampleEstate.Account with { Permissions = permissions }] });

        var scope = await Collected.ScopeAsync(aws, needs);
        var account = needs.HasFlag(Needs.IdentityPolicies) ? await Collected.AccountAsync(aws) : null;

        scope.Gaps.ShouldBeEmpty();
        (account?.Gaps ?? []).ShouldBeEmpty();
        aws.Calls.Select(call => call.Operation).Except(plan.Select(operation => operation.Name)).ShouldBeEmpty();
        aws.Calls.ShouldAllBe(call => call.Status == 200 || call.ErrorCode == "ResourceNotFoundException");
        aws.UnexpectedCalls.ShouldBeEmpty();
    }

    [Fact]
    public async Task Every_declared_operation_is_one_that_a_scan_makes()
    {
        var region = SampleEstate.Account.Regions[0];
        // Exported is an HTTP API that does not deploy automatically; validators are listed where API Gateway exports nothing.
        var manual = new FakeApi("manual")
        {
            Routes = [new("GET /")],
            Deployments = [new("dep001")],
            Stages = [new("prod") { DeploymentId = "dep001" }],
        };
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeEstate { Accounts = [SampleEstate.Account with { Organization = [new(SampleEstate.Account.Id)], OrganizationPolicies = [new("p-1", "{}", [FakeOrganizationPolicy.Root])], ListsPaths = false, Regions = [region with { Apis = [.. region.Apis, manual] }] }] });
        aws.Inject(Testing.FakeAws.Faults.FakeFault.Error(
            "GetExport", 400, "BadRequestException", "Models must be application/json").Always);

        var scope = await Collected.ScopeAsync(aws);
        await Collected.AccountAsync(aws);
        using var caller = Collected.Caller(aws);
        // What 'scan' asks once it knows what is flagged.
        var flagged = new Core.Findings.RecordedThing(
            scope, "AWS::ApiGateway::RestApi", "arn:aws:apigateway:eu-west-1::/restapis/orders0001");
        await new ConfigHistoryCollector(caller)
            .AddAsync(new(SampleEstate.Account.Id, "aws", ""), scope, [flagged], CancellationToken.None);
        var members = await OrganizationAccount.ListAsync(
            caller, new(SampleEstate.Account.Id, "aws", ""), Collected.Region, CancellationToken.None);
        await new OrganizationReader(caller, new(SampleEstate.Account.Id, "aws", ""), Collected.Region)
            .ReadAsync(members, CancellationToken.None);
        await Aws.Access.AwsAccount.RegionsAsync(caller, Collected.Region, CancellationToken.None);

        ReadOperations.All.Select(operation => operation.Name).Except(aws.Calls.Select(call => call.Operation)).ShouldBeEmpty();
        aws.UnexpectedCalls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_scan_that_needs_everything_is_the_same_twice()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [SampleEstate.Account] });

        var estates = new List<string>();
        for (var i = 0; i < 2; i++)
        {
            var estate = new Core.Inventory.Estate
            {
                CollectedAt = DateTimeOffset.UnixEpoch,
                Accounts = [await Collected.AccountAsync(aws)],
                Scopes = [(await Collected.ScopeAsync(aws)) with { Reading = [] }],
            };
            estates.Add(System.Text.Encoding.UTF8.GetString(Core.Inventory.InventoryFile.Write(estate)));
        }

        estates[1].ShouldBe(estates[0]);
        Core.Inventory.InventoryFile.Read(System.Text.Encoding.UTF8.GetBytes(estates[0])).Scopes.ShouldHaveSingleItem().KnownApis.Count()
            .ShouldBe(5);
    }
}
