using System.Collections.Concurrent;
using Auditor.Aws.Access;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Secrets;

namespace Auditor.Aws.Caching;

/// <summary>What earlier scans know of the APIs of an account in a Region, and which of it is looked at again.</summary>
/// <param name="cache">Where it is kept.</param>
/// <param name="account">Whose APIs.</param>
/// <param name="region">In which Region.</param>
/// <param name="needs">What this scan asks for.</param>
/// <param name="secretVariableNames">Names of stage variables whose values are not kept.</param>
/// <param name="time">What time it is.</param>
internal sealed class EarlierReadings(
    ReadingCache cache, AwsAccount account, string region, Needs needs, ImmutableArray<string> secretVariableNames, TimeProvider time)
{
    /// <summary>
    /// How many calls to API Gateway a scan makes for each API when nothing was deployed anew, its looking again included.
    /// </summary>
    private const double CallsPerApi = 1.2;

    // A Region whose lists and domain names alone use up the calls still looks at some of what has waited for a week: all of 20 APIs within
    // two weeks.
    private const int LeastOfTheOld = 3;

    private static readonly TimeSpan TooOld = TimeSpan.FromDays(7);

    private readonly ConcurrentBag<StaleReading> _stale = [];

    /// <summary>The API as it was read before; null when it was not, or not for the same questions.</summary>
    public CachedApi? Of(Api api) =>
        cache.Find(account.Id, region, api.Kind, api.Id) is { } cached
        // Ids of deleted APIs may come again.
        && cached.Partition == account.Partition && cached.Api.Kind == api.Kind && cached.Api.CreatedAt == api.CreatedAt
        && ((Needs)cached.Needs & needs) == needs
        && !HasSecretInPolicy(cached.Api)
            ? cached
            : null;

    // Marks of secrets differ from run to run: what was deployed could not be compared with the working copy.
    private static bool HasSecretInPolicy(Api api) =>
        SecretMark.IsIn(api.ResourcePolicy)
            || api.Deployments.Any(deployment => deployment.Definition.IsKnown
                && SecretMark.IsIn(deployment.Definition.Value.ResourcePolicy));

    /// <summary>Remembers what was read of an API just now.</summary>
    public void Keep(Api api, int calls) => cache.Keep(SecretFilter.Over(new CachedApi
    {
        Partition = account.Partition,
        Account = account.Id,
        Region = region,
        Needs = (int)needs,
        ReadAt = DateTimeOffset.FromUnixTimeSeconds(time.GetUtcNow().ToUnixTimeSeconds()),
        Calls = calls,
        Api = api with { WorkingCopyReadAt = null },
    }, secretVariableNames));

    public void Add(StaleReading reading) => _stale.Add(reading);

    /// <summary>Forgets the APIs that a complete list does not have.</summary>
    public void Forget(bool isRest, IEnumerable<string> allIds) => cache.Forget(account.Id, region, isRest, allIds);

    /// <summary>
    /// Looks again at the working copies that were not looked at for the longest, as many as the scan has calls left for.
    /// </summary>
    /// <param name="apis">All APIs.</param>
    /// <param name="calls">The calls to API Gateway that were made.</param>
    public async Task<ImmutableArray<Api>> LookAgainAsync(ImmutableArray<Api> apis, int calls)
    {
        var left = (int)Math.Floor(CallsPerApi * apis.Length) - calls;
        var again = new List<StaleReading>();
        foreach (var reading in _stale.OrderBy(reading => reading.ReadAt).ThenBy(reading => reading.Api.Id, StringComparer.Ordinal))
        {
            var isDue = again.Count < LeastOfTheOld && time.GetUtcNow() - reading.ReadAt >= TooOld;
            if (reading.Calls > left && !isDue)
            {
                break;
            }

            left -= reading.Calls;
            again.Add(reading);
        }

        var read = await Task.WhenAll(again.Select(async reading => (reading.Api, Anew: await reading.ReadAgainAsync()
            .ConfigureAwait(false))))
            .ConfigureAwait(false);
        var anew = read.Where(reading => reading.Anew is not null)
            .ToDictionary(reading => (reading.Api.IsRest, reading.Api.Id), reading => reading.Anew);
        return [.. apis.Select(api => anew.GetValueOrDefault((api.IsRest, api.Id)) ?? api)];
    }
}
