using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Protection;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;
using static Auditor.Core.Inventory.WafAction;
using static Auditor.Rules.Tests.Protection.ExampleWaf;

namespace Auditor.Rules.Tests.Protection;

public sealed class WebAclBlocksNothingTests : RuleTests<WebAclBlocksNothing>
{
    private static readonly Unknown GroupDenied = new("DescribeManagedRuleGroup was denied.");

    public static TheoryData<string, Estate, string> Ineffective => new()
    {
        { "empty", With(), "has no rules" },
        { "allow-only", With(Own(Allow)), "only allow" },
        { "count-only", With(Own(Count), Rate(Count)), "only count" },
        { "a managed group overridden to count as a whole", With(Managed(Block, Block) with { Action = Count }), "only count" },
        { "a managed group whose every rule is overridden to count", With(Managed(Count, Count)), "front-door" },
        { "an empty rule group", With(OwnGroup()), "empty" },
        { "allow-all before the rules that block", With(AllowAll, Own(Block), Managed(Block)), "'everybody' allows everything" },
        { "allow-all, though the default action blocks", With(Block, AllowAll), "'everybody' allows everything" },
        { "allow-all after counting", With(Own(Count), AllowAll, Own(Block)), "'everybody' allows everything" },
    };

    /// <summary>
    /// Siblings whose statements were read (AWS WAF developer guide, "Rule statements reference", "Rate-based rule statement").
    /// </summary>
    public static TheoryData<string, Estate, string> Idle => new()
    {
        { "a block of an empty set", With(AddressRule(Block, "deny")), "'deny'" },
        { "a block of two empty sets", With(Asking(Block, "deny", Either(IpSet(), IpSet()))), "'deny'" },
        {
            "a block of addresses that nobody on the internet has", With(AddressRule(Block, "deny", "10.0.0.0/8", "192.168.0.0/16")),
            "'deny'"
        },
        { "a block of IPv6 where only IPv4 gets here", With(AddressRule(Block, "deny", "2000::/3")), "'deny'" },
        {
            "an allow of two halves", With(AddressRule(Allow, "all", "0.0.0.0/1", "128.0.0.0/1"), Own(Block)),
            "'all' allows everything before another rule"
        },
        { "an allow of NOT nothing", With(Asking(Allow, "all", Not(IpSet())), Own(Block)), "'all' allows everything before another rule" },
        {
            "an allow in two rules", With(AddressRule(Allow, "low", "0.0.0.0/1"), AddressRule(Allow, "high", "128.0.0.0/1"), Own(Block)),
            "up to 'high'"
        },
        { "an allow of all before a default that blocks", With(Block, Asking(Allow, "all", Not(IpSet()))), "before the default action" },
        {
            "an allow of every public address",
            With(
                AddressRule(
                    Allow,
                    "all",
                    "1.0.0.0/8",
                    "2.0.0.0/7",
                    "4.0.0.0/6",
                    "8.0.0.0/5",
                    "16.0.0.0/4",
                    "32.0.0.0/3",
                    "64.0.0.0/2",
                    "128.0.0.0/1"),
                Own(Block)),
            "'all' allows everything"
        },
        { "a rate limit of two billion", With(Rate(Block) with { RateLimit = 2_000_000_000 }), "2,000,000,000 requests in 300 seconds" },
        {
            "a rate limit of what the account answers", With(Rate(Block) with { RateLimit = 600_000, RateWindowSeconds = 60 }),
            "600,000 requests in 60 seconds"
        },
    };

    [Theory]
    [MemberData(nameof(Idle))]
    public void Flags_a_web_acl_whose_rules_meet_no_request(string change, Estate estate, string why) =>
        Check(estate).ShouldFlag("'front-door'", why).Severity.ShouldBe(Severity.High, change);

    [Fact]
    public void Every_IPv4_address_is_not_everything_where_IPv6_gets_here_as_well()
    {
        var estate = With(AddressRule(Allow, "all", "0.0.0.0/1", "128.0.0.0/1"), Own(Block));

        Check(estate.WithApi(api => api with { IpAddressType = "dualstack" })).ShouldBeClean();
        Check(estate).ShouldFlag("'all' allows everything");
    }

    [Fact]
    public void Says_so_when_the_addresses_of_a_block_could_not_be_read() =>
        Check(With(Asking(Block, "deny", new() { Kind = "IPSetReferenceStatement", Addresses = Example.Denied })))
            .ShouldBeInconclusive(Example.Denied.Because);

