using Auditor.Core.Metadata;
using Auditor.Rules.Policies;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;
using static Auditor.Rules.Tests.Policies.ExampleIdentity;

namespace Auditor.Rules.Tests.Policies;

public sealed class IamPolicyChangesAnyApiTests : RuleTests<IamPolicyChangesAnyApi>
{
    public static TheoryData<string, string> Wide => new()
    {
        { "everything", Allow("*", "*") },
        { "every action of the service", Allow("apigateway:*", "*") },
        { "PATCH", Allow("apigateway:PATCH", "*") },
        { "POST", Allow("apigateway:POST", "*") },
        { "PUT", Allow("apigateway:PUT", "*") },
        { "DELETE", Allow("apigateway:DELETE", "*") },
        { "a pattern in other case", Allow("ApiGateway:p*", "*") },
        { "everything of a Region", Allow("apigateway:*", "arn:aws:apigateway:eu-west-1::/*") },
        { "all REST APIs", Allow("apigateway:*", "arn:aws:apigateway:*::/restapis/*") },
        { "all HTTP and WebSocket APIs", Allow("apigateway:*", "arn:aws:apigateway:*::/apis/*") },
        { "the stages of all APIs", Allow("apigateway:PATCH", "arn:aws:apigateway:*::/restapis/*/stages/*") },
        { "since 2020", Allow("apigateway:*", "*", ""","Condition":{"DateGreaterThan":{"aws:CurrentTime":"2020-01-01T00:00:00Z"}}""") },
        { "in one Region", Allow("apigateway:*", "*", ""","Condition":{"StringEquals":{"aws:RequestedRegion":"eu-west-1"}}""") },
        {
            "GET and something that writes",
            """{"Sid":"Wide","Effect":"Allow","Action":["apigateway:GET","apigateway:DELETE"],"Resource":"*"}"""
        },
    };

    public static TheoryData<string, string> Clean => new()
    {
        { "GET alone", Allow("apigateway:GET", "*") },
        { "flushing caches", Allow("apigateway:DELETE", "arn:aws:apigateway:*::/restapis/*/stages/*/cache/data") },
        { "flushing caches of authorizers", Allow("apigateway:DELETE", "arn:aws:apigateway:*::/restapis/*/stages/*/cache/*") },
        { "trying methods out", Allow("apigateway:POST", "arn:aws:apigateway:*::/restapis/*/resources/*/methods/*") },
        { "trying authorizers out", Allow("apigateway:POST", "arn:aws:apigateway:*::/restapis/*/authorizers/*") },
        {
            "flushing caches of HTTP APIs' authorizers",
            Allow("apigateway:DELETE", "arn:aws:apigateway:*::/apis/*/stages/*/cache/authorizers")
        },
        { "APIs with one tag", Allow("apigateway:*", "*", ""","Condition":{"StringEquals":{"aws:ResourceTag/team":"orders"}}""") },
        { "one API", Allow("apigateway:*", "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3/*") },
        { "usage plans", Allow("apigateway:*", "arn:aws:apigateway:eu-west-1::/usageplans/*") },
        { "calling, not changing", Allow("execute-api:*", "*") },
        { "with a second factor", Allow("apigateway:*", "*", ""","Condition":{"Bool":{"aws:MultiFactorAuthPresent":"true"}}""") },
        { "everything but writing", """{"Effect":"Allow","NotAction":["apigateway:P*","apigateway:DELETE"],"Resource":"*"}""" },
        { "a Deny", Allow("apigateway:*", "*").Replace("Allow", "Deny", StringComparison.Ordinal) },
    };

    [Theory]
    [MemberData(nameof(Wide))]
    public void Flags_a_policy_that_changes_every_api(string what, string statement) =>
        Check(With(statement)).ShouldFlag("Policy 'gateway'", "change every").Severity.ShouldBe(Severity.High, what);

    [Fact]
    public void Deployments_alone_put_the_working_copy_live()
    {
        var finding = Check(With(Allow("apigateway:POST", "arn:aws:apigateway:*::/restapis/*/deployments")))
            .ShouldFlag("every REST API", "put its working copy live, with stage variables of their own choice");
        finding.Message.ShouldNotContain("switch off authorization");
    }

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, string statement) => Check(With(statement)).ShouldBeClean(change);

    [Fact]
    public void A_deny_of_one_verb_leaves_the_others() =>
        Check(With(Allow("apigateway:*", "*"), Allow("apigateway:DELETE", "*").Replace("Allow", "Deny", StringComparison.Ordinal)))
            .ShouldFlag("change every API");

    [Fact]
    public void A_deny_of_all_that_writes_takes_it_back() =>
        Check(With(Allow("*", "*"), """{"Effect":"Deny","Action":["apigateway:P*","apigateway:DELETE"],"Resource":"*"}""")).ShouldBeClean();

    [Fact]
    public void One_that_nobody_holds_is_low() =>
        Check(With(Policy(ExamplePolicy.Of(Allow("*", "*"))) with { AttachedTo = [] }))
            .ShouldFlag("nobody at present").Severity.ShouldBe(Severity.Low);

    [Theory]
    [InlineData("AdministratorAccess")]
    [InlineData("PowerUserAccess")]
    [InlineData("AmazonAPIGatewayAdministrator")]
    public void Knows_what_aws_wrote_by_name(string name) =>
        Check(With(AwsManaged(name, Holder))).ShouldFlag(name).Severity.ShouldBe(Severity.Low);

    [Fact]
    public void Policies_of_aws_that_only_read_or_call_are_fine() =>
        Check(With(AwsManaged("AmazonAPIGatewayInvokeFullAccess", Holder))).ShouldBeClean();

    [Fact]
    public void Says_so_when_the_document_could_not_be_read() =>
        Check(With(Policy("") with { Document = Example.Denied })).ShouldBeInconclusive(Example.Denied.Because);

    [Fact]
    public void Says_so_when_the_policies_could_not_be_listed() =>
        Check(SmallEstate.Rest().WithAccount(account => account with { IdentityPolicies = Example.Denied }))
            .ShouldBeInconclusive(Example.Denied.Because);
}
