using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Protection;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;
using static Auditor.Core.Inventory.WafAction;
using static Auditor.Rules.Tests.Protection.ExampleWaf;

namespace Auditor.Rules.Tests.Protection;

public sealed class WebAclWithoutRateRuleTests : RuleTests<WebAclWithoutRateRule>
{
    public static TheoryData<string, Estate> Clean => new()
    {
        { "a rate-based rule that blocks", With(Own(Block), Rate(Block)) },
        { "a rate-based rule with a challenge", With(Own(Block), Rate(Challenge)) },
        {
            "a rate-based rule in a rule group",
            With(Own(Block), OwnGroup() with { GroupRules = (System.Collections.Immutable.ImmutableArray<WafRule>?)[Rate(Block)] })
        },
        { "nothing blocks, which is AGW4002", With(Own(Count)) },
        { "no web ACL, which is AGW4001", SmallEstate.Rest() },
        { "WAF Classic, which is AGW4006", SmallEstate.Rest().WithStage(stage => stage with { WebAclArn = ClassicArn }) },
    };

    public static TheoryData<string, Estate> Flagged => new()
    {
        { "none", With(Own(Block)) },
        { "one that counts", With(Own(Block), Rate(Count)) },
        { "one after everything was allowed", With(Own(Block), AllowAll, Rate(Block)) },
    };

    // Rule actions in AWS WAF: Allow ends the evaluation.
    [Fact]
    public void Behind_the_last_rule_that_allows_it_stops_nobody_who_gets_in()
    {
        var office = AddressRule(Allow, "office", "203.0.113.0/24");

        Check(With(office, Rate(Block)).Blocking()).ShouldFlag("'front-door'");
        Check(With(Rate(Block), office).Blocking()).ShouldBeClean();
        Check(With(office, Rate(Block), AddressRule(Allow, "partner", "198.51.100.0/24")).Blocking()).ShouldBeClean();
        Check(With(office, Rate(Block))).ShouldBeClean();
    }

    [Fact]
    public void The_anti_DDoS_group_stops_floods()
    {
        Check(With(Own(Block), Managed("AWSManagedRulesAntiDDoSRuleSet", Challenge, Challenge, Block))).ShouldBeClean();
        Check(With(Managed("AWSManagedRulesAntiDDoSRuleSet", Challenge, Challenge, Block))).ShouldBeClean();
        Check(With(Own(Block), Managed("AWSManagedRulesAntiDDoSRuleSet", Count, Count, Count))).ShouldFlag("'front-door'");
        Check(With(Own(Block), Managed("AWSManagedRulesAntiDDoSRuleSet", Block) with { Action = Count })).ShouldFlag("'front-door'");
    }

    [Fact]
    public void A_limit_that_nobody_reaches_limits_nobody()
    {
        Check(With(Own(Block), Rate(Block) with { RateLimit = 2_000_000_000 })).ShouldFlag("'front-door'");
        Check(With(Own(Block), Rate(Block) with { RateLimit = 2_000_000 })).ShouldBeClean();
        Check(With(Own(Block), Rate(Block) with { RateLimit = 2_000_000 })
            .WithScope(scope => scope with { Settings = new AccountSettings { ThrottleRate = 1000, ThrottleBurst = 500 } }))
            .ShouldFlag("'front-door'");
        Check(With(Own(Block), Rate(Block) with { Matches = IpSet() })).ShouldFlag("'front-door'");
    }

    // Of a web ACL that lets in only a few, "one address can send as many as it likes" would not be true of the others.
    [Fact]
    public void Says_only_that_those_who_are_let_in_are_not_limited() =>
        Check(With(Block, AddressRule(Allow, "office", "198.51.100.4/32")))
            .ShouldFlag("callers whom it lets in").Message.ShouldNotContain("as many as it likes");

    [Theory]
    [MemberData(nameof(Flagged))]
    public void Flags_a_web_acl_whose_rate_rule_is(string which, Estate estate) =>
        Check(estate).ShouldFlag("'front-door'", "'prod'", "'orders'").Severity.ShouldBe(Severity.Low, which);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Estate estate) => Check(estate).ShouldBeClean(change);

    [Fact]
    public void Says_so_when_the_web_acl_could_not_be_read() => Check(With(Example.Denied)).ShouldBeInconclusive(Example.Denied.Because);

    [Fact]
    public void Says_so_when_a_rule_group_could_not_be_read() =>
        Check(With(Own(Block), OwnGroup() with { GroupRules = Example.Denied })).ShouldBeInconclusive(Example.Denied.Because);
}
