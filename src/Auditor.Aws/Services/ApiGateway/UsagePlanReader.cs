using Auditor.Aws.Reading;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Text;

namespace Auditor.Aws.Services.ApiGateway;

/// <summary>
/// Reads usage plans, and where a rule asks for it which keys are in them. The values of keys are dropped where the answer is read.
/// </summary>
internal sealed class UsagePlanReader(RegionReader region)
{
    public async Task<Fact<ImmutableArray<UsagePlan>>> ReadAsync(CancellationToken cancellationToken)
    {
        var plans = await region.Gaps.TryAsync(
            async () =>
            {
                var plans = await region.ListAsync(RestApiOperations.GetUsagePlans, [], cancellationToken).ConfigureAwait(false);
                return ImmutableArray.CreateRange(plans.Where(plan => plan.Id is { Length: > 0 })
                    .Select(Plan)
                    .DistinctBy(plan => plan.Id, StringComparer.Ordinal)
                    .OrderBy(plan => plan.Id, StringComparer.Ordinal));
            },
            region.Region,
            "Usage plans: limits for callers with an API key.").ConfigureAwait(false);
        return plans.IsKnown && region.Needs(Needs.ApiKeys)
            ? ImmutableArray.CreateRange(await Task.WhenAll(plans.Value.Select(plan => WithKeysAsync(plan, cancellationToken)))
                .ConfigureAwait(false))
            : plans;
    }

    private async Task<UsagePlan> WithKeysAsync(UsagePlan plan, CancellationToken cancellationToken) => plan with
    {
        ApiKeyIds = await region.Gaps.TryAsync(
            async () =>
            {
                var keys = await region.ListAsync(
                    RestApiOperations.GetUsagePlanKeys, new() { ["usageplanId"] = plan.Id }, cancellationToken)
                    .ConfigureAwait(false);
                return ImmutableArray.CreateRange(keys.Select(key => key.Id)
                    .OfType<string>()
                    .Distinct(StringComparer.Ordinal)
                    .Order(StringComparer.Ordinal));
            },
            region.Arn($"/usageplans/{plan.Id}"),
            $"Which API keys are in usage plan {Quote.Of(plan.Name)}.").ConfigureAwait(false),
    };

    private static UsagePlan Plan(Wire.UsagePlan plan) => new()
    {
        Id = plan.Id ?? "",
        Name = plan.Name ?? plan.Id ?? "",
        Description = AnswerTexts.Given(plan.Description),
        Tags = AnswerTexts.Tags(plan.Tags),
        Throttle = ApiGatewayValues.Throttle(plan.Throttle),
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
            if (ApiGatewayValues.Throttle(settings) is { } throttle)
            {
                byRoute[MethodKeys.OfSetting(key) ?? RouteSettings.DefaultKey] = throttle;
            }
        }

        return byRoute.ToImmutable();
    }
}
