using System.Text.Json.Nodes;

namespace Auditor.Demo.Serving;

/// <summary>A web ACL, with its rules in WAF's own JSON.</summary>
internal static class ServedWebAcl
{
    public static FakeWebAcl Of(WebAcl acl)
    {
        var definition = acl.Definition.Value;
        return new(definition.Name)
        {
            Id = acl.Arn.Split('/')[^1],
            DefaultAction = definition.DefaultAction.ToString(),
            Rules = [.. definition.Rules.Select(Rule)],
            LogDestinations = acl.IsLogged.Value
                ? [$"arn:aws:logs:{acl.Arn.Split(':')[3]}:{acl.Arn.Split(':')[4]}:log-group:aws-waf-logs-{definition.Name}"]
                : [],
        };
    }

    /// <summary>The managed rule groups that the web ACLs name.</summary>
    public static ImmutableArray<FakeManagedRuleGroup> ManagedGroups(IEnumerable<WebAcl> acls) =>
    [
        .. acls.SelectMany(acl => acl.Definition.Value.Rules)
            .Where(rule => rule.ManagedGroup is not null)
            .GroupBy(rule => rule.Name, StringComparer.Ordinal)
            .Select(group => new FakeManagedRuleGroup(group.Key)
            {
                Rules = group.SelectMany(rule => Inner(rule))
                    .DistinctBy(rule => rule.Name)
                    .ToImmutableSortedDictionary(rule => rule.Name, _ => nameof(WafAction.Block), StringComparer.Ordinal),
            }),
    ];

    private static JsonObject Rule(WafRule rule)
    {
        var action = new JsonObject { [rule.Action is WafAction.Group ? "None" : rule.Action.ToString()] = new JsonObject() };
        return new()
        {
            ["Name"] = rule.Name,
            ["Priority"] = rule.Priority,
            [rule.ManagedGroup is null ? "Action" : "OverrideAction"] = action,
            ["Statement"] = new JsonObject { [rule.Statement] = Statement(rule) },
            ["VisibilityConfig"] = new JsonObject
            {
                ["SampledRequestsEnabled"] = true,
                ["CloudWatchMetricsEnabled"] = true,
                ["MetricName"] = rule.Name,
            },
        };
    }

    private static JsonObject Statement(WafRule rule) => rule switch
    {
        { ManagedGroup: { } group } => new()
        {
            ["VendorName"] = group.Split('/')[0],
            ["Name"] = group.Split('/')[1],
            ["RuleActionOverrides"] = new JsonArray(
            [
                .. Inner(rule).Where(inner => inner.Action is not WafAction.Block).Select(inner => new JsonObject
                {
                    ["Name"] = inner.Name,
                    ["ActionToUse"] = new JsonObject { [inner.Action.ToString()] = new JsonObject() },
                }),
            ]),
        },
        { RateLimit: { } limit } => new() { ["Limit"] = limit, ["AggregateKeyType"] = "IP" },
        _ => new()
        {
            ["SearchString"] = "b2xkLWNyYXdsZXI=",
            ["FieldToMatch"] = new JsonObject { ["SingleHeader"] = new JsonObject { ["Name"] = "user-agent" } },
            ["TextTransformations"] = new JsonArray(new JsonObject { ["Priority"] = 0, ["Type"] = "LOWERCASE" }),
            ["PositionalConstraint"] = "CONTAINS",
        },
    };

    private static ImmutableArray<WafRule> Inner(WafRule rule) => rule.GroupRules.ValueOr(null) ?? [];
}
