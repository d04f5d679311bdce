using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A regional web ACL.</summary>
public sealed record FakeWebAcl(string Name)
{
    public string Id { get; init; } = FakeId.Uuid("web acl", Name);

    /// <summary>Allow or Block.</summary>
    public string DefaultAction { get; init; } = "Allow";

    /// <summary>The rules as WAF's JSON has them.</summary>
    public JsonArray Rules { get; init; } = [];

    public ImmutableArray<string> LogDestinations { get; init; } = [];

    public bool CloudWatchMetricsEnabled { get; init; } = true;

    public string Arn(string region, string account, string partition = "aws") => $"arn:{partition}:wafv2:{region}:{account}:regional/webacl/{Name}/{Id}";
}
