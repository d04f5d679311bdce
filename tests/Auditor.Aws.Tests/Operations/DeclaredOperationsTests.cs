using Auditor.Aws.Catalogue;
using Auditor.Aws.Operations;
using Auditor.Aws.Services.ApiGateway;
using Auditor.Aws.Services.ApiGateway.Wire;
using Auditor.Aws.Services.ApiGatewayV2;
using Auditor.Aws.Services.Iam;
using Auditor.Aws.Services.Waf;

namespace Auditor.Aws.Tests.Operations;

public sealed class DeclaredOperationsTests
{
    private static readonly string[] MutatingNames =
    [
        "DeleteRestApi", "UpdateStage", "CreateDeployment", "PutMethod", "TagResource", "ImportApi", "FlushStageCache", "TestInvokeMethod",
        "StartConfigurationRecorder",
        "AssociateWebACL", "Invoke", "AddPermission", "Getaway", "Listen", "Get",
    ];

    public static TheoryData<string> Mutating => [.. MutatingNames];

    [Fact]
    public void Every_declared_operation_only_reads()
    {
        ReadOperations.All.Length.ShouldBeGreaterThan(20);
        foreach (var operation in ReadOperations.All)
        {
            operation.Name.ShouldMatch(operation.Service.Protocol is WireProtocol.RestJson
                ? "^(Get|List|Describe|BatchGet|Select|Export)[A-Z]"
                : "^(Get|List|Describe|BatchGet|Select)[A-Z]");
            operation.Method.ShouldBe(operation.Service.Protocol is WireProtocol.RestJson ? "GET" : "POST");
            (operation.Action ?? "sts:GetNothing").Split(':')[1].ShouldMatch("^(GET|Get|List|Describe|BatchGet|Select)");
        }
    }

    [Theory]
    [MemberData(nameof(Mutating))]
    public void An_operation_that_could_change_something_cannot_be_declared(string name)
    {
        Should.Throw<ArgumentException>(() => Declare(RestApiOperations.Service, name, "GET", "/restapis"));
        Should.Throw<ArgumentException>(() => Declare(WafOperations.Service, name, "POST", "/"));
        Should.Throw<ArgumentException>(() => Declare(IamOperations.Service, name, "POST", "/"));
    }

    [Theory]
    [InlineData("POST")]
    [InlineData("PUT")]
    [InlineData("PATCH")]
    [InlineData("DELETE")]
    public void A_harmless_name_does_not_let_another_method_through(string method) =>
        Should.Throw<ArgumentException>(() => Declare(HttpApiOperations.Service, "GetApis", method, "/v2/apis"));

    [Fact]
    public void Declared_operations_are_distinct() =>
        ReadOperations.All.Select(operation => operation.Path is "/" ? operation.Id : operation.Path).ShouldBeUnique();

    [Fact]
    public void Permissions_are_on_the_path_of_the_operation_without_its_version()
    {
        foreach (var operation in ReadOperations.All.Where(operation => operation.Service.SigningName is "apigateway"))
        {
            // aws-facts.md A.6: routing rules and portals have actions of their own.
            if (operation.Name is "ListRoutingRules" or "ListPortals" or "ListProductRestEndpointPages")
            {
                (operation.Action, operation.Resource).ShouldBe(($"apigateway:{operation.Name}", "*"));
                continue;
            }

            var path = operation.Path.StartsWith("/v2/", StringComparison.Ordinal) ? operation.Path[3..] : operation.Path;
            operation.Resource.ShouldBe(System.Text.RegularExpressions.Regex.Replace(path, "{[^}]+}", "*"));
            operation.Action.ShouldBe("apigateway:GET");
        }
    }

    [Fact]
    public void Lists_of_the_first_interface_ask_for_the_documented_maximum()
    {
        RestApiOperations.GetRestApis.Paging.ShouldNotBeNull().Size.ShouldBe(500);
        RestApiOperations.GetResources.Paging.ShouldNotBeNull().SizeMember.ShouldBe("limit");
        RestApiOperations.GetStages.Paging.ShouldBeNull();
    }

    private static Operation<Account> Declare(Service service, string name, string method, string path) =>
        new(
            service,
            name,
            ApiGatewayJson.Default.Account,
            method,
            path)
        { Action = "x:Get", Resource = "*", Feeds = "Nothing.", Cost = "1", Lost = "Nothing." };
}
