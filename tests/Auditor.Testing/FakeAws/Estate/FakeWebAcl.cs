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

    /// <summary>Where the owner's logging configuration writes.</summary>
    public ImmutableArray<string> LogDestinations { get; init; } = [];

    /// <summary>
    /// Where the logging configurations of other log scopes write: <c>SECURITY_LAKE</c>, <c>CLOUDWATCH_TELEMETRY_RULE_MANAGED</c>.
    /// </summary>
    public ImmutableDictionary<string, ImmutableArray<string>> OtherLogDestinations { get; init; } = [];

    /// <summary>The filter of the owner's logging configuration.</summary>
    public JsonObject? LoggingFilter { get; init; }

    public bool CloudWatchMetricsEnabled { get; init; } = true;

    public string Arn(string region, string account, string partition = "aws") =>
        $"arn:{partition}:wafv2:{region}:{account}:regional/webacl/{Name}/{Id}";
}
