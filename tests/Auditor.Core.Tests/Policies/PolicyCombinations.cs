using Auditor.Core.Policies;

namespace Auditor.Core.Tests.Policies;

/// <summary>Who, from where and with what belong together: what one statement lets in is not mixed with what another does.</summary>
public sealed class PolicyCombinations
{
    private const string Partner = """{ "AWS": "444455556666" }""";
    private const string Office = """{ "IpAddress": { "aws:SourceIp": "198.51.100.0/24" } }""";
    private const string Referer = """{ "StringEquals": { "aws:Referer": "https://partner.example" } }""";

    [Fact]
    public void A_partner_from_anywhere_and_anyone_from_the_office_are_two()
    {
        var answer = Signed(Allow(Partner), Allow("\"*\"", Office));

        answer.Combinations.Length.ShouldBe(2);
        var (anyone, partner) = (answer.Combinations[0], answer.Combinations[1]);
        anyone.Principals.Anyone.ShouldBeTrue();
        anyone.Addresses.ToString().ShouldBe("198.51.100.0/24");
        anyone.Witness.Text.ShouldStartWith("from 198.51.100.4 as a user or role of any AWS account");
        partner.Principals.Anyone.ShouldBeFalse();
        partner.Principals.Accounts.ShouldBe(["444455556666"]);
        partner.Addresses.IsEverything.ShouldBeTrue();
        partner.Witness.Text.ShouldStartWith("from 203.0.113.7 as a user or role of account 444455556666");
    }

    [Fact]
    public void A_header_belongs_to_those_of_whom_it_is_asked()
    {
        var answer = Signed(Allow(Partner, Referer), Allow("\"*\"", Office));

        answer.Combinations.Single(each => each.Principals.Anyone).Shows.ShouldBeEmpty();
        answer.Combinations.Single(each => !each.Principals.Anyone).Shows.ShouldBe(
            [new ShownHeader("aws:Referer", "https://partner.example")]);
    }

    [Fact]
    public void An_organization_from_the_office_is_one()
    {
        var answer = Signed(Allow(
            "\"*\"",
            """{ "StringEquals": { "aws:PrincipalOrgID": "o-abc1234567" }, "IpAddress": { "aws:SourceIp": "198.51.100.0/24" } }"""));

        var only = answer.Combinations.ShouldHaveSingleItem();
        only.Principals.Organizations.ShouldBe(["o-abc1234567"]);
        only.Principals.Anyone.ShouldBeFalse();
        only.Addresses.ToString().ShouldBe("198.51.100.0/24");
    }

    [Fact]
    public void What_depends_is_told_apart_from_what_is_certain()
    {
        var answer = Ask(Allow("\"*\"", Office), Allow("\"*\"", """{ "StringEquals": { "aws:ResourceTag/tier": "open" } }"""));

        answer.Combinations.Length.ShouldBe(2);
        answer.Combinations[0].IsCertain.ShouldBeTrue();
        answer.Combinations[0].Addresses.ToString().ShouldBe("198.51.100.0/24");
        answer.Combinations[1].DependsOn.ShouldBe(["aws:ResourceTag/tier"]);
        answer.Combinations[1].Addresses.Set.Contains("198.51.100.4").ShouldBeFalse();
    }

    [Fact]
    public void What_holds_one_way_or_the_other_is_certain()
    {
        const string tag = """{ "StringEquals": { "aws:ResourceTag/tier": "open" } }""";

        var only = Ask(
            Allow("\"*\"", tag),
            Allow("\"*\"", tag.Replace("StringEquals", "StringNotEquals", StringComparison.Ordinal))).Combinations.ShouldHaveSingleItem();

        only.IsCertain.ShouldBeTrue();
        only.Addresses.IsEverything.ShouldBeTrue();
    }

    [Fact]
    public void An_account_as_principal_delegates_and_a_role_that_is_named_is_let_in()
    {
        var answer = Signed(Allow("""{ "AWS": ["arn:aws:iam::444455556666:root", "arn:aws:iam::777788889999:role/caller"] }"""));

        answer.Combinations.Single(each => each.IsDelegated).Principals.Accounts.ShouldBe(["444455556666"]);
        answer.Combinations.Single(each => !each.IsDelegated).Principals.Arns.ShouldBe(["arn:aws:iam::777788889999:role/caller"]);
    }

