using System.Text.Json.Nodes;
using Auditor.Aws.Collection;
using Auditor.Aws.Tests.Transport;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;

namespace Auditor.Aws.Tests.Collection;

public sealed class WebAclTests
{
    private const string AclArn = "arn:aws:wafv2:eu-west-1:123456789012:regional/webacl/front/11111111-1111-4111-8111-111111111111";
    private const string GroupArn = "arn:aws:wafv2:eu-west-1:123456789012:regional/rulegroup/own/22222222-2222-4222-8222-222222222222";
    private const string IpSetArn = "arn:aws:wafv2:eu-west-1:123456789012:regional/ipset/office/33333333-3333-4333-8333-333333333333";

    [Fact]
    public async Task Rules_come_in_the_order_in_which_WAF_applies_them()
    {
        var (acl, gaps, calls) = await ReadAsync($$$$$$"""
            {"Name":"front","DefaultAction":{"Allow":{}},
             "PreProcessFirewallManagerRuleGroups":[{"Name":"first","Priority":1,"FirewallManagerStatement":{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"AWSManagedRulesCommonRuleSet"}},"OverrideAction":{"None":{}}}],
             "Rules":[
               {"Name":"rate","Priority":20,"Statement":{"RateBasedStatement":{"Limit":2000,"AggregateKeyType":"IP"}},"Action":{"Block":{}}},
               {"Name":"captcha","Priority":10,"Statement":{"GeoMatchStatement":{"CountryCodes":["XX"]}},"Action":{"Captcha":{}}}],
             "PostProcessFirewallManagerRuleGroups":[{"Name":"last","Priority":0,"FirewallManagerStatement":{"RuleGroupReferenceStatement":{"ARN":"{{{{{{GroupArn}}}}}}"}},"OverrideAction":{"Count":{}}}]}
            """);

        var definition = acl.Definition.Value;
        definition.DefaultAction.ShouldBe(WafAction.Allow);
        definition.Rules.Select(rule => (rule.Name, rule.Action, rule.Statement)).ShouldBe([
            ("first", WafAction.Group, "ManagedRuleGroupStatement"),
            ("captcha", WafAction.Captcha, "GeoMatchStatement"),
            ("rate", WafAction.Block, "RateBasedStatement"),
            ("last", WafAction.Count, "RuleGroupReferenceStatement"),
        ]);
        definition.Rules[0].ManagedGroup.ShouldBe("AWS/AWSManagedRulesCommonRuleSet");
        definition.Rules[2].RateLimit.ShouldBe(2000);
        definition.Rules[0].GroupRules.Value.ShouldNotBeNull().Length.ShouldBe(2);
        // Whatever is in it, the reference only counts: reading it would tell nothing.
        definition.Rules[3].GroupRules.IsKnown.ShouldBeFalse();
        calls.ShouldBe(["GetWebACL", "DescribeManagedRuleGroup"]);
        gaps.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_rules_of_an_own_group_are_read()
    {
        var (acl, _, _) = await ReadAsync($$$$$$"""{"DefaultAction":{"Allow":{}},"Rules":[{"Name":"own","Priority":0,"Statement":{"RuleGroupReferenceStatement":{"ARN":"{{{{{{GroupArn}}}}}}"}},"OverrideAction":{"None":{}}}]}""");

        acl.Definition.Value.Rules.ShouldHaveSingleItem().GroupRules.Value.ShouldNotBeNull().ShouldHaveSingleItem().Action.ShouldBe(WafAction.Block);
    }

    [Fact]
    public async Task A_managed_group_is_read_once_and_what_references_override_of_it_is_applied()
    {
        var (acl, _, calls) = await ReadAsync("""
            {"DefaultAction":{"Allow":{}},"Rules":[
              {"Name":"as-is","Priority":0,"Statement":{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"A"}},"OverrideAction":{"None":{}}},
              {"Name":"tamed","Priority":1,"Statement":{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"B","RuleActionOverrides":[{"Name":"one","ActionToUse":{"Count":{}}}]}},"OverrideAction":{"None":{}}},
              {"Name":"tamed-of-old","Priority":2,"Statement":{"ManagedRuleGroupStatement":{"VendorName":"AWS","Name":"B","ExcludedRules":[{"Name":"one"},{"Name":"two"}]}},"OverrideAction":{"None":{}}}]}
            """);

        var rules = acl.Definition.Value.Rules;
        rules[0].GroupRules.Value.ShouldNotBeNull().Select(rule => rule.Action).ShouldBe([WafAction.Block, WafAction.Block]);
        rules[1].GroupRules.Value.ShouldNotBeNull().Select(rule => rule.Action).ShouldBe([WafAction.Count, WafAction.Block]);
        rules[2].GroupRules.Value.ShouldNotBeNull().Select(rule => rule.Action).ShouldBe([WafAction.Count, WafAction.Count]);
        calls.ShouldBe(["GetWebACL", "DescribeManagedRuleGroup", "DescribeManagedRuleGroup"]);
    }

    [Theory]
    [InlineData("""["0.0.0.0/1","128.0.0.0/1"]""", true)]
    [InlineData("""["0.0.0.0/2","64.0.0.0/2","128.0.0.0/1"]""", true)]
    [InlineData("""["0.0.0.0/1","128.0.0.0/2"]""", false)]
    [InlineData("""["::/1","8000::/1"]""", false)]
    [InlineData("""["10.0.0.0/8"]""", false)]
    [InlineData("[]", false)]
    public async Task A_rule_that_lets_a_set_of_addresses_through_is_known_to_let_everybody_through_or_not(string addresses, bool everybody)
    {
        var (acl, _, calls) = await ReadAsync(
            $$$$$$"""
            {"DefaultAction":{"Block":{}},"Rules":[
              {"Name":"allow","Priority":0,"Statement":{"IPSetReferenceStatement":{"ARN":"{{{{{{IpSetArn}}}}}}"}},"Action":{"Allow":{}}},
              {"Name":"block","Priority":1,"Statement":{"IPSetReferenceStatement":{"ARN":"{{{{{{IpSetArn}}}}}}-other"}},"Action":{"Block":{}}}]}
            """,
            addresses);

        acl.Definition.Value.Rules[0].MatchesEverything.Value.ShouldBe(everybody);
        calls.ShouldBe(["GetWebACL", "GetIPSet"]);
    }

    [Theory]
    [InlineData("""{"SizeConstraintStatement":{"ComparisonOperator":"GE","Size":0}}""", true)]
    [InlineData("""{"SizeConstraintStatement":{"ComparisonOperator":"GT","Size":0}}""", false)]
    [InlineData("""{"RegexMatchStatement":{"RegexString":".*"}}""", true)]
    [InlineData("""{"AndStatement":{"Statements":[{"SizeConstraintStatement":{"ComparisonOperator":"GE","Size":0}},{"RegexMatchStatement":{"RegexString":".*"}}]}}""", true)]
    [InlineData("""{"AndStatement":{"Statements":[{"SizeConstraintStatement":{"ComparisonOperator":"GE","Size":0}},{"GeoMatchStatement":{}}]}}""", false)]
    [InlineData("""{"OrStatement":{"Statements":[{"GeoMatchStatement":{}},{"RegexMatchStatement":{"RegexString":".*"}}]}}""", true)]
    [InlineData("""{"NotStatement":{"Statement":{"RegexMatchStatement":{"RegexString":".*"}}}}""", false)]
    [InlineData("""{"GeoMatchStatement":{"CountryCodes":["DE"]}}""", false)]
    [InlineData("""{"StatementOfTomorrow":{"A":1}}""", false)]
    [InlineData("{}", false)]
    [InlineData("null", false)]
    public async Task Statements_that_every_request_meets_are_recognised(string statement, bool everything)
    {
        var (acl, _, _) = await ReadAsync($$$$$$"""{"DefaultAction":{"Allow":{}},"Rules":[{"Name":"x","Priority":0,"Statement":{{{{{{statement}}}}}},"Action":{"Allow":{}}}]}""");

        acl.Definition.Value.Rules.ShouldHaveSingleItem().MatchesEverything.Value.ShouldBe(everything);
    }

    [Fact]
    public async Task An_action_of_tomorrow_is_neither_allow_nor_block()
    {
        var (acl, _, _) = await ReadAsync("""{"DefaultAction":{"Ponder":{}},"Rules":[{"Name":"x","Priority":0,"Statement":{"GeoMatchStatement":{}},"Action":{"Ponder":{}}},null]}""");

        acl.Definition.Value.DefaultAction.ShouldBe(WafAction.Other);
        acl.Definition.Value.Rules.ShouldHaveSingleItem().Action.ShouldBe(WafAction.Other);
    }

    [Fact]
    public async Task A_classic_web_ACL_is_not_asked_for()
    {
        var aws = new ScriptedAws(ScriptedAws.Json("{}"));
        using var caller = aws.Caller();

        var acl = await Reader(caller).Reader.ReadAsync([Api("arn:aws:waf-regional:eu-west-1:123456789012:webacl/11111111-1111-4111-8111-111111111111")], CancellationToken.None);

        acl.ShouldHaveSingleItem().Definition.Unknown.ShouldNotBeNull().Because.ShouldContain("Classic");
        aws.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_web_ACL_in_front_of_many_stages_is_read_once()
    {
        var aws = new ScriptedAws(ScriptedAws.Json("""{"WebACL":{"Name":"front","DefaultAction":{"Allow":{}}}}"""));
        using var caller = aws.Caller();

        await Reader(caller).Reader.ReadAsync([.. Enumerable.Range(0, 50).Select(_ => Api(AclArn))], CancellationToken.None);

        aws.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_rule_group_that_may_not_be_read_is_unknown_and_not_empty()
    {
        var aws = new ScriptedAws(request => request.Headers.GetValues("X-Amz-Target").Single().EndsWith("GetWebACL", StringComparison.Ordinal)
            ? ScriptedAws.Json($$$$$$"""{"WebACL":{"DefaultAction":{"Allow":{}},"Rules":[{"Name":"own","Priority":0,"Statement":{"RuleGroupReferenceStatement":{"ARN":"{{{{{{GroupArn}}}}}}"}},"OverrideAction":{"None":{}}}]}}""")(request)
            : ScriptedAws.Json("""{"__type":"AccessDeniedException"}""", System.Net.HttpStatusCode.BadRequest)(request));
        using var caller = aws.Caller();
        var (region, reader) = Reader(caller);

        var acl = (await reader.ReadAsync([Api(AclArn)], CancellationToken.None)).ShouldHaveSingleItem();

        acl.Definition.Value.Rules.ShouldHaveSingleItem().GroupRules.Unknown.ShouldNotBeNull().Code.ShouldBe("AccessDeniedException");
        region.Gaps.Gaps.ShouldHaveSingleItem().Target.ShouldBe(GroupArn);
    }

    private static async Task<(WebAcl Acl, Gap[] Gaps, string[] Calls)> ReadAsync(string acl, string addresses = "[]")
    {
        var aws = new ScriptedAws(request =>
        {
            var operation = request.Headers.GetValues("X-Amz-Target").Single().Split('.')[1];
            return ScriptedAws.Json(operation switch
            {
                "GetWebACL" => new JsonObject { ["WebACL"] = JsonNode.Parse(acl) }.ToJsonString(),
                "GetRuleGroup" => """{"RuleGroup":{"Rules":[{"Name":"bots","Priority":0,"Statement":{"ByteMatchStatement":{}},"Action":{"Block":{}}}]}}""",
                "DescribeManagedRuleGroup" => """{"Rules":[{"Name":"one","Action":{"Block":{}}},{"Name":"two","Action":{"Block":{}}}]}""",
                _ => $$$$$$"""{"IPSet":{"Addresses":{{{{{{addresses}}}}}}}}""",
            })(request);
        });
        using var caller = aws.Caller();
        var (region, reader) = Reader(caller);
        var read = await reader.ReadAsync([Api(AclArn)], CancellationToken.None);
        return (read.ShouldHaveSingleItem(), [.. region.Gaps.Gaps], [.. aws.Requests.Select(request => request.Headers["X-Amz-Target"].Split('.')[1])]);
    }

    private static (RegionReader Region, WebAclReader Reader) Reader(Aws.Transport.AwsCaller caller)
    {
        var region = new RegionReader(caller, new(Collected.AccountId, "aws", "arn:aws:iam::123456789012:user/me"), Collected.Region, new() { Needs = Needs.WebAcls });
        return (region, new(region));
    }

    private static Api Api(string webAclArn) => new() { Id = "a", Name = "a", Kind = ApiKind.Rest, Stages = (System.Collections.Immutable.ImmutableArray<Stage>)[new Stage { Name = "prod", WebAclArn = webAclArn }] };
}
