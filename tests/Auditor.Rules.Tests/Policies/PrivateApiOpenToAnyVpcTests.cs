using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Policies;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;
using static Auditor.Rules.Tests.Policies.ExamplePolicy;

namespace Auditor.Rules.Tests.Policies;

[AboutCallers]
public sealed class PrivateApiOpenToAnyVpcTests : RuleTests<PrivateApiOpenToAnyVpc>
{
    public static TheoryData<string, string> Open => new()
    {
        { "nothing", Of(Allow) },
        { "what never stops anybody", Of(Allow, DenyIf("""{"Bool":{"aws:SecureTransport":"false"}}""")) },
        { "a header", Of(AllowIf("""{"StringLike":{"aws:Referer":"https://example.com/*"}}""")) },
        { "not to be one endpoint", Of(AllowIf("""{"StringNotEquals":{"aws:SourceVpce":"vpce-0a1b2c3d4e5f60718"}}""")) },
    };

    public static TheoryData<string, string> Clean => new()
    {
        { "a VPC endpoint", Of(AllowIf("""{"StringEquals":{"aws:SourceVpce":"vpce-0a1b2c3d4e5f60718"}}""")) },
        { "a VPC", Of(AllowIf("""{"StringEquals":{"aws:SourceVpc":"vpc-0a1b2c3d4e5f60718"}}""")) },
        { "deny unless through our endpoint", Of(Allow, DenyIf("""{"StringNotEquals":{"aws:SourceVpce":"vpce-0a1b2c3d4e5f60718"}}""")) },
    };

    [Theory]
    [MemberData(nameof(Open))]
    public void Flags_a_private_api_whose_policy_asks_for(string what, string policy)
    {
        var finding = Check(On(policy).Private()).ShouldFlag("'orders'", "'GET /orders'", "an endpoint of their own");
        finding.Severity.ShouldBe(Severity.Medium, what);
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, string policy) => Check(On(policy).Private()).ShouldBeClean(change);

    // Whoever else gets in by name is AGW5004's: "anyone with an AWS account" would not be true of it.
    [Theory]
    [InlineData("""{"AWS":"444455556666"}""", "")]
    [InlineData("""{"AWS":"arn:aws:iam::444455556666:role/orders"}""", "")]
    [InlineData("\"*\"", ""","Condition":{"StringEquals":{"aws:PrincipalOrgID":"o-a1b2c3d4e5"}}""")]
    [InlineData("\"*\"", ""","Condition":{"StringEquals":{"aws:PrincipalAccount":"444455556666"}}""")]
    public void Other_accounts_by_name_are_not_anyone(string principal, string condition) => Check(On(
        $$"""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{{principal}},"Action":"execute-api:Invoke","Resource":"execute-api:/*"{{condition}}}]}""",
        AuthorizationKind.AwsIam).Private()).ShouldBeClean();

    [Fact]
    public void Any_signature_is_anyone() =>
        Check(On(Of(Allow), AuthorizationKind.AwsIam).Private()).ShouldFlag("anyone with an AWS account can call route 'GET /orders'");

    // How API Gateway resource policies affect authorization workflow: behind a Lambda authorizer or a user pool, the policy is not all
    // there is.
    [Theory]
    [InlineData(AuthorizationKind.Custom)]
    [InlineData(AuthorizationKind.CognitoUserPools)]
    public void Behind_an_authorizer_nobody_is_said_to_call(AuthorizationKind authorization) =>
        Check(On(Of(Allow), authorization).Private())
            .ShouldFlag("anyone with an AWS account can get as far as the authorizer of route 'GET /orders'");

    [Fact]
    public void Without_a_policy_a_private_api_answers_nobody() => Check(SmallEstate.Rest().Private()).ShouldBeClean();

    [Fact]
    public void A_public_api_is_another_rules_business() => Check(On(Of(Allow))).ShouldBeClean();

    [Fact]
    public void Says_so_when_the_policy_is_no_policy() =>
        Check(On("{").Private()).ShouldHaveSingleItem().Outcome.ShouldBe(Core.Findings.Outcome.Inconclusive);

    [Fact]
    public void Says_so_when_the_routes_could_not_be_read() =>
        Check(On(Of(Allow)).Private().WithApi(api => api with { Routes = Example.Denied, Deployments = [] }))
            .ShouldBeInconclusive(Example.Denied.Because);
}
