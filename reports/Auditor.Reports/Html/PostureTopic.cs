using Auditor.Core.Metadata;

namespace Auditor.Reports.Html;

/// <summary>What the posture matrix has a column for: a group of rules.</summary>
/// <param name="Key">In filters and the address's fragment.</param>
/// <param name="Label">At the head of the column.</param>
internal sealed record PostureTopic(string Key, string Label)
{
    private static readonly PostureTopic Authorization = new("authorization", "Authorization");
    private static readonly PostureTopic Transport = new("tls", "TLS and domain");
    private static readonly PostureTopic Throttling = new("throttling", "Throttling");
    private static readonly PostureTopic Firewall = new("waf", "WAF");
    private static readonly PostureTopic Logs = new("logs", "Logs");
    private static readonly PostureTopic Tracing = new("tracing", "Tracing");
    private static readonly PostureTopic Alarms = new("alarms", "Alarms");
    private static readonly PostureTopic Use = new("use", "Used");
    private static readonly PostureTopic Drift = new("drift", "Drift");

    /// <summary>From left to right.</summary>
    public static IReadOnlyList<PostureTopic> All { get; } =
    [
        Authorization, Transport, Throttling, Firewall, Logs, Tracing, Alarms, Use, Drift,
    ];

    /// <summary>The topic that a rule is about; <see langword="null"/> where it is about none of them.</summary>
    public static PostureTopic? Of(RuleInfo rule) => rule.Category switch
    {
        Category.Authorization or Category.Policies => Authorization,
        Category.Transport => Transport,
        Category.Throttling => Throttling,
        Category.Protection when Has(rule, "web-acl") || Has(rule, "edge-protection") => Firewall,
        Category.Observability when Has(rule, "tracing") => Tracing,
        Category.Observability when Has(rule, "alarm") => Alarms,
        Category.Observability when Has(rule, "log") || Has(rule, "trace") => Logs,
        Category.Hygiene when Has(rule, "unused-") => Use,
        Category.Hygiene when Has(rule, "differs") || Has(rule, "deployment") => Drift,
        _ => null,
    };

    private static bool Has(RuleInfo rule, string part) => rule.Name.Contains(part, StringComparison.Ordinal);
}
