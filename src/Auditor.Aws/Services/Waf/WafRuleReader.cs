using System.Text.Json;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Waf;

namespace Auditor.Aws.Services.Waf;

/// <summary>Turns the rules of one web ACL, with the rule groups and IP sets that they refer to, into the inventory's.</summary>
internal sealed class WafRuleReader(
    IReadOnlyDictionary<string, Fact<ImmutableArray<Wire.WafRule>>> groups,
    IReadOnlyDictionary<string, Fact<ImmutableArray<string>>> ipSets)
{
    private readonly WafStatementReader _statements = new(ipSets);

    /// <summary>
    /// The rule group that a rule refers to: an ARN, or the vendor, name and version of a managed one; <see langword="null"/> when there is
    /// none or all that it does is overridden.
    /// </summary>
    public static string? GroupOf(Wire.WafRule rule)
    {
        var (kind, statement) = WafStatementReader.Of(rule.Statement);
        return (kind, Action(rule.Action ?? rule.OverrideAction)) switch
        {
            (WafStatementReader.RuleGroup, WafAction.Group) => WafStatementReader.Text(statement, "ARN") ?? "",
            (WafStatementReader.ManagedGroup, WafAction.Group) =>
                $"{WafStatementReader.Text(statement, "VendorName")}/{WafStatementReader.Text(statement, "Name")}/{WafStatementReader.Text(statement, "Version")}",
            _ => null,
        };
    }

    /// <summary>The IP sets that decide what a rule does. One that only counts, and tells no other rule, does nothing.</summary>
    public static IEnumerable<string> IpSetsOf(Wire.WafRule rule) =>
        Action(rule.Action ?? rule.OverrideAction) is WafAction.Count && rule.RuleLabels is null or []
            ? []
            : WafStatementReader.IpSetsIn(rule.Statement);

    public static WafAction Action(Wire.WafAction? action) => action switch
    {
        { Allow: not null } => WafAction.Allow,
        { Block: not null } => WafAction.Block,
        { Count: not null } => WafAction.Count,
        { Captcha: not null } => WafAction.Captcha,
        { Challenge: not null } => WafAction.Challenge,
        { None: not null } => WafAction.Group,
        _ => WafAction.Other,
    };

    public WafRule Read(Wire.WafRule rule)
    {
        var (kind, statement) = WafStatementReader.Of(rule.Statement);
        var matches = kind switch
        {
            WafStatementReader.RuleGroup => null,
            WafStatementReader.ManagedGroup or WafStatementReader.RateBased => _statements.ReadScope(statement),
            _ => _statements.Read(rule.Statement),
        };
        ImmutableArray<string> labels = [.. (rule.RuleLabels ?? []).Select(label => label?.Name).OfType<string>()];
        return new()
        {
            Name = rule.Name ?? "",
            Priority = rule.Priority ?? 0,
            Action = Action(rule.Action ?? rule.OverrideAction),
            Statement = kind,
            Matches = matches,
            Labels = labels is [] ? null : labels,
            MatchesEverything = kind is WafStatementReader.RateBased or WafStatementReader.ManagedGroup || matches is null
                ? false
                : MatchesEverything(matches),
            GroupRules = GroupRules(rule, kind, statement),
            ManagedGroup = kind is WafStatementReader.ManagedGroup
                ? $"{WafStatementReader.Text(statement, "VendorName")}/{WafStatementReader.Text(statement, "Name")}"
                : null,
            // arn:aws:wafv2:eu-central-1:123456789012:regional/rulegroup/name/id
            OwnGroup = kind is WafStatementReader.RuleGroup && WafStatementReader.Text(statement, "ARN")?.Split('/') is [.., var name, _]
                ? name
                : null,
            RateLimit = kind is WafStatementReader.RateBased ? WafStatementReader.Number(statement, "Limit") : null,
            RateWindowSeconds = kind is WafStatementReader.RateBased ? WafStatementReader.Number(statement, "EvaluationWindowSec") : null,
        };
    }

    private static Fact<bool> MatchesEverything(WafStatement statement)
    {
        if (WebAclEvaluator.MatchesEverything(statement, AddressSet.Ipv4))
        {
            return true;
        }

        return UnreadIn(statement) is { } unread ? unread : false;
    }

    private static Unknown? UnreadIn(WafStatement statement) => statement.Kind is WafStatementReader.IpSet
        ? statement.Addresses.Unknown
        : (statement.Statements ?? []).Select(UnreadIn).FirstOrDefault(unread => unread is not null);

    private Fact<ImmutableArray<WafRule>?> GroupRules(Wire.WafRule rule, string kind, JsonElement statement)
    {
        if (kind is not (WafStatementReader.RuleGroup or WafStatementReader.ManagedGroup))
        {
            return (ImmutableArray<WafRule>?)null;
        }

        if (GroupOf(rule) is not { } group)
        {
            return new Unknown("The rules of the group were not read: all that they do is overridden.")
            {
                Operation = WafOperations.GetRuleGroup.Id,
                Code = "NotNeeded",
            };
        }

        if (groups[group].Unknown is { } reason)
        {
            return reason;
        }

        var overrides = WafStatementReader.Overrides(statement);
        return (ImmutableArray<WafRule>?)[
            .. groups[group].Value.OrderBy(inner => inner.Priority).Select(Read).Select(inner => overrides.TryGetValue(inner.Name, out var action) ? inner with { Action = action } : inner)];
    }
}
