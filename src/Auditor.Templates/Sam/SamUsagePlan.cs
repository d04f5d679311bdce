using Auditor.Templates.Values;
using static Auditor.Templates.Sam.GeneratedValues;

namespace Auditor.Templates.Sam;

/// <summary>What <c>UsagePlan</c> makes: a plan with a key, for each API or one for all that share it.</summary>
internal static class SamUsagePlan
{
    private const string Shared = "Serverless";

    public static IEnumerable<Resource> Of(Resource api, string stage)
    {
        if (api["Auth"]?["UsagePlan"] is not MapValue plan
            || Literal(plan["CreateUsagePlan"]) is not (("PER_API" or "SHARED") and var kind))
        {
            yield break;
        }

        var (at, id) = (plan.Place, kind is "SHARED" ? Shared : api.Id);
        var path = $"{api.Path}/Properties/Auth/UsagePlan";
        yield return new($"{id}UsagePlan", "AWS::ApiGateway::UsagePlan", Map(at,
            ("UsagePlanName", plan["UsagePlanName"]),
            ("Throttle", plan["Throttle"]),
            ("Quota", plan["Quota"]),
            ("ApiStages", List(at, [Map(at, ("ApiId", Ref(at, api.Id)), ("Stage", Ref(at, stage)))]))), at)
        { Path = path };
        yield return new($"{id}ApiKey", "AWS::ApiGateway::ApiKey", Map(at, ("Enabled", Text(at, "true"))), at) { Path = path };
        yield return new(
            $"{id}UsagePlanKey",
            "AWS::ApiGateway::UsagePlanKey",
            Map(at, ("KeyId", Ref(at, $"{id}ApiKey")), ("UsagePlanId", Ref(at, $"{id}UsagePlan"))),
            at)
        { Path = path };
    }

    /// <summary>The plans of all APIs, with one for those that share it.</summary>
    public static IEnumerable<Resource> Joined(IEnumerable<Resource> plans) =>
        plans.GroupBy(plan => plan.Id, StringComparer.Ordinal).Select(same => same.First() is { Type: "AWS::ApiGateway::UsagePlan" } plan
            ? plan.WithProperty("ApiStages", new ListValue(plan.Place, [.. same.SelectMany(each => each["ApiStages"]?.Items ?? [])]))
            : same.First());
}
