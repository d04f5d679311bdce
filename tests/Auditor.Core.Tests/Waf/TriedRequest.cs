using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Waf;

namespace Auditor.Core.Tests.Waf;

/// <summary>One request, and two ways to tell whether a web ACL lets it in: rule by rule as AWS WAF goes, and by the passages.</summary>
internal sealed record TriedRequest(string Address, string Country, string? Header, string Path, string? Forwarded)
{
    public const string HeaderName = "x-origin-verify";
    public const string ForwardedName = "x-forwarded-for";

    public bool IsLetIn(WebAclDefinition definition)
    {
        var labels = new List<string>();
        return (Through(definition.Rules, "webacl:front", labels) ?? definition.DefaultAction) is WafAction.Allow;
    }

    public bool IsIn(WebAclPassage passage) =>
        passage.Addresses.Contains(Address)
        && passage.Countries.Contains(Country)
        && passage.Conditions.All(condition => Compare(condition.Part, condition.Comparison, condition.Value) == condition.Holds)
        && passage.ForwardedAddresses.All(values => Forwarded switch
        {
            null => values.MayBeAbsent,
            "unknown" => values.MayBeMalformed,
            _ => values.Addresses.Contains(Forwarded),
        });

    private WafAction? Through(IEnumerable<WafRule> rules, string context, List<string> labels)
    {
        foreach (var rule in rules)
        {
            if (rule.Action is WafAction.Group)
            {
                if (Through(rule.GroupRules.Value ?? [], $"rulegroup:{rule.OwnGroup}", labels) is { } ended)
                {
                    return ended;
                }

                continue;
            }

            if (rule.Matches is not { } statement || (Forwarded is null && Asks(statement)) || !Matches(statement, context, labels))
            {
                continue;
            }

            labels.AddRange((rule.Labels ?? []).Select(label => $"{context}:{label}"));
            if (rule.Action is WafAction.Allow or WafAction.Block)
            {
                return rule.Action;
            }
        }

        return null;
    }

    private static bool Asks(WafStatement statement) => statement.ForwardedAddress is not null || (statement.Statements ?? []).Any(Asks);

    private bool Matches(WafStatement statement, string context, List<string> labels) => statement.Kind switch
    {
        "AndStatement" => (statement.Statements ?? []).All(part => Matches(part, context, labels)),
        "OrStatement" => (statement.Statements ?? []).Any(part => Matches(part, context, labels)),
        "NotStatement" => !Matches((statement.Statements ?? [])[0], context, labels),
        "IPSetReferenceStatement" when statement.ForwardedAddress is { } forwarded =>
            Forwarded is "unknown" ? forwarded.MatchesMalformed : statement.Addresses.Value.Any(block => Holds(block, Forwarded)),
        "IPSetReferenceStatement" => statement.Addresses.Value.Any(block => Holds(block, Address)),
        "GeoMatchStatement" => (statement.Countries ?? []).Contains(Country),
        "LabelMatchStatement" => labels.Contains($"{context}:{statement.Label}"),
        _ => Compare(statement.Part, statement.Comparison, statement.Value),
    };

    private bool Compare(string? part, string? comparison, string? value) => ((part is "SingleHeader" ? Header : Path), comparison) switch
    {
        (null, _) => false,
        (var text, "EXACTLY") => text == value,
        (var text, "STARTS_WITH") => text.StartsWith(value ?? "", StringComparison.Ordinal),
        (var text, _) => text.Contains(value ?? "", StringComparison.Ordinal),
    };

    private static bool Holds(string block, string? address) => address is not null && AddressSet.Of([block]).Contains(address);
}
