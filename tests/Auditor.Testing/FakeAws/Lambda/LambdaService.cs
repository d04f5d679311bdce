using System.Collections.Immutable;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.Lambda;

/// <summary>Lambda: the resource policy of a function (aws-facts.md A.5).</summary>
internal sealed class LambdaService : RestJsonService
{
    public override string SigningName => "lambda";

    protected override ImmutableArray<RestRoute> Routes { get; } =
    [
        new("GetPolicy", "/2015-03-31/functions/{FunctionName}/policy", ["Qualifier"]) { Answer = GetPolicy },
        new("GetFunctionConfiguration", "/2015-03-31/functions/{FunctionName}/configuration", ["Qualifier"]),
        new("ListFunctions", "/2015-03-31/functions", ["Marker", "MaxItems", "MasterRegion", "FunctionVersion"]),
        new("ListFunctionUrlConfigs", "/2021-10-31/functions/{FunctionName}/urls", ["Marker", "MaxItems"]),
    ];

    protected override string UnknownOperationCode => "UnknownOperationException";

    protected override string ThrottlingCode => "TooManyRequestsException";

    protected override FakeOperation Describe(RestRoute route, FakeRequest request, ImmutableDictionary<string, string> path) => new(route.Operation)
    {
        Action = $"lambda:{route.Operation}",
        Resource = path.TryGetValue("FunctionName", out var name) ? Arn(request, NameOf(name)) : "*",
        Path = path,
        Problem = route.ProblemOf(request),
        Answer = route.Answer,
    };

    private static FakeResponse GetPolicy(FakeRequest request)
    {
        var name = NameOf(request.Path["FunctionName"]);
        // Both answers are 404 ResourceNotFoundException; only the words tell a function without a policy from none at all (from knowledge, not in A.5).
        var function = request.Region.Functions.FirstOrDefault(function => function.Name == name)
            ?? throw new FakeAwsException(404, "ResourceNotFoundException", $"Function not found: {Arn(request, name)}");
        return function.Policy is { } policy
            ? Wire.Json(Wire.Object(("Policy", policy), ("RevisionId", FakeId.Uuid("revision", name))))
            : throw new FakeAwsException(404, "ResourceNotFoundException", "The resource you requested does not exist.");
    }

    // A name, a partial ARN or an ARN, each perhaps with a qualifier.
    private static string NameOf(string function) => function.Split(':') switch
    {
        ["arn", _, "lambda", _, _, "function", var name, ..] => name,
        [_, "function", var name, ..] => name,
        [var name, ..] => name,
        _ => function,
    };

    private static string Arn(FakeRequest request, string name) => $"arn:{request.Partition}:lambda:{request.Region.Name}:{request.Account.Id}:function:{name}";
}
