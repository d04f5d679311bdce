using System.Text.Json.Nodes;
using Auditor.Aws.Catalogue;
using Auditor.Aws.Operations;
using Auditor.Aws.Services.ApiGateway;
using Auditor.Aws.Services.ApiGateway.Wire;
using Auditor.Aws.Services.Lambda;
using Auditor.Aws.Services.Lambda.Wire;

namespace Auditor.Aws.Tests.Operations;

/// <summary>Operations are declared here and not taken from AWS's packages, so they are compared with what AWS says of them.</summary>
[Trait("Category", "Exhaustive")]
public sealed class ServiceModelTests
{
    /// <summary>Where a declaration differs on purpose.</summary>
    private static readonly Dictionary<string, string> Known = new(StringComparer.Ordinal)
    {
        ["API Gateway GetAuthorizers answers without "
            + "item[].enableSimpleResponses"] = "The export of an HTTP API has it, which is read into the same record.",
        ["API Gateway GetAuthorizers answers without item[].jwtConfiguration"] = "The export of an HTTP API has it, which is read into "
            + "the same record.",
        ["API Gateway GetGatewayResponses has pages, by position"] = "The model says of its limit that the collection has no pages.",
        ["CloudWatch GetMetricData takes a page size as MaxDatapoints"] = "What it gives at once by itself is the most, and the rest "
            + "comes by token.",
        ["Config Service GetResourceConfigHistory has pages, by nextToken"] = "The newest 100 items are enough, and no more is asked for.",
    };

    [ServiceModelFact]
    public void Every_declared_operation_is_as_AWS_describes_it()
    {
        var compared = ReadOperations.All.Select(
            operation => (Name: $"{operation.Service.Id} {operation.Name}", Comparison: Of(operation))).ToList();
        var found = compared.SelectMany(one => one.Comparison.Found).ToHashSet(StringComparer.Ordinal);
        var differences = compared
            .SelectMany(one => one.Comparison.Differences.Where(difference => difference.Member is not { } member || !found.Contains(member))
                .Select(difference => $"{one.Name} {difference.Text}"))
            .ToList();

        differences.Except(Known.Keys, StringComparer.Ordinal).ShouldBeEmpty();
        Known.Keys.Except(differences, StringComparer.Ordinal).ShouldBeEmpty("what is no difference any more need not be listed");
    }

    [ServiceModelFact]
    public void Every_service_is_as_AWS_describes_it()
    {
        foreach (var service in ReadOperations.All.Select(operation => operation.Service).Distinct())
        {
            var described = ServiceModel.Of(service).Metadata;
            var protocols = described["protocols"] is JsonArray several
                ? several.Select(one => one?.ToString())
                : [described["protocol"]?.ToString()];

            described["serviceId"]?.ToString().ShouldBe(service.Id);
            described["apiVersion"]?.ToString().ShouldBe(service.Version);
            described["endpointPrefix"]?.ToString().ShouldBe(service.HostPrefix);
            (described["signingName"] ?? described["endpointPrefix"])?.ToString().ShouldBe(service.SigningName);
            described["targetPrefix"]?.ToString().ShouldBe(service.TargetPrefix);
            protocols.ShouldContain(service.Protocol switch
            {
                WireProtocol.RestJson => "rest-json",
                WireProtocol.QueryXml => "query",
                WireProtocol.Ec2Xml => "ec2",
                _ => "json",
            });
            if (service.TargetPrefix is not null)
            {
                described["jsonVersion"]?.ToString().ShouldBe(service.Protocol is WireProtocol.Json10 ? "1.0" : "1.1", service.Id);
            }
        }
    }

    [ServiceModelFact]
    public void Notices_what_is_declared_otherwise()
    {
        var paths = new Operation<Account>(RestApiOperations.Service, "GetAccount", ApiGatewayJson.Default.Account, "/accounts")
        {
            Action = null,
            Resource = "*",
            Feeds = "",
            Cost = "",
            Lost = "",
            FixedArguments = [new("embed", "all")],
        };
        var pages = new Operation<RestPage<RestApi>>(
            RestApiOperations.Service, "GetRestApis", ApiGatewayJson.Default.RestPageRestApi, "/restapis")
        {
            Action = null,
            Resource = "*",
            Feeds = "",
            Cost = "",
            Lost = "",
            Paging = new("marker", page => page.Item?.ToString()) { SizeMember = "limit", Size = 1000 },
        };
        var answer = new Operation<FunctionPolicy>(
            LambdaOperations.Service, "ListAliases", LambdaJson.Default.FunctionPolicy, "/2015-03-31/functions/{FunctionName}/aliases")
        {
            Action = null,
            Resource = "*",
            Feeds = "",
            Cost = "",
            Lost = "",
        };
        var types = new Operation<RestPage<UsagePlan>>(
            RestApiOperations.Service, "GetResources", ApiGatewayJson.Default.RestPageUsagePlan, "/restapis/{restapi_id}/resources")
        {
            Action = null,
            Resource = "*",
            Feeds = "",
            Cost = "",
            Lost = "",
        };

        Texts(paths).ShouldBe(["has the path /account", "has no argument embed"]);
        Texts(pages).ShouldBe(["takes page tokens as position", "gives page tokens as position", "has pages of at most 500"]);
        Texts(answer).ShouldBe(["has pages, by Marker", "answers without policy"]);
        Texts(types).ShouldContain("answers without item[].apiStages");
    }

    private static IEnumerable<string> Texts(Operation operation) => Of(operation).Differences.Select(difference => difference.Text);

    private static IOperationComparison Of(Operation operation) => (IOperationComparison)Activator.CreateInstance(
        typeof(OperationComparison<>).MakeGenericType(operation.GetType().GenericTypeArguments[0]), operation).ShouldNotBeNull();
}
