using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Core.Waf;

/// <summary>Takes all requests through the rules of one web ACL.</summary>
internal sealed class WebAclRun
{
    private readonly WebAclDefinition _definition;
    private readonly double _requestsPerSecond;
    private readonly WafLabels _labels = new();
    private readonly StatementReading _statements;
    private readonly ImmutableArray<WebAclStop>.Builder _stops = ImmutableArray.CreateBuilder<WebAclStop>();
    private RequestRegion _remaining;
    private RequestRegion _allowed = RequestRegion.Nothing;
    private bool _allowsTooMuch;

    public WebAclRun(WebAclDefinition definition, AddressSet from, double requestsPerSecond)
    {
        (_definition, _requestsPerSecond, _remaining) = (definition, requestsPerSecond, RequestRegion.Of(from));
        _statements = new(_labels);
    }

    public WebAclPassages Evaluate()
    {
        Through(_definition.Rules, WafLabels.OfWebAcl(_definition.Name));

        Fact<bool> defaultStops = false;
        switch (_definition.DefaultAction)
        {
            case WafAction.Allow:
                Allow(_remaining);
                break;
            case WafAction.Block:
                defaultStops = DoubtOf(_remaining) is { } doubt ? doubt : !_remaining.IsEmpty;
                break;
            default:
                var unknown = new Unknown($"Web ACL {Quote.Of(_definition.Name)} has a default action that Auditor does not know.");
                Allow(_remaining.Intersect(_statements.Open(
                    new() { Name = "default", Action = WafAction.Other, Statement = "" }, "default action", unknown)));
                defaultStops = _remaining.IsEmpty ? false : unknown;
                break;
        }

        return new()
        {
            Passages = [.. _allowed.Boxes.Select(Passage)],
            Undecided = [.. _statements.Undecided],
            Stops = _stops.ToImmutable(),
            DefaultStops = defaultStops,
        };
    }

    private void Through(ImmutableArray<WafRule> rules, string context)
    {
        foreach (var rule in rules)
        {
            if (_remaining.IsEmpty)
            {
                return;
            }

            try
            {
                Through(rule, context);
            }
            catch (TooManyPassagesException)
            {
                var undecided = _statements.Open(rule, "too many combinations with the rules before it");
                if (rule.Action is WafAction.Allow or WafAction.Other)
                {
                    Allow(_remaining.Intersect(undecided));
                }
            }
        }
    }

    private void Through(WafRule rule, string context)
    {
        switch (rule)
        {
            case { Statement: "ManagedRuleGroupStatement" }:
                ThroughManagedGroup(rule, context);
                break;
            case { Statement: "RuleGroupReferenceStatement", Action: WafAction.Group, GroupRules: { IsKnown: true, Value: { } rules } }:
                Through(rules, WafLabels.OfRuleGroup(rule.OwnGroup));
                break;
            case { Action: WafAction.Group }:
                ThroughUnreadGroup(rule);
                break;
            case { Statement: "RuleGroupReferenceStatement", Action: WafAction.Count, GroupRules: { IsKnown: true, Value: { } rules } }:
                LabelOnly(rules, WafLabels.OfRuleGroup(rule.OwnGroup));
                break;
            case { Statement: "RuleGroupReferenceStatement" }:
                // All that it does is count; the labels of its rules are not known.
                _labels.MayLack = true;
                break;
            case { Statement: "RateBasedStatement" }:
                ThroughRateLimit(rule, context);
                break;
            case { Action: WafAction.Count, Labels: null or [] }:
                break;
            default:
                ThroughOwn(rule, context);
                break;
        }
    }

    // A group that only counts is evaluated as always and puts its labels on; what it would do to the request is not done (WAF API
    // reference, OverrideAction).
    private void LabelOnly(ImmutableArray<WafRule> rules, string context)
    {
        var seen = _remaining;
        foreach (var rule in rules.Where(rule => rule is not { Action: WafAction.Count, Labels: null or [] }))
        {
            if (rule.Statement is "RateBasedStatement" or "ManagedRuleGroupStatement" or "RuleGroupReferenceStatement")
            {
                _labels.MayLack = true;
                continue;
            }

            var matched = seen.Intersect(_statements.Matched(rule, context));
            _labels.Add(context, rule, matched);
            if (rule.Action is WafAction.Allow or WafAction.Block)
            {
                seen = seen.Except(matched);
            }
        }
    }

    private void ThroughOwn(WafRule rule, string context)
    {
        var matched = _statements.Matched(rule, context);
        _labels.Add(context, rule, matched);
        switch (rule.Action)
        {
            case WafAction.Allow:
                Allow(_remaining.Intersect(matched));
                _remaining = _remaining.Except(matched).WithoutAvoidable();
                break;
            case WafAction.Block:
                Stop(rule, matched);
                _remaining = _remaining.Except(matched).WithoutAvoidable();
                break;
            case WafAction.Captcha or WafAction.Challenge:
                // Somebody with a browser goes on; a program does not.
                Stop(rule, matched);
                _statements.Name(StatementReading.NameOf(rule, rule.Action is WafAction.Captcha ? "CAPTCHA" : "challenge"));
                break;
            case WafAction.Other or WafAction.Group:
                Perhaps(
                    rule,
                    matched,
                    new($"Rule {Quote.Of(rule.Name)} of web ACL {Quote.Of(_definition.Name)} has an action that Auditor does not know."));
                break;
        }
    }

