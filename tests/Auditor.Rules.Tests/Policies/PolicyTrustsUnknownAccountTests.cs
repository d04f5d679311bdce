using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Policies;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;
using static Auditor.Rules.Tests.Policies.ExamplePolicy;

namespace Auditor.Rules.Tests.Policies;

public sealed class PolicyTrustsUnknownAccountTests : RuleTests<PolicyTrustsUnknownAccount>
{
    private const string Stranger = "999988887777";

    private static readonly Estate Trusting = Iam(Of(Partner));

    public static TheoryData<string, string> Flagged => new()
    {
        { "a root ARN", Of(Partner) },
        { "a bare account id", Of(Partner.Replace("arn:aws:iam::999988887777:root", Stranger, StringComparison.Ordinal)) },
        { "one role", Of(Partner.Replace(":root", ":role/caller", StringComparison.Ordinal)) },
        {
            "one of several",
            Of(Partner.Replace(
                "\"arn:aws:iam::999988887777:root\"",
                "[\"arn:aws:iam::111122223333:root\",\"arn:aws:iam::999988887777:root\"]",
                StringComparison.Ordinal))
        },
        { "a condition on the account", Of(AllowIf("""{"StringEquals":{"aws:PrincipalAccount":"999988887777"}}""")) },
        {
            "a Deny of another route",
            Of(Partner, DenyIf("{}").Replace("execute-api:/*", "execute-api:/*/POST/*", StringComparison.Ordinal))
        },
    };

    public static TheoryData<string, string> Clean => new()
    {
        { "the own account", Of(Partner.Replace(Stranger, Example.Account, StringComparison.Ordinal)) },
        { "an explicit Deny", Of(Partner, DenyIf("{}")) },
        { "a Deny of that account", Of(Partner, Partner.Replace("Allow", "Deny", StringComparison.Ordinal)) },
        { "another stage", Of(Partner.Replace("execute-api:/*", "execute-api:/test/*", StringComparison.Ordinal)) },
        { "everyone, which is AGW5001", Of(Allow) },
        { "a Deny", Of(Partner.Replace("Allow", "Deny", StringComparison.Ordinal)) },
    };

    [Theory]
    [MemberData(nameof(Flagged))]
    public void Names_the_account_however_it_is_written(string what, string policy) =>
        Check(Iam(policy))
            .ShouldFlag(
                "account '999988887777'",
                "route 'GET /orders'",
                "no account has been said to be trusted").Severity.ShouldBe(Severity.Low, what);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, string policy) => Check(Iam(policy)).ShouldBeClean(change);

    [Fact]
    public void An_organization_is_named_too() =>
        Check(Iam(Of(AllowIf("""{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}""")))).ShouldFlag("organization 'o-a1b2c3d4e5'");

    // The rule's page: neither the API's own nor one that was named.
    [Theory]
    [InlineData("o-a1b2c3d4e5", false)]
    [InlineData("o-z9y8x7w6v5", true)]
    public void The_organization_of_the_API_itself_is_no_stranger(string own, bool isFlagged)
    {
        var estate = Iam(Of(AllowIf("""{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}""")))
            .WithAccount(account => account with { Organization = new OrganizationMembership { OrganizationId = own } });

        Check(estate).Any(finding => finding.Outcome is Core.Findings.Outcome.Flagged).ShouldBe(isFlagged);
    }

    [Fact]
    public void Who_signed_matters_only_where_a_signature_is_asked_for() => Check(On(Of(Partner))).ShouldBeClean();

    [Fact]
    public void With_a_list_of_trusted_accounts_it_weighs_more() =>
        Check(Trusting, Trust("444455556666")).ShouldFlag("account '999988887777'").Severity.ShouldBe(Severity.Medium);

    [Fact]
    public void A_trusted_account_is_clean() => Check(Trusting, Trust(Stranger)).ShouldBeClean();

    [Fact]
    public void A_trusted_organization_is_clean() => Check(
        Iam(Of(AllowIf("""{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}"""))),
        Settings("trustedOrganizations", "o-a1b2c3d4e5")).ShouldBeClean();

    [Theory]
    [InlineData("trustedAccounts", "12345")]
    [InlineData("trustedOrganizations", "acme")]
    [InlineData("trustedOrganizations", "o-")]
    [InlineData("trustedOrganizations", "o-*")]
    [InlineData("trustedAccounts", "*")]
    public void Refuses_what_is_no_id(string option, string value) =>
        new PolicyTrustsUnknownAccount().Info.Options.Single(each => each.Key == option)
            .Read([value], out _)
            .ShouldNotBeNull()
            .ShouldContain($"'{value}'");

    [Fact]
    public void A_private_api_is_asked_about_callers_through_endpoints() =>
        Check(Iam(Of(If(Partner, """{"StringEquals":{"aws:SourceVpce":"vpce-1"}}"""))).Private()).ShouldFlag("account '999988887777'");

    [Fact]
    public void Says_so_when_the_policy_depends_on_what_nobody_knows() =>
        Check(Iam(Of(If(Partner, """{"StringEquals":{"aws:ResourceTag/team":"orders"}}"""))))
            .ShouldBeInconclusive("Whom the resource policy of API 'orders' lets in depends on aws:ResourceTag/team.");

    [Fact]
    public void What_only_services_send_lets_nobody_in() =>
        Check(Iam(Of(If(Partner, """{"StringEquals":{"aws:SourceAccount":"1"}}""")))).ShouldBeClean();

    [Fact]
    public void Says_so_when_the_policy_is_no_policy() => Check(Iam("{")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
        finding => finding.Outcome.ShouldBe(Core.Findings.Outcome.Inconclusive),
        finding => finding.Message.ShouldContain("The resource policy of API 'orders' cannot be read"));

    [Fact]
    public void Says_so_when_routes_are_unknown() =>
        Check(Trusting.WithApi(api => api with { Routes = Example.Denied, Deployments = [] })).ShouldBeInconclusive(Example.Denied.Because);

    [Fact]
    public void No_policy_is_clean() => Check(Trusting.WithApi(api => api with { ResourcePolicy = null })).ShouldBeClean();

    private const string Partner = """{"Sid":"Partner","Effect":"Allow","Principal":{"AWS":"arn:aws:iam::999988887777:root"},"Action":"execute-api:Invoke","Resource":"execute-api:/*"}""";

    private static string If(string statement, string condition) => $$"""{{statement[..^1]}},"Condition":{{condition}}}""";

    private static Estate Iam(string policy) => On(policy, AuthorizationKind.AwsIam);

    private static RuleSettings Trust(string account) => Settings("trustedAccounts", account);

    private static RuleSettings Settings(string option, string value)
    {
        var rule = new PolicyTrustsUnknownAccount().Info;
        return RuleSettings.Default.With(rule, rule.Options.Single(each => each.Key == option), ImmutableArray.Create(value));
    }
}