    public static TheoryData<string, Estate> Effective => new()
    {
        { "one address is blocked", With(AddressRule(Block, "deny", "198.51.100.4/32")) },
        { "all but an empty set is blocked", With(Asking(Block, "deny", Not(IpSet()))) },
        { "one address is allowed before something is blocked", With(AddressRule(Allow, "office", "198.51.100.4/32"), Own(Block)) },
        { "a rate limit just below what the account answers", With(Rate(Block) with { RateLimit = 599_999, RateWindowSeconds = 60 }) },
        { "half of the addresses are allowed, the others meet a default that blocks", With(Block, AddressRule(Allow, "low", "0.0.0.0/1")) },
        { "one rule that blocks", With(Own(Count), Own(Block)) },
        { "a rate-based rule that blocks", With(Rate(Block)) },
        { "a rule with a CAPTCHA", With(Own(Captcha)) },
        { "a rule with a challenge", With(Own(Challenge)) },
        { "a managed group that blocks", With(Managed(Block)) },
        { "one rule of a managed group that is not overridden", With(Managed(Count, Count, Block)) },
        { "an own rule group that blocks", With(OwnGroup(Block)) },
        { "allow-all after the rules that block", With(Own(Block), AllowAll) },
        { "an allow-list: the default action blocks", With(Block, Own(Allow)) },
        { "the default action blocks and there are no rules", With(Block, []) },
        { "no web ACL, which is AGW4001", SmallEstate.Rest() },
    };

    [Theory]
    [MemberData(nameof(Ineffective))]
    public void Flags_a_web_acl_that_stops_nothing(string change, Estate estate, string why)
    {
        var finding = Check(estate).ShouldFlag("'prod'", "'orders'", "'front-door'", why);
        finding.Severity.ShouldBe(Severity.High, change);
    }

    [Theory]
    [MemberData(nameof(Effective))]
    public void One_change_makes_it_clean(string change, Estate estate) => Check(estate).ShouldBeClean(change);

    // Peers report every empty web ACL of the account, and pass a stage whose own counts.
    [Fact]
    public void Only_the_web_acl_of_the_stage_is_looked_at()
    {
        Check(With(Own(Block))
            .WithScope(scope => scope with { WebAcls = scope.WebAcls.Add(With().Scopes[0].WebAcls[0] with { Arn = "another" }) }))
            .ShouldBeClean();
        Check(With(Own(Count))
            .WithScope(scope => scope with { WebAcls = scope.WebAcls.Add(With(Own(Block)).Scopes[0].WebAcls[0] with { Arn = "another" }) }))
            .ShouldFlag("only count");
    }

    [Fact]
    public void Says_so_when_the_web_acl_could_not_be_read() =>
        Check(With(new Unknown("GetWebACL was denied."))).ShouldBeInconclusive("GetWebACL was denied.");

    [Fact]
    public void Says_so_when_the_web_acl_is_not_in_the_inventory() =>
        Check(With(Own(Block)).WithScope(scope => scope with { WebAcls = [] })).ShouldLackWhatItReads();

    [Fact]
    public void Says_so_when_it_hangs_on_a_rule_group_that_could_not_be_read() =>
        Check(With(Own(Count), Managed() with { GroupRules = GroupDenied })).ShouldBeInconclusive(GroupDenied.Because);

    [Fact]
    public void A_later_rule_that_blocks_settles_it_whatever_a_managed_group_does() =>
        Check(With(Managed() with { GroupRules = GroupDenied }, Own(Block))).ShouldBeClean();

    [Fact]
    public void A_rule_group_of_ones_own_may_allow_everything_before_a_rule_that_blocks() =>
        Check(With(OwnGroup() with { GroupRules = GroupDenied }, Own(Block))).ShouldBeInconclusive(GroupDenied.Because);

    [Fact]
    public void Says_so_when_an_early_allow_may_match_everything() =>
        Check(With(Own(Allow) with { MatchesEverything = new Unknown("GetIPSet was denied.") }, Own(Block)))
            .ShouldBeInconclusive("GetIPSet was denied.");

    [Fact]
    public void What_an_allow_matches_does_not_matter_when_nothing_blocks_after_it() =>
        Check(With(Own(Allow) with { MatchesEverything = new Unknown("GetIPSet was denied.") })).ShouldFlag("never blocks");

    [Fact]
    public void Says_so_for_an_action_that_is_new() => Check(With(Own(Other, "new"))).Single().Message.ShouldContain("'new'");

    [Fact]
    public void Does_not_judge_waf_classic() =>
        Check(SmallEstate.Rest().WithStage(stage => stage with { WebAclArn = ClassicArn })).Single().Message.ShouldContain("WAF Classic");

    // Amazon API Gateway quotas: the 10,000 requests a second of an account can be raised, and then such a rule blocks.
    [Fact]
    public void Says_so_where_the_accounts_limit_could_not_be_read()
    {
        var above = With(Rate(Block) with { RateLimit = 700_000, RateWindowSeconds = 60 });

        Check(above).ShouldFlag("more than the 10,000 a second");
        Check(above.WithScope(scope => scope with { Settings = Example.Denied })).ShouldBeInconclusive(Example.Denied.Because);
    }
}
