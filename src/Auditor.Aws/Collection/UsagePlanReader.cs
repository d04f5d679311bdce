using Auditor.Aws.Operations;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Collection;

/// <summary>Reads usage plans. Keys and their values are never asked for.</summary>
internal sealed class UsagePlanReader(RegionReader region)
{
    public Task<Fact<ImmutableArray<UsagePlan>>> ReadAsync(CancellationToken cancellationToken) => region.Gaps.TryAsync(
        async () =>
        {
            var plans = await region.ListAsync(RestApiOperations.GetUsagePlans, [], cancellationToken).ConfigureAwait(false);
            return ImmutableArray.CreateRange(plans.Where(plan => plan.Id is { Length: > 0 }).Select(Plan).OrderBy(plan => plan.Id, StringComparer.Ordinal));
        },
        region.Region,
        "Usage plans: limits for callers with an API key.");

    private static UsagePlan Plan(Wire.UsagePlan plan) => new()
    {
        Id = plan.Id ?? "",
        Name = plan.Name ?? plan.Id ?? "",
        Throttle = WireWords.Throttle(plan.Throttle),
        Quota = plan.Quota?.Limit is { } limit ? new() { Limit = limit, Period = plan.Quota.Period } : null,
        Stages =
        [
            .. (plan.ApiStages ?? []).OfType<Wire.UsagePlanStage>()
                .Where(stage => stage is { ApiId: not null, Stage: not null })
                .Select(stage => new UsagePlanStage { ApiId = stage.ApiId ?? "", Stage = stage.Stage ?? "", MethodThrottles = Throttles(stage.Throttle) })
                .OrderBy(stage => stage.ApiId, StringComparer.Ordinal)
                .ThenBy(stage => stage.Stage, StringComparer.Ordinal),
        ],
    };

    private static ImmutableSortedDictionary<string, Throttle> Throttles(IReadOnlyDictionary<string, Wire.ThrottleSettings?>? throttles)
    {
        var byRoute = ImmutableSortedDictionary.CreateBuilder<string, Throttle>(StringComparer.Ordinal);
        foreach (var (key, settings) in throttles ?? ImmutableDictionary<string, Wire.ThrottleSettings?>.Empty)
        {
            if (WireWords.Throttle(settings) is { } throttle)
            {
                byRoute[MethodKeys.OfSetting(key) ?? RouteSettings.DefaultKey] = throttle;
            }
        }

        return byRoute.ToImmutable();
    }
}
