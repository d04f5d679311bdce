using Auditor.Core.Inventory;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>Reads <c>AWS::ApiGateway::UsagePlan</c> and the keys in it.</summary>
internal sealed class UsagePlans(MappingContext context)
{
    public Fact<ImmutableArray<UsagePlan>> Read(bool hasStages)
    {
        var plans = context.OfType("AWS::ApiGateway::UsagePlan").ToList();
        var keys = context.OfType("AWS::ApiGateway::UsagePlanKey")
            .ToLookup(key => context.Text(key["UsagePlanId"]), StringComparer.Ordinal);
        if (plans.Count == 0 && !hasStages)
        {
            return MappingContext.NotInTemplates("No usage plan is in the template, nor the stage that it would be for.");
        }

        return plans.Select((plan, index) =>
        {
            context.SourceMap[$"/scopes/0/usagePlans/{index}"] = new("usagePlan", plan) { Name = plan.Id };
            return new UsagePlan
            {
                Id = plan.Id,
                Name = context.Text(plan["UsagePlanName"]) ?? plan.Id,
                Description = context.Text(plan["Description"]),
                Tags = context.Tags(plan["Tags"]),
                Throttle = ThrottleOf(plan["Throttle"], plan, "Throttle"),
                Quota = plan["Quota"] is { } quota && context.Number(quota["Limit"], plan, "Quota.Limit") is { } limit
                    ? new() { Limit = (long)limit, Period = context.Text(quota["Period"]) }
                    : null,
                Stages = [.. (plan["ApiStages"]?.Items ?? []).Where(stage => stage is MapValue).Select(stage => StageOf(stage, plan))],
                ApiKeyIds = KeysOf(keys[plan.Id]),
            };
        }).ToImmutableArray();
    }

    public Fact<ImmutableArray<ApiKey>> Keys() => context.OfType("AWS::ApiGateway::ApiKey").Select((key, index) =>
    {
        context.SourceMap[$"/scopes/0/apiKeys/{index}"] = new("apiKey", key) { Name = key.Id };
        return new ApiKey
        {
            Id = key.Id,
            Name = context.Text(key["Name"]) ?? key.Id,
            Description = context.Text(key["Description"]),
            // CloudFormation makes keys that are off unless told otherwise; Terraform's are on.
            Enabled = context.Flag(key["Enabled"], key, "Enabled", otherwise: key.FromPlan),
            Tags = context.Tags(key["Tags"]),
        };
    }).ToImmutableArray();

    // Keys are handed out elsewhere more often than not.
    private Fact<ImmutableArray<string>> KeysOf(IEnumerable<Resource> planKeys)
    {
        var keys = planKeys.Select(key => context.Text(key["KeyId"]) ?? "").ToImmutableArray();
        return keys is [] && !context.HasType("AWS::ApiGateway::ApiKey")
            ? MappingContext.NotInTemplates("The keys of the usage plan are not in the template.")
            : keys;
    }

    private Throttle? ThrottleOf(Value? throttle, Resource resource, string name) => throttle is null ? null
        : (context.Number(throttle["RateLimit"], resource, $"{name}.RateLimit"), context.Number(
            throttle["BurstLimit"], resource, $"{name}.BurstLimit")) switch
        {
            (null, null) => null,
            var (rate, burst) => new() { Rate = rate, Burst = burst },
        };

    private UsagePlanStage StageOf(Value stage, Resource plan) => new()
    {
        ApiId = context.ApiIdOf(stage["ApiId"]),
        Stage = context.Text(stage["Stage"]) ?? RestApis.UnknownStage,
        MethodThrottles = stage["Throttle"] is MapValue throttles
            ? throttles.Properties.Select(property => (Key: KeyOf(property.Name), Throttle: ThrottleOf(
                property.Value, plan, property.Name)))
                .Where(each => each.Throttle is not null).DistinctBy(each => each.Key, StringComparer.Ordinal)
                .ToImmutableSortedDictionary(each => each.Key, each => each.Throttle ?? new(), StringComparer.Ordinal)
            : ImmutableSortedDictionary<string, Throttle>.Empty,
    };

    // "/orders/GET"
    private static string KeyOf(string name) =>
        name.LastIndexOf('/') is >= 0 and var at ? MethodSettingsKey.Of(name[..at], name[(at + 1)..]) : name;
}