    [Fact]
    public void One_endpoint_is_told_apart_from_any()
    {
        CallerClass caller = new(CallerIdentity.Anonymous, CallerNetwork.AnyEndpoint);

        var named = Policy(Allow("\"*\"", """{ "StringEquals": { "aws:SourceVpce": ["vpce-0a1", "vpce-0b2"] } }"""))
            .Ask(caller, Callers.Orders).Combinations.ShouldHaveSingleItem().Endpoints;
        named.Anyone.ShouldBeFalse();
        named.EndpointIds.ShouldBe(["vpce-0a1", "vpce-0b2"]);
        named.VpcIds.ShouldBeEmpty();

        Policy(Allow("\"*\"")).Ask(caller, Callers.Orders).Combinations.ShouldHaveSingleItem().Endpoints.Anyone.ShouldBeTrue();
        Policy(Allow("\"*\"", """{ "StringLike": { "aws:SourceVpce": "vpce-*" } }"""))
            .Ask(caller, Callers.Orders).Combinations.ShouldHaveSingleItem().Endpoints.Anyone.ShouldBeTrue();
    }

    [Fact]
    public void A_deny_list_of_bots_asks_for_nothing_but_another_name()
    {
        var shown = Ask(
            Allow("\"*\""),
            Allow("\"*\"", """{ "StringLike": { "aws:UserAgent": ["*bot*", "curl/*"] } }""").Replace("\"Allow\"", "\"Deny\"", StringComparison.Ordinal))
            .Combinations.ShouldHaveSingleItem().Shows.ShouldHaveSingleItem();

        shown.ShouldBe(new ShownHeader("aws:UserAgent", null));
    }

    // IAM identifiers, "Unique identifiers"; Organizations API reference, "Organization"; VPC: whoever wants such an id gets another.
    [Theory]
    [InlineData("aws:userid", "StringLike", "AROAEXAMPLEID12345678:*", false)]
    [InlineData("aws:userid", "StringEquals", "AIDAEXAMPLEID12345678", false)]
    [InlineData("aws:userid", "StringLike", "AROAEXAM*", false)]
    [InlineData("aws:userid", "StringEquals", "444455556666", false)]
    [InlineData("aws:userid", "StringLike", "444455556666:*", false)]
    [InlineData("aws:userid", "StringEqualsIgnoreCase", "aidaexampleid12345678", false)]
    [InlineData("aws:userid", "StringLike", "*:admin", true)]
    [InlineData("aws:userid", "StringLike", "AROA*:admin", true)]
    [InlineData("aws:userid", "StringLike", "*", true)]
    [InlineData("aws:PrincipalOrgID", "StringEquals", "o-abc1234567", false)]
    [InlineData("aws:PrincipalOrgID", "StringEqualsIgnoreCase", "O-ABC1234567", false)]
    [InlineData("aws:PrincipalOrgID", "StringLike", "o-abc1*", false)]
    [InlineData("aws:PrincipalOrgID", "StringLike", "o-*", true)]
    [InlineData("aws:PrincipalOrgID", "ForAllValues:StringEquals", "o-abc1234567", true)]
    [InlineData("aws:PrincipalOrgPaths", "ForAnyValue:StringLike", "o-abc1234567/r-1/*", false)]
    [InlineData("aws:PrincipalOrgPaths", "ForAnyValue:StringLike", "o-*/r-*", true)]
    [InlineData("aws:PrincipalAccount", "StringEquals", "444455556666", false)]
    [InlineData("aws:PrincipalAccount", "StringNotEquals", "444455556666", true)]
    [InlineData("aws:PrincipalArn", "ArnLike", "arn:aws:iam::444455556666:role/*", false)]
    [InlineData("aws:PrincipalArn", "ArnLike", "arn:aws:iam::*:role/admin", true)]
    [InlineData("aws:PrincipalTag/team", "StringEquals", "blue", true)]
    public void Strangers_have_what_they_can_choose_and_nothing_that_AWS_assigns(string key, string operation, string value, bool lets)
    {
        var policy = Policy(Allow("\"*\"", $$$"""{ "{{{operation}}}": { "{{{key}}}": "{{{value}}}" } }"""));

        var answer = policy.Ask(CallerClass.AnyAwsPrincipal, Callers.Orders);

        answer.Verdict.ShouldBe(Verdict.Yes, answer.Because);
        answer.Combinations.Any(each => each.Principals.Anyone).ShouldBe(lets);
        answer.Principals.Anyone.ShouldBe(lets);
        answer.Combinations.ShouldAllBe(each => new PolicyEvaluator(policy.Document)
            .Decide(each.Witness.Request).Kind == DecisionKind.Allowed);
    }

    private static string Allow(string principal, string condition = "{}") =>
        $$"""{ "Effect": "Allow", "Principal": {{principal}}, "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": {{condition}} }""";

    private static AccessPolicy Policy(params string[] statements) => new(PolicyDocument.Parse(PolicySketches.Document(statements)));

    private static AccessAnswer Ask(params string[] statements) => Policy(statements).Ask(CallerClass.Anonymous, Callers.Orders);

    private static AccessAnswer Signed(params string[] statements) => Policy(statements).Ask(CallerClass.AnyAwsPrincipal, Callers.Orders);
}
