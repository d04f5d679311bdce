using Auditor.Core.Metadata;
using Auditor.Rules.Policies;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;
using static Auditor.Rules.Tests.Policies.ExampleIdentity;

namespace Auditor.Rules.Tests.Policies;

public sealed class IamPolicyOpensApisTests : RuleTests<IamPolicyOpensApis>
{
    public static TheoryData<string, string> Open => new()
    {
        { "write or attach identity policies", Allow("iam:PutRolePolicy", "*") },
        { "write or attach identity policies", Allow("iam:*", "*") },
        { "write or attach identity policies", Allow("iam:AttachUserPolicy", "arn:aws:iam::111122223333:user/*") },
        { "write or attach identity policies", Allow("iam:CreatePolicyVersion", "arn:aws:iam::*:policy/*") },
        { "say who takes on every role", Allow("iam:UpdateAssumeRolePolicy", "*") },
        { "replace the code of every Lambda function", Allow("lambda:UpdateFunctionCode", "*") },
        { "replace the code of every Lambda function", Allow("lambda:*", "arn:aws:lambda:eu-west-1:111122223333:function:*") },
        { "pass every role to an integration", Allow("iam:PassRole", "*") + "," + Allow("apigateway:*", "*") },
        { "replace the code of every Lambda function", """{"Sid":"Wide","Effect":"Allow","NotAction":"iam:*","Resource":"*"}""" },
    };

    public static TheoryData<string, string> Clean => new()
    {
        { "everything: no way round is needed", Allow("*", "*") },
        { "one function", Allow("lambda:UpdateFunctionCode", "arn:aws:lambda:eu-west-1:111122223333:function:orders") },
        { "functions of one team", Allow("lambda:UpdateFunctionCode", "arn:aws:lambda:*:*:function:orders-*") },
        { "another account's functions", Allow("lambda:UpdateFunctionCode", "arn:aws:lambda:*:444455556666:function:*") },
        { "its own role", Allow("iam:PutRolePolicy", "arn:aws:iam::111122223333:role/deployer") },
        { "roles within a boundary", Allow("iam:PutRolePolicy", "*", ""","Condition":{"StringEquals":{"iam:PermissionsBoundary":"arn:aws:iam::111122223333:policy/limit"}}""") },
        { "passing roles, without integrations", Allow("iam:PassRole", "*") },
        { "integrations, without roles", Allow("apigateway:*", "*") },
        { "reading", Allow("iam:Get*", "*") },
        { "a Deny", Allow("iam:*", "*").Replace("Allow", "Deny", StringComparison.Ordinal) },
    };

    [Theory, MemberData(nameof(Open))]
    public void Flags_a_policy_that_opens_routes(string path, string statement) => Check(With(statement)).ShouldFlag("Policy 'gateway'", path).Severity.ShouldBe(Severity.Medium);

    [Theory, MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, string statement) => Check(With(statement)).ShouldBeClean(change);

    [Fact]
    public void One_that_nobody_holds_is_low() =>
        Check(With(Policy(ExamplePolicy.Of(Allow("iam:*", "*"))) with { AttachedTo = [] })).ShouldFlag("nobody at present").Severity.ShouldBe(Severity.Low);

    [Fact]
    public void A_Deny_elsewhere_in_the_policy_takes_it_back() =>
        Check(With(Allow("lambda:*", "*"), Allow("lambda:Update*", "*").Replace("Allow", "Deny", StringComparison.Ordinal))).ShouldBeClean();

    [Fact]
    public void Says_so_when_the_document_could_not_be_read() => Check(With(Policy("") with { Document = Example.Denied })).ShouldBeInconclusive(Example.Denied.Because);
}
