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
        { "a rate-based rule in a rule group", With(Own(Block), OwnGroup() with { GroupRules = (System.Collections.Immutable.ImmutableArray<WafRule>?)[Rate(Block)] }) },
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
