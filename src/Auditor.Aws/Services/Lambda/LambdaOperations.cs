using Auditor.Aws.Operations;
using Auditor.Aws.Services.Lambda.Wire;

namespace Auditor.Aws.Services.Lambda;

/// <summary>Reads of Lambda: whether the functions behind the APIs are there, and who may invoke them past the APIs.</summary>
internal static class LambdaOperations
{
    public static Service Service { get; } = new(
        "Lambda", "lambda", "lambda", WireProtocol.RestJson, "2015-03-31")
    { RequestsPerSecond = 8 };

    public static Operation<FunctionPolicy> GetFunctionPolicy { get; } = new(
        Service, "GetPolicy", LambdaJson.Default.FunctionPolicy, "/2015-03-31/functions/{FunctionName}/policy")
    {
        // A function without a policy is answered with 404.
        ProblemOf = answer => answer.Policy is null ? "The answer has no policy." : null,
        Action = "lambda:GetPolicy",
        Resource = "*",
        Feeds = "Who may invoke the functions behind the APIs.",
        Cost = "1 for each distinct function, version and alias",
        Lost = "Who may invoke it past the API.",
    };

    // Answers of a function without an address with an empty list, and of one that is gone with ResourceNotFoundException.
    public static Operation<FunctionUrls> ListFunctionUrlConfigs { get; } = new(
        Service, "ListFunctionUrlConfigs", LambdaJson.Default.FunctionUrls, "/2021-10-31/functions/{FunctionName}/urls")
    {
        ProblemOf = page => ListProblem.OfMissing(page.Urls),
        Action = "lambda:ListFunctionUrlConfigs",
        Resource = "*",
        Feeds = "Whether the functions behind the APIs are there, and whether they have addresses of their own.",
        Cost = "1 for each distinct function",
        Lost = "Whether the function is there, and whether it can be called past the API.",
        Paging = new("Marker", page => page.NextMarker) { SizeMember = "MaxItems", Size = 50 },
    };

    // Not GetAlias for each: AWS's own audit policies allow lambda:List* and not that.
    public static Operation<FunctionAliases> ListAliases { get; } = new(
        Service, "ListAliases", LambdaJson.Default.FunctionAliases, "/2015-03-31/functions/{FunctionName}/aliases")
    {
        ProblemOf = page => ListProblem.OfMissing(page.Aliases),
        Action = "lambda:ListAliases",
        Resource = "*",
        Feeds = "Whether the aliases that integrations name are there.",
        Cost = "1 for each distinct function that is called by an alias or about which ListFunctionUrlConfigs did not tell, and one more "
            + "for each further page of aliases",
        Lost = "Whether the alias is there.",
        Paging = new("Marker", page => page.NextMarker) { SizeMember = "MaxItems", Size = 10000 },
    };

    public static ImmutableArray<Operation> All { get; } = [GetFunctionPolicy, ListFunctionUrlConfigs, ListAliases];
}
