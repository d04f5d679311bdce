using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Protection;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;
using static Auditor.Core.Inventory.WafAction;
using static Auditor.Rules.Tests.Protection.ExampleWaf;

namespace Auditor.Rules.Tests.Protection;

public sealed class WebAclWithoutManagedRulesTests : RuleTests<WebAclWithoutManagedRules>
{
    public static TheoryData<string, Estate> Clean => new()
    {
        { "the core rules", With(Rate(Block), Managed(Block)) },
        { "the SQL rules", With(Rate(Block), Managed(Block) with { ManagedGroup = "AWS/AWSManagedRulesSQLiRuleSet" }) },
        { "known bad inputs", With(Rate(Block), Managed(Block) with { ManagedGroup = "AWS/AWSManagedRulesKnownBadInputsRuleSet" }) },
        { "another vendor's rules", With(Rate(Block), Managed(Block) with { ManagedGroup = "Fortinet/OWASPTop10" }) },
        { "nothing blocks, which is AGW4002", With(Rate(Count)) },
        { "no web ACL, which is AGW4001", SmallEstate.Rest() },
        { "WAF Classic, which is AGW4006", SmallEstate.Rest().WithStage(stage => stage with { WebAclArn = ClassicArn }) },
    };

    public static TheoryData<string, Estate> Flagged => new()
    {
        { "none", With(Rate(Block)) },
        { "overridden to count as a whole", With(Rate(Block), Managed(Block) with { Action = Count }) },
        { "overridden to count rule by rule", With(Rate(Block), Managed(Count, Count)) },
        { "about something else", With(Rate(Block), Managed(Block) with { ManagedGroup = "AWS/AWSManagedRulesAmazonIpReputationList" }) },
        { "after everything was allowed", With(Rate(Block), AllowAll, Managed(Block)) },
    };

    [Theory]
    [MemberData(nameof(Flagged))]
    public void Flags_a_web_acl_whose_managed_rules_are(string which, Estate estate) =>
        Check(estate).ShouldFlag("'front-door'", "'prod'", "'orders'").Severity.ShouldBe(Severity.Low, which);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Estate estate) => Check(estate).ShouldBeClean(change);

    public static TheoryData<string, WafRule> OwnSignatures => new()
    {
        { "SQL injection, of an inventory of earlier versions", Own(Block) with { Statement = "SqliMatchStatement" } },
        { "cross-site scripting, of an inventory of earlier versions", Own(Block) with { Statement = "XssMatchStatement" } },
        { "SQL injection", Asking(Block, "own", new() { Kind = "SqliMatchStatement" }) },
        { "one of both", Asking(Block, "own", Either(new() { Kind = "XssMatchStatement" }, new() { Kind = "SqliMatchStatement" })) },
    };

    [Theory]
    [MemberData(nameof(OwnSignatures))]
    public void Own_rules_with_signatures_of_attacks_count(string what, WafRule rule)
    {
        Check(With(Rate(Block), rule)).ShouldBeClean(what);
        Check(With(Rate(Block), rule with { Action = Count })).ShouldFlag("'front-door'");
        Check(With(Rate(Block), AllowAll, rule)).ShouldFlag("'front-door'");
    }

    // Rule actions in AWS WAF: Allow ends the evaluation.
    [Fact]
    public void Behind_the_last_rule_that_allows_it_stops_nobody_who_gets_in()
    {
        var office = AddressRule(Allow, "office", "203.0.113.0/24");

        Check(With(office, Managed(Block)).Blocking()).ShouldFlag("'front-door'");
        Check(With(Managed(Block), office).Blocking()).ShouldBeClean();
        Check(With(office, Managed(Block), AddressRule(Allow, "partner", "198.51.100.0/24")).Blocking()).ShouldBeClean();
        Check(With(office, Managed(Block))).ShouldBeClean();
    }

    [Fact]
    public void Says_nothing_of_what_gets_through() =>
        Check(With(Block, AddressRule(Allow, "office", "198.51.100.4/32")))
            .ShouldFlag("no managed rule group").Message.ShouldNotContain("get through");

    // Peers look for the groups anywhere in the account.
    [Fact]
    public void The_managed_rules_of_another_web_acl_protect_nothing_here() =>
        Check(With(Rate(Block))
            .WithScope(scope => scope with { WebAcls = scope.WebAcls.Add(With(Managed(Block)).Scopes[0].WebAcls[0] with { Arn = "another" }) }))
            .ShouldFlag("'front-door'");

    [Fact]
    public void Says_so_when_the_web_acl_could_not_be_read() => Check(With(Example.Denied)).ShouldBeInconclusive(Example.Denied.Because);

    [Fact]
    public void Says_so_when_the_group_could_not_be_read() =>
        Check(With(Rate(Block), Managed() with { GroupRules = Example.Denied })).ShouldBeInconclusive(Example.Denied.Because);
}
