using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Policies;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;
using static Auditor.Rules.Tests.Policies.ExamplePolicy;

namespace Auditor.Rules.Tests.Policies;

public sealed class PolicyStatementWithoutEffectTests : RuleTests<PolicyStatementWithoutEffect>
{
    public static TheoryData<string, string> WithoutEffect => new()
    {
        { "the bare ARN of the API", Second("arn:aws:execute-api:eu-west-1:111122223333:a1b2c3") },
        { "another Region", Second("arn:aws:execute-api:us-east-1:111122223333:a1b2c3/*") },
        { "another account", Second("arn:aws:execute-api:eu-west-1:444455556666:a1b2c3/*") },
        { "another API", Second("arn:aws:execute-api:eu-west-1:111122223333:zzzzzz/*") },
        { "a stage that is not there", Second("execute-api:/test/*") },
        { "a path that is not there", Second("execute-api:/prod/GET/invoices") },
        { "a path with the stage left out", Second("execute-api:/GET/orders") },
        { "another service's action", Named(Allow).Replace("execute-api:Invoke", "lambda:InvokeFunction", StringComparison.Ordinal) },
        {
            "a principal where nobody looks at signatures",
            Named(Allow).Replace(
                "\"Principal\":\"*\"", "\"Principal\":{\"AWS\":\"arn:aws:iam::444455556666:root\"}", StringComparison.Ordinal)
        },
        { "an organization where nobody looks at signatures", Named(AllowIf("""{"StringEquals":{"aws:PrincipalOrgID":"o-1"}}""")) },
        {
            "private addresses for callers on the internet",
            Named(AllowIf("""{"IpAddress":{"aws:SourceIp":["10.0.0.0/8","192.168.0.0/16"]}}"""))
        },
        { "an endpoint for callers on the internet", Named(AllowIf("""{"StringEquals":{"aws:SourceVpce":"vpce-1"}}""")) },
        { "a key that only calls of AWS services carry", Named(AllowIf("""{"StringEquals":{"aws:SourceAccount":"1"}}""")) },
        { "a Deny of private addresses", Named(DenyIf("""{"IpAddress":{"aws:SourceIp":"10.0.0.0/8"}}""")) },
    };

    public static TheoryData<string, string> WithEffect => new()
    {
        { "the API", Second("execute-api:/*") },
        { "every ARN", Second("*") },
        { "the route", Second("execute-api:/prod/GET/orders") },
        { "public addresses", Named(AllowIf("""{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}""")) },
        { "private and public addresses", Named(AllowIf("""{"IpAddress":{"aws:SourceIp":["10.0.0.0/8","203.0.113.0/24"]}}""")) },
        { "a Deny of plain HTTP", Named(DenyIf("""{"Bool":{"aws:SecureTransport":"false"}}""")) },
        {
            "a Deny unless through an endpoint, which no internet caller passes",
            Named(DenyIf("""{"StringNotEquals":{"aws:SourceVpce":"vpce-1"}}"""))
        },
        { "a date that has passed", Named(AllowIf("""{"DateLessThan":{"aws:CurrentTime":"2020-01-01T00:00:00Z"}}""")) },
        {
            "the right to empty the cache",
            Named(Allow).Replace("execute-api:Invoke", "execute-api:InvalidateCache", StringComparison.Ordinal)
        },
        { "a header that anyone can send", Named(AllowIf("""{"StringEquals":{"aws:Referer":"https://acme.example"}}""")) },
    };

    [Theory]
    [MemberData(nameof(WithoutEffect))]
    public void Flags_a_statement_that_matches_nothing(string what, string statement)
    {
        var finding = Check(On(Of(Allow, statement))).ShouldFlag("Statement 'Second'", "'orders'", "does not happen");
        finding.Severity.ShouldBe(Severity.Medium, what);
        finding.Evidence.ShouldContain(evidence => evidence.What == "for example" && evidence.Value.Length > 20, what);
    }

    [Theory]
    [MemberData(nameof(WithEffect))]
    public void One_change_makes_it_clean(string change, string statement) => Check(On(Of(Allow, statement))).ShouldBeClean(change);

    [Theory]
    [InlineData("\"Principal\":{\"AWS\":\"arn:aws:iam::444455556666:root\"}")]
    [InlineData("\"Principal\":{\"AWS\":\"444455556666\"}")]
    public void A_principal_matters_where_a_signature_is_asked_for(string principal) =>
        Check(On(Of(Allow, Named(Allow).Replace("\"Principal\":\"*\"", principal, StringComparison.Ordinal)), AuthorizationKind.AwsIam))
            .ShouldBeClean();

    [Fact]
    public void A_private_api_has_callers_through_endpoints_only()
    {
        Check(On(Of(Allow, Named(AllowIf("""{"StringEquals":{"aws:SourceVpce":"vpce-1"}}""")))).Private()).ShouldBeClean();
        Check(On(Of(Allow, Named(AllowIf("""{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}""")))).Private())
            .ShouldFlag("Statement 'Second'");
    }

