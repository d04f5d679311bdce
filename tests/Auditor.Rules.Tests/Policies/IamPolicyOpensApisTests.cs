using System.Collections.Immutable;
using Auditor.Core.Inventory;
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
        { "write or attach identity policies", Allow("iam:AttachRolePolicy", "arn:aws:iam::*:role/*") },
        { "write or attach identity policies", Allow("iam:PutUserPolicy", "*") },
        { "write or attach identity policies", Allow("iam:*GroupPolicy", "*") },
        { "put users into every group", Allow("iam:AddUserToGroup", "*") },
        { "put another version of every managed policy into force", Allow("iam:SetDefaultPolicyVersion", "*") },
        { "say who takes on every role", Allow("iam:UpdateAssumeRolePolicy", "*") },
        { "make credentials of every user", Allow("iam:CreateAccessKey", "*") },
        { "make credentials of every user", Allow("iam:*LoginProfile", "arn:aws:iam::111122223333:user/*") },
        { "change with which layers", Allow("lambda:UpdateFunctionConfiguration", "*") },
        {
            "point every alias",
            """{"Sid":"Wide","Effect":"Allow","Action":["lambda:PublishVersion","lambda:UpdateAlias"],"Resource":"*"}"""
        },
        {
            "pass every role to an integration of every REST API",
            Allow("iam:PassRole", "*", ""","Condition":{"StringEquals":{"iam:PassedToService":"apigateway.amazonaws.com"}}""")
                + ","
                + Allow("apigateway:*", "*")
        },
        {
            "pass every role to an integration of every HTTP and WebSocket API",
            Allow("iam:PassRole", "*") + "," + Allow("apigateway:*", "arn:aws:apigateway:*::/apis/*")
        },
        { "replace the code of every Lambda function", Allow("lambda:UpdateFunctionCode", "*") },
        { "replace the code of every Lambda function", Allow("lambda:*", "arn:aws:lambda:eu-west-1:111122223333:function:*") },
        { "pass every role to an integration", Allow("iam:PassRole", "*") + "," + Allow("apigateway:*", "*") },
        { "replace the code of every Lambda function", """{"Sid":"Wide","Effect":"Allow","NotAction":"iam:*","Resource":"*"}""" },
        // Whoever may do everything but call and change APIs is who needs a way round.
        {
            "write or attach identity policies",
            """{"Sid":"Wide","Effect":"Allow","NotAction":["execute-api:*","apigateway:*"],"Resource":"*"}"""
        },
        {
            "write or attach identity policies",
            Allow("*", "*") + """,{"Effect":"Deny","Action":["execute-api:*","apigateway:*"],"Resource":"*"}"""
        },
        { "write or attach identity policies", Allow("*", "*") + """,{"Effect":"Deny","Action":"execute-api:*","Resource":"*"}""" },
    };

    public static TheoryData<string, string> Clean => new()
    {
        { "everything: no way round is needed", Allow("*", "*") },
        { "one function", Allow("lambda:UpdateFunctionCode", "arn:aws:lambda:eu-west-1:111122223333:function:orders") },
        { "functions of one team", Allow("lambda:UpdateFunctionCode", "arn:aws:lambda:*:*:function:orders-*") },
        { "another account's functions", Allow("lambda:UpdateFunctionCode", "arn:aws:lambda:*:444455556666:function:*") },
        { "its own role", Allow("iam:PutRolePolicy", "arn:aws:iam::111122223333:role/deployer") },
        {
            "roles within a boundary",
            Allow(
                "iam:PutRolePolicy",
                "*",
                ""","Condition":{"StringEquals":{"iam:PermissionsBoundary":"arn:aws:iam::111122223333:policy/limit"}}""")
        },
        { "own credentials", Allow("iam:CreateAccessKey", "arn:aws:iam::*:user/${aws:username}") },
        { "publishing versions, without aliases", Allow("lambda:PublishVersion", "*") },
        {
            "passing roles to another service",
            Allow("iam:PassRole", "*", ""","Condition":{"StringEquals":{"iam:PassedToService":"lambda.amazonaws.com"}}""")
                + ","
                + Allow("apigateway:*", "*")
        },
        { "passing one role", Allow("iam:PassRole", "arn:aws:iam::111122223333:role/orders") + "," + Allow("apigateway:*", "*") },
        {
            "what AGW5009 names: a resource policy",
            """{"Sid":"Wide","Effect":"Allow","Action":["apigateway:PATCH","apigateway:UpdateRestApiPolicy"],"Resource":"*"}"""
        },
        { "passing roles, without integrations", Allow("iam:PassRole", "*") },
        { "integrations, without roles", Allow("apigateway:*", "*") },
        { "reading", Allow("iam:Get*", "*") },
        { "a Deny", Allow("iam:*", "*").Replace("Allow", "Deny", StringComparison.Ordinal) },
    };

    [Theory, MemberData(nameof(Open))]
    public void Flags_a_policy_that_opens_routes(string path, string statement) =>
        Check(With(statement)).ShouldFlag("Policy 'gateway'", path).Severity.ShouldBe(Severity.Medium);

    [Theory, MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, string statement) => Check(With(statement)).ShouldBeClean(change);

    [Fact]
    public void Ways_are_one_finding_that_says_to_whom_each_is_open()
    {
        var role = Holder.Replace("deployer", "auditor", StringComparison.Ordinal);
        var both = Policy(ExamplePolicy.Of(
            Allow("iam:CreateAccessKey", "*"), Allow("lambda:UpdateFunctionCode", "*"))) with
        { AttachedTo = [Holder, role] };
        var denies = Policy(ExamplePolicy.Of(Allow("lambda:*", "*")
            .Replace("Allow", "Deny", StringComparison.Ordinal))) with
        { Arn = $"{both.Arn}-deny", Name = "deny", AttachedTo = [role] };
        var estate = With(both).WithAccount(account => account with
        {
            IdentityPolicies = ImmutableArray.Create(both, denies),
            Principals = ImmutableArray.Create(
                new Principal { Arn = Holder, Type = PrincipalType.Role }, new Principal { Arn = role, Type = PrincipalType.Role }),
        });

        Check(estate).ShouldFlag(
            "lets whoever holds it (role 'auditor', role 'deployer') open routes that are closed to them",
            "make credentials of every user: with those of an API's callers they call it; and replace the code of every Lambda function",
            "opens every route that asks it (role 'deployer' only)").Severity.ShouldBe(Severity.Medium);
    }

    [Theory]
    [InlineData("IAMFullAccess", "write or attach identity policies")]
    [InlineData("AWSLambda_FullAccess", "replace the code of every Lambda function")]
    public void One_that_AWS_wrote_is_low(string name, string path) =>
        Check(With(AwsManaged(name, Holder))).ShouldFlag($"AWS managed policy '{name}'", path).Severity.ShouldBe(Severity.Low);

    [Fact]
    public void One_that_nobody_holds_is_low() =>
        Check(With(Policy(ExamplePolicy.Of(Allow("iam:*", "*"))) with { AttachedTo = [] }))
            .ShouldFlag("nobody at present").Severity.ShouldBe(Severity.Low);

    [Fact]
    public void A_Deny_elsewhere_in_the_policy_takes_it_back() =>
        Check(With(Allow("lambda:*", "*"), Allow("lambda:Update*", "*").Replace("Allow", "Deny", StringComparison.Ordinal)))
            .ShouldBeClean();

    [Fact]
    public void Says_so_when_the_document_could_not_be_read() =>
        Check(With(Policy("") with { Document = Example.Denied })).ShouldBeInconclusive(Example.Denied.Because);
}
