using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;
using Auditor.Core.Throttling;
using Auditor.Core.Waf;

namespace Auditor.Rules.Protection;

/// <summary>What a web ACL does to the requests that can reach the API behind it.</summary>
internal sealed class WebAclEffect
{
    // More requests a second than AWS grants to anybody.
    private const double AnyRate = 1e9;

    private readonly WebAclDefinition _definition;
    private readonly AddressSet _from;
    private readonly double _rate;
    private readonly WebAclPassages _passages;
    private readonly Unknown? _rateUnread;

    private WebAclEffect(WebAclDefinition definition, AddressSet from, double rate, Unknown? rateUnread = null)
    {
        _rateUnread = rateUnread;
        (_definition, _from, _rate) = (definition, from, rate);
        _passages = WebAclEvaluator.Evaluate(definition, from, rate);
    }

    /// <summary>What it says.</summary>
    public WebAclDefinition Definition => _definition;

    /// <summary>Whether some request is stopped; unknown when that hangs on something that was not read.</summary>
    // Where the account's limit was not read it may be higher than AWS's default, and a rule that limits rates may stop something.
    public Fact<bool> StopsSomething => _passages.StopsSomething is { IsKnown: true, Value: false } nothing && _rateUnread is { } unread
        ? WebAclEvaluator.Evaluate(_definition, _from, AnyRate).StopsSomething is { IsKnown: true, Value: false } ? nothing : unread
        : _passages.StopsSomething;

    /// <summary>The rules that stop requests, those of rule groups included; where one was not read, with the reason.</summary>
    public ImmutableArray<WebAclStop> Stops => _passages.Stops;

    public static WebAclEffect Of(Scope scope, Api api, WebAclDefinition definition) =>
        new(definition, Callers(scope, api), AccountLimit.Of(scope).Rate, scope.Settings.Unknown);

    /// <summary>
    /// The web ACL of a stage that stops some request; <see langword="null"/> where there is none, where it is one of AWS WAF Classic
    /// (AGW4006's finding) and where it stops nothing at all (AGW4002's).
    /// </summary>
    public static WebAclEffect? ThatStops(Scope scope, Api api, Stage stage)
    {
        if (string.IsNullOrEmpty(stage.WebAclArn) || AttachedWebAcl.IsClassic(stage.WebAclArn))
        {
            return null;
        }

        var effect = Of(scope, api, AttachedWebAcl.Of(scope, stage.WebAclArn).Value);
        return effect.StopsSomething.Value ? effect : null;
    }

    /// <summary>Whether a rule of this sort stops requests; unknown when there may be one that was not read.</summary>
    public Fact<bool> StopsBy(Func<WebAclStop, bool> sort)
    {
        var fitting = Stops.Where(stop => sort(stop) && IsBeforeThoseWhoGetIn(stop)).ToList();
        if (fitting.Exists(stop => stop.Doubt is null))
        {
            return true;
        }

        var doubt = fitting.Concat(Stops.Where(IsUnreadGroup)).Select(stop => stop.Doubt).FirstOrDefault(doubt => doubt is not null);
        return doubt is null ? false : doubt;
    }

    // Allow ends the evaluation (Rule actions in AWS WAF): where the default action blocks, what stands behind the last rule that allows
    // stops nobody who would get in.
    private bool IsBeforeThoseWhoGetIn(WebAclStop stop) => _definition.DefaultAction is WafAction.Allow
        || _definition.Rules.Reverse().TakeWhile(rule => !IsOrHolds(rule, stop.Rule)).Any(MayAllow);

    private static bool IsOrHolds(WafRule rule, WafRule sought) =>
        rule == sought || rule.GroupRules.ValueOr(null) is { } rules && rules.Contains(sought);

    private static bool MayAllow(WafRule rule) => rule.Action is WafAction.Allow
        || rule.Action is WafAction.Group
            && (!rule.GroupRules.IsKnown || rule.GroupRules.Value is { } rules && rules.Any(each => each.Action is WafAction.Allow));

    /// <summary>Why no request is stopped.</summary>
    public string WhyNothingIsStopped()
    {
        var rules = _definition.Rules;
        if (AllowsTheRest() is { } reason)
        {
            return reason;
        }

        return rules switch
        {
            [] => "it has no rules and lets everything through by default",
            _ when rules.All(rule => rule.Action is WafAction.Allow) => "its rules only allow, and so does its default action",
            _ when rules.All(rule => rule.Action is WafAction.Count) => "its rules only count, and its default action allows",
            _ when rules.All(rule => rule.Action is WafAction.Group && rule.GroupRules.ValueOr(null) is []) =>
                "its rule groups are empty, and its default action allows",
            _ when rules.FirstOrDefault(
                rule => rule.Action is WafAction.Block or WafAction.Captcha or WafAction.Challenge) is { } blocking =>
                    $"{Idle(blocking)}, and its default action allows",
            _ => "its rules only count, allow or refer to rule groups that do, and its default action allows",
        };
    }

    // The rule after which no request is left for another.
    private string? AllowsTheRest()
    {
        for (var count = 1; count <= _definition.Rules.Length; count++)
        {
            var rule = _definition.Rules[count - 1];
            if (rule.Action is WafAction.Allow or WafAction.Group && IsNothingLeft(_definition.Rules[..count]))
            {
                var after = count < _definition.Rules.Length
                    ? "before another rule could block it"
                    : "before the default action could block it";
                return rule.Action is WafAction.Allow && IsNothingLeft([rule])
                    ? $"rule {Quote.Of(rule.Name)} allows everything {after}"
                    : $"what the rules up to {Quote.Of(rule.Name)} allow is together everything, {after}";
            }
        }

        return null;
    }

    private bool IsNothingLeft(ImmutableArray<WafRule> rules) =>
        WebAclEvaluator.Evaluate(
            _definition with { DefaultAction = WafAction.Block, Rules = rules },
            _from,
            _rate).DefaultStops is { IsKnown: true, Value: false };

    private string Idle(WafRule rule) => rule.RateLimit is { } limit
        ? string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"the limit of rule {Quote.Of(rule.Name)}, {limit:N0} requests in {rule.RateWindowSeconds ?? 300} seconds, is more than the "
                + $"{_rate:N0} a second that the account answers in all")
        : $"no request from where callers can be meets rule {Quote.Of(rule.Name)}";

    private static bool IsUnreadGroup(WebAclStop stop) => stop is { Group: null, Doubt: not null, Rule.Action: WafAction.Group };

    // By which addresses callers can come: those of the internet, or of VPCs; IPv6 only where a name of the API answers it.
    private static AddressSet Callers(Scope scope, Api api)
    {
        // A private API is always reached over both.
        if (api.EndpointType.IsKnown && api.EndpointType.Value is EndpointType.Private)
        {
            return AddressSet.Everything;
        }

        var all = AddressSet.PublicInternet;
        return IsDualStack(api.IpAddressType)
            || scope.Domains.ValueOr([]).Any(domain => IsDualStack(domain.IpAddressType) && MayLeadTo(domain, api))
            ? all
            : all.Intersect(AddressSet.Ipv4);
    }

    private static bool MayLeadTo(Domain domain, Api api) =>
        (!domain.Mappings.IsKnown || domain.Mappings.Value.Any(mapping => mapping.ApiId == api.Id))
        || (!domain.RoutingRules.IsKnown || domain.RoutingRules.Value.Any(rule => rule.ApiId == api.Id));

    private static bool IsDualStack(string? type) => string.Equals(type, "dualstack", StringComparison.OrdinalIgnoreCase);
}
