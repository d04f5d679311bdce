using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Rules.Protection;

/// <summary>Lists the rules of a web ACL that stop what they match.</summary>
internal static class WebAclRules
{
    /// <summary>The rules that stop requests, those of rule groups included; unknown when a group was not read.</summary>
    public static Fact<ImmutableArray<WafRule>> Enforced(WebAclDefinition definition) => Enforced(definition.Rules);

    private static Fact<ImmutableArray<WafRule>> Enforced(ImmutableArray<WafRule> rules)
    {
        var enforced = ImmutableArray.CreateBuilder<WafRule>();
        foreach (var rule in rules)
        {
            switch (rule.Action)
            {
                case WafAction.Block or WafAction.Captcha or WafAction.Challenge:
                    enforced.Add(rule);
                    break;
                case WafAction.Group:
                    var group = rule.GroupRules.IsKnown ? Enforced(rule.GroupRules.Value ?? []) : rule.GroupRules.Unknown ?? Unknown.NotCollected;
                    if (!group.IsKnown)
                    {
                        return group;
                    }

                    enforced.AddRange(group.Value);
                    break;
                case WafAction.Allow when rule.MatchesEverything.ValueOr(false):
                    return enforced.ToImmutable();
            }
        }

        return enforced.ToImmutable();
    }
}
