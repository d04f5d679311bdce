using System.Text.Json.Nodes;
using Auditor.Aws.Access;
using Auditor.Aws.Reading;
using Auditor.Aws.Transport;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;

namespace Auditor.Aws.Services.Config;

/// <summary>Asks AWS Config what became of things: one call for each, and only for what is worth it.</summary>
/// <remarks>
/// It never fails because of a call. A thing that Config does not know has no history; a call that is denied is a gap, and no other is
/// made.
/// </remarks>
public sealed class ConfigHistoryCollector(AwsCaller caller)
{
    private const int ItemsPerCall = 100;

    // Codes of answers that say that there is nothing to read, rather than that it may not be read.
    private static readonly ImmutableArray<string> Nothing =
    [
        "ResourceNotDiscoveredException",
        "NoAvailableConfigurationRecorderException",
    ];

    /// <summary>A scope with the histories of things in it.</summary>
    /// <param name="account">Whose the credentials are.</param>
    /// <param name="scope">What was read of the account in one Region.</param>
    /// <param name="things">The things, most important first.</param>
    /// <param name="cancellationToken">Ends the collection.</param>
    public async Task<Scope> AddAsync(
        AwsAccount account, Scope scope, ImmutableArray<RecordedThing> things, CancellationToken cancellationToken)
    {
        var region = new RegionReader(caller, account, scope.Region, new() { Needs = Needs.None });
        var before = CallsIn(scope.Region);
        var histories = ImmutableArray.CreateBuilder<ConfigHistory>();
        foreach (var thing in things)
        {
            var history = await ReadAsync(region, thing, cancellationToken).ConfigureAwait(false);
            if (history.Unknown is not null)
            {
                break;
            }

            if (history.Value is { } known)
            {
                histories.Add(known);
            }
        }

        var calls = CallsIn(scope.Region) - before;
        return SecretFilter.Over(scope with
        {
            ConfigHistories = [.. histories.OrderBy(history => history.Arn, StringComparer.Ordinal)],
            Gaps = [.. scope.Gaps, .. region.Gaps.Gaps],
            Calls = calls == 0 ? scope.Calls : scope.Calls.SetItem(ConfigOperations.GetResourceConfigHistory.Id, calls),
        });
    }

    private static Task<Fact<ConfigHistory?>> ReadAsync(
        RegionReader region, RecordedThing thing, CancellationToken cancellationToken) => region.Gaps.TryAsync(
        async () =>
        {
            var arguments = new JsonObject { ["resourceType"] = thing.ResourceType, ["resourceId"] = thing.Arn, ["limit"] = ItemsPerCall };
            try
            {
                var answer = await region.CallAsync(ConfigOperations.GetResourceConfigHistory, arguments, cancellationToken)
                    .ConfigureAwait(false);
                return ConfigItems.History(thing.Arn, answer);
            }
            catch (AwsCallException failure) when (Nothing.Contains(failure.ErrorCode ?? "", StringComparer.Ordinal))
            {
                return null;
            }
        },
        region.Region,
        ConfigOperations.GetResourceConfigHistory.Lost);

    private int CallsIn(string region) => caller.Log.Counts
        .Where(count => count.Region == region && count.Operation == ConfigOperations.GetResourceConfigHistory.Id)
        .Sum(count => count.Calls);
}
