using Auditor.Aws.Transport;

namespace Auditor.Aws.Tests.Transport;

// Troubleshoot access denied error messages (IAM guide): the message names the kind of policy at its end.
public sealed class DenialTests
{
    private const string Refused = "User: arn:aws:sts::111122223333:assumed-role/audit/x is not authorized to perform: apigateway:GET on resource: arn:aws:apigateway:ap-east-1::/restapis ";

    [Theory]
    [InlineData("with an explicit deny in a service control policy", "service control policy", true, "exempt the identity there")]
    [InlineData("with an explicit deny in a service control policy: arn:aws:organizations::1:policy/o-1/service_control_policy/p-1", "service control policy", true, "closedRegions")]
    [InlineData("with an explicit deny in a resource control policy", "resource control policy", true, "no permission of the identity")]
    [InlineData("with an explicit deny in a permissions boundary", "permissions boundary", true, "no permission of the identity")]
    [InlineData("with an explicit deny in a session policy", "session policy", true, "no permission of the identity")]
    [InlineData("with an explicit deny in a VPC endpoint policy", "vpc endpoint policy", true, "no permission of the identity")]
    [InlineData("with an explicit deny in a resource-based policy", "resource-based policy", true, "no permission of the identity")]
    [InlineData("with an explicit deny in an identity-based policy", "identity-based policy", true, "take the identity out of the Deny")]
    [InlineData("because no identity-based policy allows the apigateway:GET action", "identity-based policy", false, "allow apigateway:GET to the identity")]
    [InlineData("because no service control policy allows the apigateway:GET action", "service control policy", false, "the service control policy that applies")]
    [InlineData("because no permissions boundary allows the apigateway:GET action", "permissions boundary", false, "the permissions boundary that applies")]
    public void Says_which_policy_denies_and_what_helps(string end, string policy, bool isExplicit, string advice)
    {
        var denial = Denial.In(Refused + end).ShouldNotBeNull();

        (denial.Policy, denial.IsExplicit).ShouldBe((policy, isExplicit));
        denial.Advice("apigateway:GET").ShouldContain(advice);
        denial.Advice("apigateway:GET").Contains("llow apigateway:GET to the identity", StringComparison.Ordinal).ShouldBe(!isExplicit && policy is "identity-based policy");
    }

    [Theory]
    [InlineData("")]
    [InlineData("Forbidden")]
    public void Knows_nothing_where_nothing_is_said(string message) => Denial.In(message).ShouldBeNull();
}
