using System.Text.Json.Nodes;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A rule group of the account's own.</summary>
public sealed record FakeRuleGroup(string Name)
{
    public string Id { get; init; } = FakeId.Uuid("rule group", Name);

    /// <summary>The rules as WAF's JSON has them.</summary>
    public JsonArray Rules { get; init; } = [];

    public string Arn(string region, string account, string partition = "aws") =>
        $"arn:{partition}:wafv2:{region}:{account}:regional/rulegroup/{Name}/{Id}";
}
