using Auditor.Core.Inventory;
using Auditor.Testing.Estates;

namespace Auditor.Rules.Tests.Protection;

/// <summary>Web ACLs in front of the example stage.</summary>
internal static class ExampleWaf
{
    public const string Arn = $"arn:aws:wafv2:{Example.Region}:{Example.Account}:regional/webacl/front-door/11111111-2222-3333-4444-555555555555";

    public const string ClassicArn = $"arn:aws:waf-regional:{Example.Region}:{Example.Account}:webacl/11111111-2222-3333-4444-555555555555";

    public static WafRule Own(WafAction action, string name = "own") =>
        new() { Name = name, Action = action, Statement = "ByteMatchStatement" };

    public static WafRule AllowAll { get; } = Own(WafAction.Allow, "everybody") with
    {
        MatchesEverything = true,
        Statement = "IPSetReferenceStatement",
    };

    public static WafRule Rate(WafAction action) =>
        new() { Name = "rate", Action = action, Statement = "RateBasedStatement", RateLimit = 2000 };

    /// <summary>A rule about the addresses of an IP set.</summary>
    public static WafRule AddressRule(WafAction action, string name, params System.Collections.Immutable.ImmutableArray<string> blocks) =>
        Asking(action, name, IpSet(blocks));

    public static WafRule Asking(WafAction action, string name, WafStatement statement) =>
        new() { Name = name, Action = action, Statement = statement.Kind, Matches = statement };

    public static WafStatement IpSet(params System.Collections.Immutable.ImmutableArray<string> blocks) =>
        new() { Kind = "IPSetReferenceStatement", Addresses = blocks };

    public static WafStatement Either(params System.Collections.Immutable.ImmutableArray<WafStatement> parts) =>
        new() { Kind = "OrStatement", Statements = parts };

    public static WafStatement Not(WafStatement part) => new() { Kind = "NotStatement", Statements = [part] };

    /// <summary>A reference to AWS's common rules, whose rules do this.</summary>
    public static WafRule Managed(params IEnumerable<WafAction> actions) => new()
    {
        Name = "common",
        Action = WafAction.Group,
        Statement = "ManagedRuleGroupStatement",
        ManagedGroup = "AWS/AWSManagedRulesCommonRuleSet",
        GroupRules = Group(actions),
    };

    /// <summary>A reference to a rule group of one's own.</summary>
    public static WafRule OwnGroup(params IEnumerable<WafAction> actions) => new()
    {
        Name = "group",
        Action = WafAction.Group,
        Statement = "RuleGroupReferenceStatement",
        GroupRules = Group(actions),
    };

    /// <summary>A reference to another of AWS's groups.</summary>
    public static WafRule Managed(string group, params IEnumerable<WafAction> actions) =>
        Managed(actions) with { Name = group, ManagedGroup = $"AWS/{group}" };

    /// <summary>An estate whose one stage has a web ACL of these rules that lets through what none of them stops.</summary>
    public static Estate With(params IEnumerable<WafRule> rules) => With(WafAction.Allow, rules);

    public static Estate With(WafAction defaultAction, params IEnumerable<WafRule> rules) =>
        With(new WebAclDefinition { Name = "front-door", DefaultAction = defaultAction, Rules = [.. rules] });

    public static Estate With(Fact<WebAclDefinition> definition) => SmallEstate.Rest()
        .WithStage(stage => stage with { WebAclArn = Arn })
        .WithScope(scope => scope with { WebAcls = [new() { Arn = Arn, Definition = definition }] });

    private static Fact<System.Collections.Immutable.ImmutableArray<WafRule>?> Group(IEnumerable<WafAction> actions) =>
        (System.Collections.Immutable.ImmutableArray<WafRule>?)[.. actions.Select((action, index) => Own(action, $"rule{index}"))];

    /// <summary>Whose web ACLs block what no rule lets in.</summary>
    public static Estate Blocking(this Estate estate) => estate.WithScope(scope => scope with
    {
        WebAcls =
        [
            .. scope.WebAcls.Select(acl => acl with
            {
                Definition = acl.Definition.Select(definition => definition with { DefaultAction = WafAction.Block }),
            }),
        ],
    });
}
