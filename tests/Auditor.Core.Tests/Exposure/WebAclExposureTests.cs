using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Testing.Estates;
using static Auditor.Core.Tests.Waf.Statements;

namespace Auditor.Core.Tests.Exposure;

/// <summary>
/// AWS WAF is asked before all other access control: what it keeps out calls nothing (API Gateway developer guide, "Use AWS WAF to protect
/// your REST APIs").
/// </summary>
public sealed class WebAclExposureTests
{
    private const string Arn = $"arn:aws:wafv2:{Example.Region}:{Example.Account}:regional/webacl/front/1";

    private static readonly Unknown Denied = new("GetWebACL was denied.") { Operation = "wafv2:GetWebACL", Code = "AccessDeniedException" };

    public static TheoryData<string, WebAclDefinition, Audience, Credential> Judged => new()
    {
        { "nothing is kept out", WebAcl(WafAction.Allow), Audience.Internet, Credential.None },
        { "everything is", WebAcl(WafAction.Block), Audience.Nobody, Credential.None },
        {
            "all but one address", WebAcl(WafAction.Block, Rule(WafAction.Allow, Addresses("203.0.113.9/32"))), Audience.OthersOrNetwork,
            Credential.None
        },
        {
            "all but those who know a header", WebAcl(WafAction.Block, Rule(WafAction.Allow, Secret("x-origin-verify"))), Audience.Internet,
            Credential.SecretHeader
        },
        {
            "those who do not know the header", WebAcl(WafAction.Allow, Rule(WafAction.Block, Not(Secret("x-origin-verify")))),
            Audience.Internet, Credential.SecretHeader
        },
        {
            "all but those of one network who know a header",
            WebAcl(WafAction.Block, Rule(WafAction.Allow, All(Addresses("203.0.113.0/24"), Secret("x-key")))), Audience.OthersOrNetwork,
            Credential.SecretHeader
        },
        {
            "a few addresses", WebAcl(WafAction.Allow, Rule(WafAction.Block, Addresses("203.0.113.0/24"))), Audience.Internet,
            Credential.None
        },
        {
            "nothing: two halves are let in", WebAcl(WafAction.Block, Rule(WafAction.Allow, Addresses("0.0.0.0/1", "128.0.0.0/1"))),
            Audience.Internet, Credential.None
        },
        {
            "nothing: NOT of an empty set is let in", WebAcl(WafAction.Block, Rule(WafAction.Allow, Not(Addresses()))), Audience.Internet,
            Credential.None
        },
        { "all: an empty set is let in", WebAcl(WafAction.Block, Rule(WafAction.Allow, Addresses())), Audience.Nobody, Credential.None },
        {
            "all but IPv6, by which nobody comes", WebAcl(WafAction.Block, Rule(WafAction.Allow, Addresses("2001:db8::/32"))),
            Audience.Nobody, Credential.None
        },
        {
            "all but an address that the caller writes",
            WebAcl(WafAction.Block, Rule(WafAction.Allow, Forwarded("x-forwarded-for", false, "203.0.113.9/32"))), Audience.Internet,
            Credential.None
        },
        {
            "all but a text that anyone can send", WebAcl(WafAction.Block, Rule(WafAction.Allow, Header("user-agent", "shop"))),
            Audience.Internet, Credential.None
        },
        {
            "what managed rules know", WebAcl(WafAction.Allow, Managed("AWSManagedRulesCommonRuleSet", Rule(WafAction.Block, Kind("")))),
            Audience.Internet, Credential.None
        },
        { "too many", WebAcl(WafAction.Allow, Rate(WafAction.Block, 100)), Audience.Internet, Credential.None },
        { "all but another path", WebAcl(WafAction.Block, Rule(WafAction.Allow, Path("/prod/public"))), Audience.Nobody, Credential.None },
        { "all but this path", WebAcl(WafAction.Block, Rule(WafAction.Allow, Path("/prod/orders"))), Audience.Internet, Credential.None },
        {
            "all but a labelled network",
            WebAcl(
                WafAction.Block,
                Rule(WafAction.Count, Addresses("203.0.113.0/24"), "mark", "office"),
                Rule(WafAction.Allow, Label("office"))),
            Audience.OthersOrNetwork, Credential.None
        },
    };

