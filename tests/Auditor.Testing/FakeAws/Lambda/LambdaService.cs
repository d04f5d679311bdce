using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.Lambda;

/// <summary>Lambda: resource policies, addresses and aliases of functions (aws-facts.md A.5).</summary>
internal sealed class LambdaService : RestJsonService
{
    private const int MostPerPage = 50;

    public override string SigningName => "lambda";

    protected override ImmutableArray<RestRoute> Routes { get; } =
    [
        new("GetPolicy", "/2015-03-31/functions/{FunctionName}/policy", ["Qualifier"]) { Answer = GetPolicy },
        new("GetFunctionConfiguration", "/2015-03-31/functions/{FunctionName}/configuration", ["Qualifier"]),
        new("ListFunctions", "/2015-03-31/functions", ["Marker", "MaxItems", "MasterRegion", "FunctionVersion"]),
        new(
            "ListFunctionUrlConfigs",
            "/2021-10-31/functions/{FunctionName}/urls",
            ["Marker", "MaxItems"]) { Answer = ListFunctionUrlConfigs },
        new(
            "ListAliases",
            "/2015-03-31/functions/{FunctionName}/aliases",
            ["Marker", "MaxItems", "FunctionVersion"]) { Answer = ListAliases },
    ];

    protected override string UnknownOperationCode => "UnknownOperationException";

    protected override string ThrottlingCode => "TooManyRequestsException";

    protected override FakeOperation Describe(
        RestRoute route, FakeRequest request, ImmutableDictionary<string, string> path) => new(route.Operation)
        {
            Action = $"lambda:{route.Operation}",
            Resource = path.TryGetValue("FunctionName", out var name) ? Arn(request, NameOf(name)) : "*",
            Path = path,
            Problem = route.ProblemOf(request),
            Answer = route.Answer,
        };

    private static FakeResponse GetPolicy(FakeRequest request)
    {
        // Both answers are 404 ResourceNotFoundException; only the words tell a function without a policy from none at all (from knowledge,
        // not in A.5).
        var function = Function(request);
        return function.Policy is { } policy
            ? Wire.Json(Wire.Object(("Policy", policy), ("RevisionId", FakeId.Uuid("revision", function.Name))))
            : throw new FakeAwsException(404, "ResourceNotFoundException", "The resource you requested does not exist.");
    }

    private static FakeResponse ListFunctionUrlConfigs(FakeRequest request)
    {
        var function = Function(request);
        return Page(request, function.Urls, "FunctionUrlConfigs", url => Wire.Object(
            ("FunctionUrl", $"https://{FakeId.Of("function url", $"{function.Name} {url.Alias}", 32)}.lambda-url.{request.Region.Name}.on.aws/"),
            ("FunctionArn", Arn(request, function.Name) + (url.Alias is { } alias ? $":{alias}" : "")),
            ("AuthType", url.AuthType),
            ("CreationTime", "2025-03-01T09:30:00Z"),
            ("LastModifiedTime", "2025-03-01T09:30:00Z")));
    }

    private static FakeResponse ListAliases(FakeRequest request)
    {
        var function = Function(request);
        return Page(
            request,
            function.Aliases,
            "Aliases",
            alias => Wire.Object(("AliasArn", $"{Arn(request, function.Name)}:{alias}"), ("Name", alias), ("FunctionVersion", "1")));
    }

    // Whatever is asked for, no page is longer than 50.
    private static FakeResponse Page<T>(FakeRequest request, IEnumerable<T> all, string envelope, Func<T, JsonObject> item)
    {
        var limit = int.TryParse(request.QueryValue("MaxItems"), NumberStyles.None, CultureInfo.InvariantCulture, out var asked)
            ? Math.Min(asked, MostPerPage)
            : MostPerPage;
        var page = TokenPage<T>.Of(
            all, request.RawPath, request.QueryValue("Marker"), limit, () => new(400, "InvalidParameterValueException", "Invalid marker"));
        return Wire.Json(Wire.Object((envelope, Wire.Array(page.Items.Select(item))), ("NextMarker", page.Next)));
    }

    private static FakeFunction Function(FakeRequest request)
    {
        var name = NameOf(request.Path["FunctionName"]);
        return request.Region.Functions.FirstOrDefault(function => function.Name == name)
            ?? throw new FakeAwsException(404, "ResourceNotFoundException", $"Function not found: {Arn(request, name)}");
    }

    // A name, a partial ARN or an ARN, each perhaps with a qualifier.
    private static string NameOf(string function) => function.Split(':') switch
    {
        ["arn", _, "lambda", _, _, "function", var name, ..] => name,
        [_, "function", var name, ..] => name,
        [var name, ..] => name,
        _ => function,
    };

    private static string Arn(FakeRequest request, string name) =>
        $"arn:{request.Partition}:lambda:{request.Region.Name}:{request.Account.Id}:function:{name}";
}
