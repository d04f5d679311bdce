using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Policies;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;
using static Auditor.Rules.Tests.Policies.ExampleIdentity;

namespace Auditor.Rules.Tests.Policies;

public sealed class LambdaInvokeOnEverythingTests : RuleTests<LambdaInvokeOnEverything>
{
    private const string Trust = """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"sts:AssumeRole"}]}""";

    public static TheoryData<string, string> Wide => new()
    {
        { "every resource", Allow("lambda:InvokeFunction", "*") },
        { "every action of the service", Allow("lambda:*", "*") },
        { "a pattern in other case", Allow("Lambda:invoke*", "*") },
        { "every function of a Region", Allow("lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:111122223333:function:*") },
        { "every version and alias", Allow("lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:111122223333:function:*:*") },
        { "every latest version", Allow("lambda:InvokeFunction", "arn:aws:lambda:*:*:function:*:$LATEST") },
        {
            "old sessions were revoked",
            Allow("lambda:InvokeFunction", "*")
                + """,{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"DateLessThan":{"aws:TokenIssueTime":"2021-01-01T00:00:00Z"}}}"""
        },
        {
            "but those with a tag",
            Allow("lambda:InvokeFunction", "*")
                + """,{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"StringEquals":{"aws:ResourceTag/secret":"yes"}}}"""
        },
        {
            "everything but one function",
            """{"Sid":"Wide","Effect":"Allow","Action":"lambda:InvokeFunction","NotResource":"arn:aws:lambda:eu-west-1:111122223333:function:secret"}"""
        },
    };

    public static TheoryData<string, string> Clean => new()
    {
        { "one function", Allow("lambda:InvokeFunction", "arn:aws:lambda:eu-west-1:111122223333:function:orders") },
        { "functions of one name", Allow("lambda:InvokeFunction", "arn:aws:lambda:*:*:function:orders-*") },
        { "another account's functions", Allow("lambda:InvokeFunction", "arn:aws:lambda:*:999988887777:function:*") },
        { "reading", Allow("lambda:Get*", "*") },
        { "another service's resources", Allow("*", "arn:aws:s3:::*") },
        { "under a condition", Allow("lambda:InvokeFunction", "*", ""","Condition":{"StringEquals":{"aws:ResourceTag/team":"orders"}}""") },
        { "a Deny", Allow("lambda:InvokeFunction", "*").Replace("Allow", "Deny", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Wide))]
    public void Flags_a_policy_that_calls_every_function(string what, string statement) =>
        Check(With(statement))
            .ShouldFlag("Policy 'gateway'", "whoever holds it", "call every Lambda function").Severity.ShouldBe(Severity.Medium, what);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, string statement) => Check(With(statement)).ShouldBeClean(change);

    [Fact]
    public void A_role_of_api_gateway_is_named() => Check(Held(Policy(Everything), Trust)).ShouldFlag($"API Gateway, by role '{Holder}'");

    [Fact]
    public void One_that_nobody_holds_is_low() =>
        Check(With(Policy(Everything) with { AttachedTo = [] })).ShouldFlag("nobody at present").Severity.ShouldBe(Severity.Low);

    [Fact]
    public void What_aws_wrote_matters_where_api_gateway_can_use_it()
    {
        var byAws = AwsManaged("AWSLambdaRole", Holder) with { Document = Everything };
        Check(Held(byAws, Trust)).ShouldFlag("AWS managed policy 'AWSLambdaRole'").Severity.ShouldBe(Severity.Medium);
        Check(Held(byAws, Trust.Replace("apigateway", "events", StringComparison.Ordinal))).ShouldBeClean("another service's role");
        Check(Held(byAws, "{")).ShouldBeClean("a trust policy that nobody can read trusts nobody that we know of");
    }

    [Fact]
    public void A_boundary_takes_it_back()
    {
        const string Boundary = "arn:aws:iam::111122223333:policy/boundary";
        var estate = Held(
            Policy(Everything), Trust, Policy(ExamplePolicy.Of(Allow("sqs:*", "*"))) with { Arn = Boundary, AttachedTo = [] });
        Check(estate).ShouldFlag("every Lambda function");
        Check(estate.WithAccount(
            account => account with { Principals = ImmutableArray.Create(account.Principals.Value[0] with { PermissionsBoundaryArn = Boundary }) }))
            .ShouldBeClean();
    }

    [Fact]
    public void Says_so_when_the_document_could_not_be_read() =>
        Check(With(Policy("") with { Document = Example.Denied })).ShouldBeInconclusive(Example.Denied.Because);

    [Fact]
    public void Says_so_when_the_document_is_no_policy() =>
        Check(With(Policy("{"))).ShouldHaveSingleItem().Message.ShouldContain("Policy 'gateway' cannot be read");

    private static string Everything => ExamplePolicy.Of(Allow("lambda:InvokeFunction", "*"));

    private static Estate Held(
        IdentityPolicy policy,
        string trust,
        params ImmutableArray<IdentityPolicy> others) => SmallEstate.Rest().WithAccount(account => account with
        {
            IdentityPolicies = others.Insert(0, policy),
            Principals = ImmutableArray.Create(new Principal { Arn = Holder, Type = PrincipalType.Role, TrustPolicy = trust }),
        });
}
