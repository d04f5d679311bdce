using Auditor.Core.Inventory;

namespace Auditor.Core.Tests.Waf;

/// <summary>Statements and rules of web ACLs in few words.</summary>
internal static class Statements
{
    public static WafStatement Addresses(params string[] blocks) =>
        new() { Kind = "IPSetReferenceStatement", Addresses = (System.Collections.Immutable.ImmutableArray<string>)[.. blocks] };

    public static WafStatement UnreadAddresses(Unknown reason) => new() { Kind = "IPSetReferenceStatement", Addresses = reason };

    public static WafStatement Forwarded(string header, bool matchesMalformed, params string[] blocks) =>
        Addresses(blocks) with { ForwardedAddress = new(header, matchesMalformed) };

    public static WafStatement Countries(params string[] codes) => new() { Kind = "GeoMatchStatement", Countries = [.. codes] };

    public static WafStatement Header(string name, string value, string comparison = "EXACTLY") =>
        Text("SingleHeader", name, value, comparison);

    public static WafStatement Secret(string header, int number = 1) =>
        new() { Kind = "ByteMatchStatement", Part = "SingleHeader", PartName = header, Comparison = "EXACTLY", SecretValue = number };

    public static WafStatement Path(string start) => Text("UriPath", null, start, "STARTS_WITH");

    public static WafStatement Label(string label) => new() { Kind = "LabelMatchStatement", Label = label };

    public static WafStatement Namespace(string name) => new() { Kind = "LabelMatchStatement", Label = name, IsLabelNamespace = true };

    public static WafStatement Kind(string kind) => new() { Kind = kind };

    public static WafStatement All(params WafStatement[] parts) => new() { Kind = "AndStatement", Statements = [.. parts] };

    public static WafStatement Any(params WafStatement[] parts) => new() { Kind = "OrStatement", Statements = [.. parts] };

    public static WafStatement Not(WafStatement part) => new() { Kind = "NotStatement", Statements = [part] };

    public static WafRule Rule(WafAction action, WafStatement statement, string name = "rule", params string[] labels) =>
        new() { Name = name, Action = action, Statement = statement.Kind, Matches = statement, Labels = labels is [] ? null : [.. labels] };

    public static WafRule Group(string name, params WafRule[] rules) => new()
    {
        Name = $"reference to {name}",
        Action = WafAction.Group,
        Statement = "RuleGroupReferenceStatement",
        OwnGroup = name,
        GroupRules = (System.Collections.Immutable.ImmutableArray<WafRule>?)[.. rules],
    };

    public static WafRule Managed(string group, params WafRule[] rules) => new()
    {
        Name = group,
        Action = WafAction.Group,
        Statement = "ManagedRuleGroupStatement",
        ManagedGroup = $"AWS/{group}",
        GroupRules = (System.Collections.Immutable.ImmutableArray<WafRule>?)[.. rules],
    };

    public static WafRule Rate(WafAction action, long limit, long? seconds = null) =>
        new() { Name = "rate", Action = action, Statement = "RateBasedStatement", RateLimit = limit, RateWindowSeconds = seconds };

    public static WebAclDefinition WebAcl(WafAction defaultAction, params WafRule[] rules) =>
        new() { Name = "front", DefaultAction = defaultAction, Rules = [.. rules] };

    private static WafStatement Text(string part, string? name, string value, string comparison) =>
        new() { Kind = "ByteMatchStatement", Part = part, PartName = name, Comparison = comparison, Value = value };
}