    [Theory]
    [MemberData(nameof(Judged))]
    public void Who_can_call_where_the_web_ACL_keeps_out(string what, WebAclDefinition definition, Audience audience, Credential credential)
    {
        var exposure = ExposureOf(With(definition)).Value;

        exposure.Audience.ShouldBe(audience, what);
        exposure.Credential.ShouldBe(credential, what);
    }

    [Fact]
    public void What_was_to_be_read_and_could_not_be_may_keep_out_everybody()
    {
        ExposureOf(With(Denied)).Unknown.ShouldBe(Denied);
        ExposureOf(With(WebAcl(WafAction.Block, Rule(WafAction.Allow, UnreadAddresses(Denied))))).Unknown.ShouldBe(Denied);
        ExposureOf(With(WebAcl(WafAction.Allow, Rule(WafAction.Block, UnreadAddresses(Denied))))).Unknown.ShouldBe(Denied);
    }

    [Fact]
    public void What_is_known_to_let_in_everybody_is_enough() =>
        ExposureOf(With(WebAcl(
            WafAction.Allow,
            Rule(WafAction.Allow, Not(Addresses())),
            Rule(WafAction.Block, UnreadAddresses(Denied))))).Value.Audience.ShouldBe(Audience.Internet);

    // WAF Classic cannot be read, and inventories of parts have no web ACLs: that is no reason to be silent.
    [Fact]
    public void What_nobody_could_read_keeps_out_nobody()
    {
        ExposureOf(With(new Unknown(
            "It is a web ACL of AWS WAF Classic, whose rules are not "
                + "read.")
        { Code = "ClassicWebAcl" })).Value.Audience.ShouldBe(Audience.Internet);
        ExposureOf(With(default(Fact<WebAclDefinition>))).Value.Audience.ShouldBe(Audience.Internet);
    }

    [Fact]
    public void The_text_of_a_shared_secret_is_asked_for_and_not_shown()
    {
        var exposure = ExposureOf(With(WebAcl(WafAction.Block, Rule(WafAction.Allow, Secret("x-origin-verify"))))).Value;

        string.Join('\n', exposure.Path).ShouldContain("x-origin-verify");
    }

    // Rule actions in AWS WAF: each rule that allows lets in whom it matches, whatever the others do.
    [Fact]
    public void Whom_each_of_several_rules_lets_in_is_said()
    {
        var exposure = ExposureOf(With(WebAcl(
            WafAction.Block,
            Rule(WafAction.Allow, Addresses("203.0.113.0/24"), "office"),
            Rule(WafAction.Allow, Countries("DE", "US"), "countries")))).Value;

        exposure.Narrowing.ShouldNotBeNull().ShouldContain("203.0.113.0/24");
        exposure.Narrowing.ShouldContain("DE, US");
        exposure.WithLess.ShouldBeNull();
    }

    [Fact]
    public void A_network_that_needs_no_header_is_not_hidden_by_the_header_that_others_need()
    {
        var exposure = ExposureOf(With(WebAcl(
            WafAction.Block,
            Rule(WafAction.Allow, Secret("x-origin-verify"), "cdn"),
            Rule(WafAction.Allow, Addresses("203.0.113.0/24"), "office")))).Value;

        (exposure.Audience, exposure.Credential).ShouldBe((Audience.Internet, Credential.SecretHeader));
        var less = exposure.WithLess.ShouldNotBeNull();
        (less.Audience, less.Credential, less.Narrowing).ShouldBe((Audience.OthersOrNetwork, Credential.None, "addresses 203.0.113.0/24"));
    }

    private static Fact<RouteExposure> ExposureOf(Estate estate)
    {
        var map = new ExposureMap(estate);
        var scope = estate.Scopes[0];
        var api = scope.KnownApis.Single();
        return map.Of(map.RoutesOf(scope, api, api.Stages.Value[0]).Value.Single());
    }

    private static Estate With(Fact<WebAclDefinition> definition) => SmallEstate.Rest()
        .WithStage(stage => stage with { WebAclArn = Arn })
        .WithScope(scope => scope with { WebAcls = [new() { Arn = Arn, Definition = definition }] });
}
