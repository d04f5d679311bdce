using Auditor.Aws.Advice;

namespace Auditor.Aws.Tests.Advice;

// Troubleshoot access denied error messages (IAM guide): the message names the kind of policy at its end.
public sealed class DenialTests
{
    private const string Refused = "User: arn:aws:sts::111122223333:assumed-role/audit/x is not authorized to perform: apigateway:GET on "
        + "resource: arn:aws:apigateway:ap-east-1::/restapis ";

    [Theory]
    [InlineData("with an explicit deny in a service control policy", "service control policy", true, "exempt the identity there")]
    [InlineData(
        "with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/service_control_policy/p-1",
        "service control policy",
        true,
        "closedRegions")]
    [InlineData("with an explicit deny in a resource control policy", "resource control policy", true, "no permission of the identity")]
    [InlineData("with an explicit deny in a permissions boundary", "permissions boundary", true, "no permission of the identity")]
    [InlineData("with an explicit deny in a session policy", "session policy", true, "no permission of the identity")]
    [InlineData("with an explicit deny in a VPC endpoint policy", "VPC endpoint policy", true, "no permission of the identity")]
    [InlineData("with an explicit deny in a resource-based policy", "resource-based policy", true, "no permission of the identity")]
    [InlineData("with an explicit deny in an identity-based policy", "identity-based policy", true, "take the identity out of the Deny")]
    [InlineData(
        "because no identity-based policy allows the apigateway:GET action",
        "identity-based policy",
        false,
        "allow apigateway:GET to the identity")]
    [InlineData(
        "because no service control policy allows the apigateway:GET action",
        "service control policy",
        false,
        "the service control policy that applies")]
    [InlineData(
        "because no permissions boundary allows the apigateway:GET action",
        "permissions boundary",
        false,
        "the permissions boundary that applies")]
    [InlineData("because no session policy allows the apigateway:GET action", "session policy", false, "the session policy that applies")]
    [InlineData(
        "because no VPC endpoint policy allows the apigateway:GET action",
        "VPC endpoint policy",
        false,
        "the VPC endpoint policy that applies")]
    [InlineData(
        "because no resource-based policy allows the apigateway:GET action",
        "resource-based policy",
        false,
        "the resource-based policy that applies")]
    [InlineData(
        "because no resource control policy allows the apigateway:GET action",
        "resource control policy",
        false,
        "the resource control policy that applies")]
    [InlineData(
        "with an explicit deny in an identity-based policy: arn:aws:iam::111122223333:policy/no",
        "identity-based policy",
        true,
        "take the identity out of the Deny")]
    [InlineData("with an explicit deny", "policy of a kind that AWS does not name", true, "no permission of the identity")]
    public void Says_which_policy_denies_and_what_helps(string end, string policy, bool isExplicit, string advice)
    {
        var denial = Denial.In(Refused + end).ShouldNotBeNull();

        (denial.Policy, denial.IsExplicit).ShouldBe((policy, isExplicit));
        denial.Advice("apigateway:GET").ShouldContain(advice);
        denial.Advice("apigateway:GET")
            .Contains("llow apigateway:GET to the identity", StringComparison.Ordinal)
            .ShouldBe(!isExplicit && policy is "identity-based policy");
    }

    // The same page, and Troubleshoot IAM roles: who cannot assume a role hears of it at the first call with it, which needs nothing of the
    // sort.
    [Theory]
    [InlineData("", "its trust policy must allow it to the identity that scans")]
    [InlineData(" because no role trust policy allows the sts:AssumeRole action", "its trust policy must allow it")]
    [InlineData(" because no resource-based policy allows the sts:AssumeRole action", "its trust policy must allow it")]
    [InlineData(
        " because no identity-based policy allows the sts:AssumeRole action",
        "the identity that starts the scan needs sts:AssumeRole on it")]
    [InlineData(" because no service control policy allows the sts:AssumeRole action", "the service control policy that applies")]
    [InlineData(" with an explicit deny in a service control policy", "a service control policy of the organization forbids it")]
    [InlineData(" with an explicit deny in an identity-based policy", "take the identity out of the Deny")]
    [InlineData(" with an explicit deny in the role trust policy", "a Deny in a role trust policy forbids it")]
    public void Says_why_a_role_cannot_be_assumed(string end, string advice)
    {
        var said = Denial.OfRole(
            $"User: arn:aws:iam::111122223333:user/ci is not authorized to perform: sts:AssumeRole on resource: "
                + $"arn:aws:iam::444455556666:role/auditor{end}")
            .ShouldNotBeNull();

        said.ShouldStartWith("The role arn:aws:iam::444455556666:role/auditor cannot be assumed: ");
        said.ShouldContain(advice);
        said.ShouldNotContain("GetCallerIdentity");
    }

    [Fact]
    public void Another_refusal_is_about_no_role() => Denial.OfRole(Refused).ShouldBeNull();

    [Theory]
    [InlineData("")]
    [InlineData("Forbidden")]
    public void Knows_nothing_where_nothing_is_said(string message) => Denial.In(message).ShouldBeNull();
}
