using Auditor.Core.Policies;

namespace Auditor.Core.Tests.Policies;

/// <summary>What an answer carries beside its verdict.</summary>
public sealed class AdmittedCallers
{
    [Fact]
    public void An_allow_list_is_told_exactly()
    {
        var addresses = Ask(AllowIf(
            """{ "IpAddress": { "aws:SourceIp": ["203.0.113.0/25", "203.0.113.128/25", "2001:db8::/48"] } }""")).Addresses;

        addresses.ToString().ShouldBe("203.0.113.0/24, 2001:db8::/48");
        addresses.IsEverything.ShouldBeFalse();
        addresses.WidestIpv4.ShouldBe(24);
        addresses.WidestIpv6.ShouldBe(48);
    }

    [Fact]
    public void A_wide_block_stays_wide_though_nobody_calls_from_the_private_part_of_it() =>
        Ask(AllowIf("""{ "IpAddress": { "aws:SourceIp": "8.0.0.0/5" } }""")).Addresses.WidestIpv4.ShouldBe(5);

    [Fact]
    public void A_deny_list_of_IPv4_leaves_all_of_IPv6()
    {
        var addresses = Ask(Everyone, Deny("""{ "IpAddress": { "aws:SourceIp": "198.51.100.0/24" } }""")).Addresses;

        addresses.IsAllOfIpv4.ShouldBeFalse();
        addresses.IsAllOfIpv6.ShouldBeTrue();
        addresses.Set.Contains("198.51.100.4").ShouldBeFalse();
    }

    [Fact]
    public void Everyone_is_every_public_address()
    {
        var addresses = Ask(Everyone).Addresses;

        addresses.IsEverything.ShouldBeTrue();
        addresses.Set.Contains("10.0.0.1").ShouldBeFalse();
    }

    [Fact]
    public void What_is_only_possible_is_not_told_as_certain()
    {
        var answer = Ask(
            AllowIf("""{ "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } }"""),
            AllowIf("""{ "StringEquals": { "aws:ResourceTag/t": "1" } }"""));

        answer.Verdict.ShouldBe(Verdict.Yes);
        answer.Addresses.ToString().ShouldBe("203.0.113.0/24");
        answer.PossibleAddresses.IsEverything.ShouldBeTrue();
    }

    [Fact]
    public void A_referer_is_the_only_thing_that_narrows()
    {
        var answer = Ask(AllowIf("""{ "StringLike": { "aws:Referer": "https://x/*" } }"""));

        answer.Addresses.IsEverything.ShouldBeTrue();
        answer.SpoofableKeys.ShouldBe(["aws:Referer"]);
        answer.OnlyBySpoofing.ShouldBeTrue();
    }

    [Fact]
    public void A_referer_beside_an_allow_list_opens_the_rest_of_the_internet()
    {
        var answer = Ask(
            AllowIf("""{ "IpAddress": { "aws:SourceIp": "203.0.113.0/24" } }"""),
            AllowIf("""{ "StringLike": { "aws:Referer": "https://x/*" } }"""));

        answer.SpoofableKeys.ShouldBe(["aws:Referer"]);
        answer.OnlyBySpoofing.ShouldBeFalse();
    }

    [Fact]
    public void A_referer_that_makes_no_difference_is_not_named() =>
        Ask(Everyone, AllowIf("""{ "StringLike": { "aws:Referer": "https://x/*" } }""")).SpoofableKeys.ShouldBeEmpty();

    [Fact]
    public void Principal_AWS_star_is_a_quirk_unless_a_bare_star_admits_too()
    {
        const string quirk = """{ "Effect": "Allow", "Principal": { "AWS": "*" }, "Action": "*", "Resource": "*" }""";

        Ask(quirk).PrincipalQuirk.ShouldBeTrue();
        Ask(quirk, Everyone).PrincipalQuirk.ShouldBeFalse();
        Ask(Everyone).PrincipalQuirk.ShouldBeFalse();
    }

    [Fact]
    public void Named_accounts_and_roles_are_told()
    {
        var principals = AskSigned(
            """{ "Effect": "Allow", "Principal": { "AWS": ["444455556666", "arn:aws:iam::777788889999:role/caller"] }, "Action": "*", "Resource": "*" }""").Principals;

        principals.Anyone.ShouldBeFalse();
        principals.Accounts.ShouldBe(["444455556666", "777788889999"]);
        principals.WholeAccounts.ShouldBe(["444455556666"]);
        principals.Arns.ShouldBe(["arn:aws:iam::777788889999:role/caller"]);
    }

    [Fact]
    public void Every_account_is_told_apart_from_an_organization()
    {
        AskSigned(Everyone).Principals.Anyone.ShouldBeTrue();

        var principals = AskSigned(AllowIf("""{ "StringEquals": { "aws:PrincipalOrgID": "o-abc1234567" } }""")).Principals;
        principals.Anyone.ShouldBeFalse();
        principals.Organizations.ShouldBe(["o-abc1234567"]);
    }

    [Fact]
    public void A_policy_that_denies_nobody_leaves_room_for_an_authorizer()
    {
        var policy = Policy("""{ "Effect": "Allow", "Principal": { "AWS": "444455556666" }, "Action": "*", "Resource": "*" }""");

        policy.Ask(CallerClass.Anonymous, Callers.Orders).Verdict.ShouldBe(Verdict.No);
        var answer = policy.Ask(CallerClass.Anonymous, Callers.Orders, AccessQuestion.NotDenied);
        answer.Verdict.ShouldBe(Verdict.Yes);
        answer.Witness.ShouldNotBeNull().Text.ShouldBe(
            "from 203.0.113.7 without credentials, GET /prod/orders: not denied by any statement");
    }

    [Fact]
    public void A_greedy_path_reaches_what_a_wildcard_leaves()
    {
        var policy = Policy(Everyone, """{ "Effect": "Deny", "Principal": "*", "Action": "*", "Resource": "execute-api:/*/*/admin*" }""");
        var route = Callers.Orders with { Path = "/{proxy+}", Verbs = ["ANY"] };

        var answer = policy.Ask(CallerClass.Anonymous, route);

        answer.Verdict.ShouldBe(Verdict.Yes);
        new PolicyEvaluator(policy.Document).Decide(answer.Witness.ShouldNotBeNull().Request).Kind.ShouldBe(DecisionKind.Allowed);
        policy.Ask(CallerClass.Anonymous, route with { Path = "/admin/{proxy+}" }).Verdict.ShouldBe(Verdict.No);
        policy.Ask(CallerClass.Anonymous, route with { Path = "/admin-tools" }).Verdict.ShouldBe(Verdict.No);
    }

    private const string Everyone = """{ "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*" }""";

    private static string AllowIf(string condition) =>
        $$"""{ "Effect": "Allow", "Principal": "*", "Action": "execute-api:Invoke", "Resource": "execute-api:/*", "Condition": {{condition}} }""";

    private static string Deny(string condition) => AllowIf(condition).Replace("\"Allow\"", "\"Deny\"", StringComparison.Ordinal);

    private static AccessPolicy Policy(params string[] statements) =>
        new(PolicyDocument.Parse($$"""{ "Version": "2012-10-17", "Statement": [{{string.Join(", ", statements)}}] }"""));

    private static AccessAnswer Ask(params string[] statements) => Policy(statements).Ask(CallerClass.Anonymous, Callers.Orders);

    private static AccessAnswer AskSigned(params string[] statements) =>
        Policy(statements).Ask(CallerClass.AnyAwsPrincipal, Callers.Orders);
}
