using System.Text.RegularExpressions;
using Auditor.Aws.Operations;
using Auditor.Aws.Transport;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Collection;

/// <summary>Reads who may invoke the Lambda functions behind routes and authorizers, one call for each distinct function and qualifier.</summary>
internal sealed partial class FunctionReader(RegionReader region)
{
    public async Task<ImmutableArray<Function>> ReadAsync(IEnumerable<Api> apis, CancellationToken cancellationToken)
    {
        var named = apis.SelectMany(Uris)
            .Select(uri => Arn().Match(uri))
            .Where(match => match.Success)
            .Select(match => (Arn: match.Groups["arn"].Value, Qualifier: match.Groups["qualifier"] is { Success: true, Value: var qualifier } ? qualifier : null, Region: match.Groups["region"].Value, Account: match.Groups["account"].Value))
            .Distinct()
            .OrderBy(function => function.Arn, StringComparer.Ordinal)
            .ThenBy(function => function.Qualifier, StringComparer.Ordinal);
        return [.. await Task.WhenAll(named.Select(async function => new Function
        {
            Arn = function.Arn,
            Qualifier = function.Qualifier,
            Policy = function.Account == region.Account.Id
                ? await region.Gaps.TryAsync(() => PolicyAsync(function.Arn, function.Qualifier, function.Region, cancellationToken), function.Arn, "Who may invoke the function.").ConfigureAwait(false)
                : new Unknown($"The function belongs to account {function.Account}, which was not read with these credentials.") { Operation = NeighbourOperations.GetFunctionPolicy.Id, Code = "OtherAccount" },
        })).ConfigureAwait(false)];
    }

    // A stage variable in the address stands for as many functions as there are stages with a value for it.
    private static IEnumerable<string> Uris(Api api)
    {
        var uris = api.Routes.ValueOr([]).Select(route => route.Integration.ValueOr(null)?.Uri).Concat(api.Authorizers.ValueOr([]).Select(authorizer => authorizer.Uri)).OfType<string>().Distinct(StringComparer.Ordinal);
        return uris.SelectMany(uri => uri.Contains("${stageVariables.", StringComparison.Ordinal)
            ? api.Stages.ValueOr([]).Select(stage => StageVariable().Replace(uri, variable => stage.Variables.FirstOrDefault(candidate => candidate.Name == variable.Groups["name"].Value)?.Value ?? variable.Value))
            : [uri]);
    }

    private async Task<string?> PolicyAsync(string arn, string? qualifier, string functionRegion, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await region.CallInAsync(functionRegion, NeighbourOperations.GetFunctionPolicy, new() { ["FunctionName"] = arn, ["Qualifier"] = qualifier }, cancellationToken).ConfigureAwait(false);
            return SecretShape.OfDocument(answer.Policy);
        }
        catch (AwsCallException failure) when (failure.Failure is CallFailure.NotFound)
        {
            // What Lambda says of a function without a policy.
            return null;
        }
    }

    [GeneratedRegex("(?<arn>arn:aws[a-z-]*:lambda:(?<region>[a-z0-9-]+):(?<account>[0-9]{12}):function:[A-Za-z0-9_-]+)(:(?<qualifier>[A-Za-z0-9$_-]+))?(/invocations|/response-streaming-invocations)?$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Arn();

    [GeneratedRegex("\\$\\{stageVariables\\.(?<name>[A-Za-z0-9_]+)\\}", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex StageVariable();
}
