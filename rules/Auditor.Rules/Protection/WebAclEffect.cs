using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Rules.Protection;

/// <summary>Works out whether a web ACL can stop any request at all.</summary>
internal sealed class WebAclEffect
{
    private readonly string _webAcl;
    private Unknown? _doubt;

    private WebAclEffect(string webAcl) => _webAcl = webAcl;

    /// <summary>What may have become of requests after some rules. With something unknown, more than one is possible.</summary>
    [Flags]
    private enum Passage
    {
        /// <summary>All go on to the next rule, apart from those that were allowed.</summary>
        Open = 1,

        /// <summary>Some were stopped.</summary>
        Stopped = 2,

        /// <summary>All were allowed: no later rule sees one.</summary>
        AllAllowed = 4,
    }

    /// <summary>Whether some request is stopped; unknown when that hangs on something that was not read.</summary>
    public static Fact<bool> Of(WebAclDefinition definition)
    {
        var effect = new WebAclEffect(definition.Name);
        var passage = effect.Through(definition.Rules);

        // What no rule allows meets the default action.
        if (passage.HasFlag(Passage.Open))
        {
            passage = (passage & ~Passage.Open) | (definition.DefaultAction is WafAction.Block ? Passage.Stopped : Passage.AllAllowed);
        }

        return passage switch
        {
            Passage.Stopped => true,
            Passage.AllAllowed => false,
            _ => effect._doubt ?? Unknown.NotCollected,
        };
    }

    private Passage Through(ImmutableArray<WafRule> rules)
    {
        var passage = Passage.Open;
        foreach (var rule in rules)
        {
            if (!passage.HasFlag(Passage.Open))
            {
                break;
            }

            passage = (passage & ~Passage.Open) | Through(rule);
        }

        return passage;
    }

    private Passage Through(WafRule rule) => rule.Action switch
    {
        // Somebody without a browser solves neither a CAPTCHA nor a challenge.
        WafAction.Block or WafAction.Captcha or WafAction.Challenge => Passage.Stopped,
        WafAction.Count => Passage.Open,
        WafAction.Allow when rule.MatchesEverything.Unknown is { } unknown => Doubt(unknown, Passage.Open | Passage.AllAllowed),
        WafAction.Allow => rule.MatchesEverything.Value ? Passage.AllAllowed : Passage.Open,
        WafAction.Group => ThroughGroup(rule),
        _ => Doubt(
            new($"Rule {Quote.Of(rule.Name)} of web ACL {Quote.Of(_webAcl)} has an action that Auditor does not know."),
            Passage.Open | Passage.Stopped | Passage.AllAllowed),
    };

    private Passage ThroughGroup(WafRule rule)
    {
        if (rule.GroupRules.IsKnown && rule.GroupRules.Value is { } rules)
        {
            return Through(rules);
        }

        var reason = rule.GroupRules.Unknown
            ?? new Unknown($"The rules of the group that rule {Quote.Of(rule.Name)} of web ACL {Quote.Of(_webAcl)} refers to were not read.");

        // A group for sale may do nothing to a request, or stop it; only one's own could allow everything.
        return Doubt(reason, rule.ManagedGroup is null ? Passage.Open | Passage.Stopped | Passage.AllAllowed : Passage.Open | Passage.Stopped);
    }

    private Passage Doubt(Unknown reason, Passage possible)
    {
        _doubt ??= reason;
        return possible;
    }
}
