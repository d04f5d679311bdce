using System.Text.RegularExpressions;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Core.Fixes;

/// <summary>
/// The source ARNs under which the APIs of an account and Region call a Lambda function: what its policy has to let in when it is narrowed.
/// </summary>
/// <remarks>
/// <c>{api}/{stage}/{verb}/{path}</c> for a route ("Control access to a REST API with IAM permissions"),
/// <c>{api}/authorizers/{authorizer}</c> for a Lambda authorizer ("Configure an API Gateway Lambda authorizer using the AWS CLI").
/// </remarks>
internal static partial class FunctionSources
{
    /// <summary>Each once, API by API; none where nothing that was read calls it.</summary>
    public static IEnumerable<(Api Api, string Source)> Of(Scope scope, Function function) => scope.KnownApis
        .SelectMany(api => Requests(api, function)
            .Distinct(StringComparer.Ordinal)
            .Select(request => (api, $"arn:{scope.Partition}:execute-api:{scope.Region}:{scope.Account}:{api.Id}/{request}")));

    // What is saved, and what some stage still serves: a permission that goes takes both away.
    private static IEnumerable<string> Requests(Api api, Function function)
    {
        var served = api.Stages.ValueOr([])
            .SelectMany(stage => new[] { stage.DeploymentId, stage.Canary?.DeploymentId })
            .OfType<string>()
            .ToHashSet(StringComparer.Ordinal);
        var definitions = api.Deployments
            .Where(deployment => served.Contains(deployment.Id) && deployment.Definition.IsKnown)
            .Select(deployment => deployment.Definition.Value)
            .ToList();
        var saved = api.Authorizers.ValueOr([]);
        return
        [
            .. api.Routes.ValueOr([])
                .Concat(definitions.SelectMany(definition => definition.Routes))
                .Where(route => Calls(route.Integration.ValueOr(null)?.Uri))
                .Select(route => $"*/{RequestOf(route)}"),
            .. saved
                .Concat(definitions.SelectMany(definition => definition.Authorizers))
                .Where(authorizer => Calls(authorizer.Uri))
                // An export calls an authorizer that is saved no more by its name, and nothing tells its id.
                .Select(authorizer => $"authorizers/{(saved.Any(other => other.Id == authorizer.Id) ? authorizer.Id : "*")}"),
        ];

        bool Calls(string? uri) => uri is not null && StageVariables.FillInEverywhere(uri, api.Stages).Any(function.IsNamedBy);
    }

    // GET/orders/*: a parameter is a wildcard there, and ANY is all verbs.
    private static string RequestOf(Route route) => route is { Method: { } method, Path: { } path }
        ? $"{(method is "ANY" ? "*" : method)}{PathParameter().Replace(path, "*")}"
        : route.Key;

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex PathParameter();
}