    [Fact]
    public void A_statement_without_a_name_is_told_by_its_place() =>
        Check(On(Of(Allow, Second("execute-api:/test/*").Replace("\"Sid\":\"Second\",", "", StringComparison.Ordinal))))
            .ShouldFlag("Statement 2 of");

    [Fact]
    public void What_is_deployed_nowhere_has_no_requests_yet() =>
        Check(On(Of(Second("execute-api:/test/*"))).WithApi(api => api with { Stages = ImmutableArray<Stage>.Empty })).ShouldBeClean();

    [Fact]
    public void Says_so_when_routes_are_unknown() =>
        Check(On(Of(Second("execute-api:/test/*"))).WithApi(api => api with { Routes = Example.Denied, Deployments = [] }))
            .ShouldBeInconclusive(Example.Denied.Because);

    [Fact]
    public void Says_so_when_the_policy_is_no_policy() => Check(On("{")).ShouldHaveSingleItem().ShouldSatisfyAllConditions(
        finding => finding.Outcome.ShouldBe(Core.Findings.Outcome.Inconclusive),
        finding => finding.Message.ShouldContain("The resource policy of API 'orders' cannot be read"));

    private static string Named(string statement) =>
        statement.Replace("\"Sid\":\"Anyone\"", "\"Sid\":\"Second\"", StringComparison.Ordinal)
            .Replace("\"Sid\":\"Keep out\"", "\"Sid\":\"Second\"", StringComparison.Ordinal);

    private static string Second(string resource) => Named(Allow).Replace("execute-api:/*", resource, StringComparison.Ordinal);

    [Theory]
    [InlineData("execute-api:/prod/GET/invoices", "execute-api:/prod/GET/orders")]
    [InlineData("execute-api:/GET/orders", "execute-api:/prod/GET/orders")]
    [InlineData(
        "arn:aws:execute-api:us-east-1:111122223333:a1b2c3/prod/GET/orders",
        "arn:aws:execute-api:eu-west-1:111122223333:a1b2c3/prod/GET/orders")]
    public void Prints_the_resource_that_misses_and_the_nearest_that_would_match(string written, string nearest)
    {
        var finding = Check(On(Of(Allow, Second(written)))).ShouldFlag($"Its Resource '{written}' names none of them; '{nearest}' would.");

        finding.Evidence.ShouldContain(evidence => evidence.What == "nearest that would match" && evidence.Value == nearest);
    }

    [Fact]
    public void Of_several_routes_the_nearest_is_printed()
    {
        var estate = SmallEstate.Rest(Example.Route("GET /orders"), Example.Route("POST /orders/{id}/lines"))
            .WithApi(api => api with { ResourcePolicy = Of(Allow, Second("execute-api:/prod/POST/order/*/lines")) });

        Check(estate).ShouldFlag("'execute-api:/prod/POST/orders/*/lines' would.");
    }

    // How API Gateway resource policies affect authorization workflow, Table A: beside a Lambda authorizer's Allow the policy need not
    // allow.
    [Fact]
    public void A_list_of_addresses_keeps_nobody_from_a_Lambda_authorizer()
    {
        var office = Named(AllowIf("""{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}"""));

        Check(On(Of(office), AuthorizationKind.Custom))
            .ShouldFlag("allows some addresses and nothing denies the others", "route 'GET /orders'").Severity.ShouldBe(Severity.Medium);
        Check(On(Of(office), AuthorizationKind.CognitoUserPools)).ShouldBeClean();
        Check(On(Of(office))).ShouldBeClean();
        Check(On(Of(office, DenyIf("""{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}""")), AuthorizationKind.Custom)).ShouldBeClean();
        Check(On(Of(Allow), AuthorizationKind.Custom)).ShouldBeClean();
    }

    // The same table: of a private API, a list of VPC endpoints.
    [Fact]
    public void A_list_of_VPC_endpoints_keeps_nobody_from_a_Lambda_authorizer()
    {
        var own = Named(AllowIf("""{"StringEquals":{"aws:SourceVpce":"vpce-0a1b2c3d4e5f60718"}}"""));
        static Estate Private(string policy, AuthorizationKind authorization) =>
            On(policy, authorization).WithApi(api => api with { EndpointType = EndpointType.Private });

        Check(Private(Of(own), AuthorizationKind.Custom)).ShouldFlag(
            "allows some VPC endpoints and nothing denies the others", "gets in through an endpoint of any account");
        Check(Private(Of(own), AuthorizationKind.None)).ShouldBeClean();
        Check(Private(Of(own), AuthorizationKind.CognitoUserPools)).ShouldBeClean();
        Check(Private(Of(own, DenyIf("""{"StringNotEquals":{"aws:SourceVpce":"vpce-0a1b2c3d4e5f60718"}}""")), AuthorizationKind.Custom))
            .ShouldBeClean();
        Check(Private(Of(Allow), AuthorizationKind.Custom)).ShouldBeClean();
    }
}
