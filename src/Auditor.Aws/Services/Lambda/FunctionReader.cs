using System.Text.RegularExpressions;
using Auditor.Aws.Reading;
using Auditor.Aws.Transport;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;

namespace Auditor.Aws.Services.Lambda;

/// <summary>
/// Reads who may invoke the Lambda functions behind routes and authorizers, one call for each distinct function and qualifier, and whether
/// they are there.
/// </summary>
internal sealed partial class FunctionReader(RegionReader region)
{
    private readonly FunctionPresenceReader _presences = new(region);
    private readonly AsyncCache<Fact<string?>> _policies = new();

    public async Task<ImmutableArray<Function>> ReadAsync(IEnumerable<Api> apis, CancellationToken cancellationToken)
    {
        var named = apis.SelectMany(Uris)
            .Select(uri => Arn().Match(uri))
            .Where(match => match.Success)
            .Select(match => new NamedFunction(
                match.Groups["arn"].Value,
                match.Groups["qualifier"] is { Success: true, Value: var qualifier } ? qualifier : null,
                match.Groups["region"].Value,
                match.Groups["account"].Value))
            .Distinct()
            .GroupBy(function => function.Arn, StringComparer.Ordinal)
            .OrderBy(function => function.Key, StringComparer.Ordinal);
        return [.. (await Task.WhenAll(named.Select(function => ReadAsync([.. function.OrderBy(one => one.Qualifier, StringComparer.Ordinal)], cancellationToken))).ConfigureAwait(false)).SelectMany(functions => functions)];
    }

    // One function under all the qualifiers that it is called by: whether it is there is asked once.
    private async Task<ImmutableArray<Function>> ReadAsync(ImmutableArray<NamedFunction> qualified, CancellationToken cancellationToken)
    {
        var function = qualified[0];
        if (function.Account != region.Account.Id)
        {
            var policy = OtherAccount.Of("function", function.Account, LambdaOperations.GetFunctionPolicy);
            var presence = OtherAccount.Of("function", function.Account, LambdaOperations.ListFunctionUrlConfigs);
            return [.. qualified.Select(one => new Function { Arn = one.Arn, Qualifier = one.Qualifier, Policy = policy, Exists = presence, Urls = presence })];
        }

        var there = region.Needs(Needs.Functions)
            ? _presences.ReadAsync(qualified, cancellationToken)
            : Task.FromResult<FunctionPresence?>(null);
        var policies = await Task.WhenAll(qualified.Select(one => region.Needs(Needs.FunctionPolicies)
            ? PolicyOrGapAsync(one, cancellationToken)
            : Task.FromResult(default(Fact<string?>))))
            .ConfigureAwait(false);
        var known = await there.ConfigureAwait(false);
        return [.. qualified.Zip(policies, (one, policy) => new Function { Arn = one.Arn, Qualifier = one.Qualifier, Policy = policy, Exists = known?.Exists(one.Qualifier, policy) ?? default, Urls = known?.Urls ?? default })];
    }

    private static IEnumerable<string> Uris(Api api) => EverySnapshot.IntegrationsOf(api).Select(integration => integration.Uri)
        .Concat(EverySnapshot.AuthorizersOf(api).Select(authorizer => authorizer.Uri))
        .OfType<string>()
        .Distinct(StringComparer.Ordinal)
        .SelectMany(uri => StageVariables.FillInEverywhere(uri, api.Stages));

    private Task<Fact<string?>> PolicyOrGapAsync(NamedFunction function, CancellationToken cancellationToken) => _policies.GetAsync(
        $"{function.Arn}:{function.Qualifier}",
        () => region.Gaps.TryAsync(() => PolicyAsync(function.Arn, function.Qualifier, function.Region, cancellationToken), function.Arn, "Who may invoke the function."));

    private async Task<string?> PolicyAsync(string arn, string? qualifier, string functionRegion, CancellationToken cancellationToken)
    {
        try
        {
            var answer = await region.CallInAsync(
                functionRegion,
                LambdaOperations.GetFunctionPolicy,
                new() { ["FunctionName"] = arn, ["Qualifier"] = qualifier },
                cancellationToken)
                .ConfigureAwait(false);
            return AnswerTexts.Given(answer.Policy);
        }
        catch (AwsCallException failure) when (failure.Failure is CallFailure.NotFound)
        {
            // What Lambda says of a function without a policy.
            return null;
        }
    }

    [GeneratedRegex(
        "(?<arn>arn:aws[a-z-]*:lambda:(?<region>[a-z0-9-]+):(?<account>[0-9]{12}):function:[A-Za-z0-9_-]+)(:(?<qualifier>[A-Za-z0-9$_-]+))?(/invocations|/response-streaming-invocations)?$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        30_000)]
    private static partial Regex Arn();
}