    private void ThroughManagedGroup(WafRule rule, string context)
    {
        if (rule.Action is not WafAction.Group)
        {
            return;
        }

        var seen = rule.Matches is null ? _remaining : _remaining.Intersect(_statements.Matched(rule, context));
        if (seen.IsEmpty)
        {
            return;
        }

        var what = $"managed rule group {rule.ManagedGroup}";
        if (rule.GroupRules.IsKnown && rule.GroupRules.Value is { } rules)
        {
            var stopping = rules.Where(inner => inner.Action is WafAction.Block or WafAction.Captcha or WafAction.Challenge).ToList();
            _stops.AddRange(stopping.Select(inner => new WebAclStop(inner, rule.ManagedGroup, DoubtOf(seen))));
            if (rules.Any(inner => inner.Action is WafAction.Allow))
            {
                Allow(seen.Intersect(_statements.Open(rule, what)));
            }

            if (stopping.Count == 0)
            {
                return;
            }
        }
        else
        {
            _stops.Add(new(rule, rule.ManagedGroup, NotRead(rule)));
        }

        _statements.Name(StatementReading.NameOf(rule, what));
    }

    // A group of one's own may let in or stop whatever comes.
    private void ThroughUnreadGroup(WafRule rule)
    {
        _labels.MayLack = true;
        Perhaps(rule, RequestRegion.Everything, NotRead(rule));
    }

    private void ThroughRateLimit(WafRule rule, string context)
    {
        var seen = rule.Matches is null ? RequestRegion.Everything : _statements.Matched(rule, context);
        var neverBites = rule.RateLimit is { } limit && limit >= _requestsPerSecond * (rule.RateWindowSeconds ?? 300);
        if (neverBites || _remaining.Intersect(seen).IsEmpty)
        {
            return;
        }

        var exceeding = _statements.Open(rule, rule.Statement);
        _labels.Add(context, rule, seen.Intersect(exceeding));
        if (rule.Action is WafAction.Block or WafAction.Captcha or WafAction.Challenge)
        {
            Stop(rule, seen);
        }
        else if (rule.Action is WafAction.Other)
        {
            Perhaps(
                rule,
                seen.Intersect(exceeding),
                new($"Rule {Quote.Of(rule.Name)} of web ACL {Quote.Of(_definition.Name)} has an action that Auditor does not know."));
        }
    }

    private void Perhaps(WafRule rule, RequestRegion matched, Unknown reason)
    {
        _stops.Add(new(rule, null, reason));
        var ended = matched.Intersect(_statements.Open(rule, rule.Statement, reason));
        Allow(_remaining.Intersect(ended));
        _remaining = _remaining.Except(ended);
    }

    private void Allow(RequestRegion requests)
    {
        if (_allowsTooMuch)
        {
            return;
        }

        try
        {
            _allowed = _allowed.Union(requests.WithoutAvoidable());
        }
        catch (TooManyPassagesException)
        {
            _allowsTooMuch = true;
            _allowed = _statements.Open(
                new() { Name = _definition.Name, Action = WafAction.Allow, Statement = "" }, "more passages than are followed");
        }
    }

    private void Stop(WafRule rule, RequestRegion matched)
    {
        var stopped = _remaining.Intersect(matched);
        if (!stopped.IsEmpty)
        {
            _stops.Add(new(rule, null, DoubtOf(stopped)));
        }
    }

    // Nothing was left unread in one of the boxes: then there are such requests.
    private static Unknown? DoubtOf(RequestRegion requests)
    {
        var doubts = requests.Boxes.Select(UnreadIn).ToList();
        return doubts.TrueForAll(doubt => doubt is not null) ? doubts.FirstOrDefault() : null;
    }

    private static Unknown? UnreadIn(RequestBox box) =>
        box.Answers.Keys.Select(atom => atom.Unread).FirstOrDefault(unread => unread is not null);

    private Unknown NotRead(WafRule rule) => rule.GroupRules.Unknown
        ?? new Unknown($"The rules of the group that rule {Quote.Of(rule.Name)} of web ACL {Quote.Of(_definition.Name)} refers to were "
            + $"not read.");

    private static WebAclPassage Passage(RequestBox box) => new()
    {
        Addresses = box.Addresses,
        Countries = box.Countries,
        Conditions = [.. box.Answers.Where(answer => answer.Key.Text is not null).Select(answer => Condition(answer.Key.Text, answer.Value)).OfType<WebAclCondition>()],
        ForwardedAddresses = [.. box.Forwarded.Values.Where(values => !values.IsAnything)],
        Undecided = [.. box.Answers.Where(answer => answer.Key is { Text: null, IsCallersChoice: false }).Select(answer => answer.Key.Name).Distinct(StringComparer.Ordinal)],
        LetInBy =
        [
            .. box.Answers.Where(answer => answer is { Key: { Text: null, IsCallersChoice: false }, Value: true })
                .Select(answer => answer.Key.Name)
                .Distinct(StringComparer.Ordinal),
        ],
        Unread = UnreadIn(box),
    };

    private static WebAclCondition? Condition(WafStatement? text, bool holds) => text is { Part: { } part, Comparison: { } comparison }
        ? new()
        {
            Part = part,
            Name = text.PartName,
            Comparison = comparison,
            Transformations = text.Transformations ?? [],
            Value = text.Value,
            IsSecret = text.SecretValue is not null,
            Holds = holds,
        }
        : null;
}
