using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Testing.FakeAws.ApiGatewayV2;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.ApiGateway;

/// <summary>API Gateway, v1 and v2: one host and signing name, told apart by the path (aws-facts.md A.1, L).</summary>
internal sealed class ApiGatewayService : RestJsonService
{
    public ApiGatewayService(ConcurrentDictionary<string, bool> deleted)
    {
        var live = new LiveApis(deleted);
        Routes = [.. new RestApiOperations(live).Routes, .. new AccountOperations(live).Routes, .. new ApiOperations(live).Routes];
    }

    public override string SigningName => "apigateway";

    protected override ImmutableArray<RestRoute> Routes { get; }

    protected override string UnknownOperationCode => "UnknownOperationException";

    protected override string ThrottlingCode => "TooManyRequestsException";

    // A.6: apigateway:GET on the path without /v2; routing rules and portals have actions of their own.
    protected override FakeOperation Describe(
        RestRoute route, FakeRequest request, ImmutableDictionary<string, string> path) => new(route.Operation)
        {
            Action = route.Action ?? "apigateway:GET",
            Resource = $"arn:{request.Partition}:apigateway:{request.Region.Name}::/{string.Join('/', request.Segments.SkipWhile((segment, index) => index == 0 && segment == "v2"))}",
            Path = path,
            Problem = route.ProblemOf(request),
            Answer = route.Answer,
        };
}
