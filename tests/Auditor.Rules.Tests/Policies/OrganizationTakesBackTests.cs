using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Rules.Policies;
using Auditor.Testing.Estates;
using static Auditor.Rules.Tests.Policies.ExampleIdentity;

namespace Auditor.Rules.Tests.Policies;

/// <summary>What an organization denies, no rule calls granted.</summary>
/// <remarks>AWS Organizations user guide, "SCP evaluation".</remarks>
public sealed class OrganizationTakesBackTests
{
    private const string Everything = """{"Effect":"Allow","Action":"*","Resource":"*"}""";

    public static TheoryData<Rule, string, string> Rules => new()
    {
        // rule, what the policy allows, what a service control policy denies
        { new IamPolicyInvokesAnyApi(), Allow("execute-api:Invoke", "*"), "execute-api:*" },
        { new IamPolicyChangesAnyApi(), Allow("apigateway:*", "*"), "apigateway:*" },
        { new LambdaInvokeOnEverything(), Allow("lambda:InvokeFunction", "*"), "lambda:Invoke*" },
        { new IamPolicyOpensApis(), Allow("iam:PutRolePolicy", "*"), "iam:*" },
    };

    [Theory, MemberData(nameof(Rules))]
    public void What_a_service_control_policy_denies_is_not_granted(Rule rule, string allowed, string denied)
    {
        Flagged(rule, With(allowed)).ShouldBe(1);
        Flagged(rule, Within(allowed, Everything)).ShouldBe(1);
        Flagged(rule, Within(allowed, Everything + "," + Deny(denied))).ShouldBe(0, "a Deny");
        Flagged(rule, Within(allowed, Allow("s3:*", "*"))).ShouldBe(0, "a level that allows another service only");
        Flagged(
            rule,
            Within(allowed, Everything + "," + Deny(denied, ""","Condition":{"StringNotEquals":{"aws:RequestedRegion":["eu-west-1"]}}""")))
            .ShouldBe(1, "a guardrail of Regions leaves one");
    }

    private static int Flagged(Rule rule, Estate estate) => Audit.Run(estate, [rule]).Findings.Length;

    private static string Deny(string action, string more = "") =>
        Allow(action, "*", more).Replace("Allow", "Deny", StringComparison.Ordinal);

    private static Estate Within(string statement, string serviceControl) => With(statement).WithAccount(account => account with
    {
        Organization = new OrganizationMembership
        {
            OrganizationId = "o-a1b2c3d4e5",
            UsesServiceControlPolicies = true,
            Levels = [new() { Id = "r-ab12", ServiceControlPolicies = [new() { Id = "p-1", Name = "guardrail", Document = ExamplePolicy.Of(serviceControl) }] }],
        },
    });
}
