using Auditor.Core.Identity;
using Auditor.Core.Policies;

namespace Auditor.Core.Tests.Policies;

public sealed class GrantsOnEveryApi
{
    public static TheoryData<string, string, string, ApiFamily, Verdict> Rows => new()
    {
        { "everything on everything", Allow("*", "*"), "execute-api:Invoke", ApiFamily.Invocation, Verdict.Yes },
        { "Invoke on every ARN", Allow("execute-api:Invoke", "*"), "execute-api:Invoke", ApiFamily.Invocation, Verdict.Yes },
        {
            "Invoke on every API of one Region", Allow("execute-api:Invoke", "arn:aws:execute-api:us-east-1:123456789012:*/*/*"),
            "execute-api:Invoke", ApiFamily.Invocation, Verdict.Yes
        },
        {
            "GET on every API is still every API", Allow("execute-api:*", "arn:aws:execute-api:*:*:*/*/GET/*"), "execute-api:Invoke",
            ApiFamily.Invocation, Verdict.Yes
        },
        {
            "one API", Allow("execute-api:Invoke", "arn:aws:execute-api:us-east-1:123456789012:a1b2c3d4e5/*"), "execute-api:Invoke",
            ApiFamily.Invocation, Verdict.No
        },
        {
            "APIs whose id starts with a", Allow("execute-api:Invoke", "arn:aws:execute-api:us-east-1:123456789012:a*"),
            "execute-api:Invoke", ApiFamily.Invocation, Verdict.No
        },
        {
            "any id of ten characters is every API",
            Allow("execute-api:Invoke", "arn:aws:execute-api:us-east-1:123456789012:??????????/prod/*"), "execute-api:Invoke",
            ApiFamily.Invocation, Verdict.Yes
        },
        { "another action", Allow("execute-api:ManageConnections", "*"), "execute-api:Invoke", ApiFamily.Invocation, Verdict.No },
        { "another service's ARNs", Allow("*", "arn:aws:s3:::*"), "execute-api:Invoke", ApiFamily.Invocation, Verdict.No },
        {
            "NotAction of something else grants Invoke", """{ "Effect": "Allow", "NotAction": "iam:*", "Resource": "*" }""",
            "execute-api:Invoke", ApiFamily.Invocation, Verdict.Yes
        },
        {
            "NotAction that names the service does not", """{ "Effect": "Allow", "NotAction": "execute-api:*", "Resource": "*" }""",
            "execute-api:Invoke", ApiFamily.Invocation, Verdict.No
        },
        {
            "NotResource of another service grants every API",
            """{ "Effect": "Allow", "Action": "*", "NotResource": "arn:aws:iam::*:*" }""", "execute-api:Invoke", ApiFamily.Invocation,
            Verdict.Yes
        },
        {
            "NotResource that spares one API is every other one",
            """{ "Effect": "Allow", "Action": "*", "NotResource": "arn:aws:execute-api:*:*:a1b2c3d4e5/*" }""", "execute-api:Invoke",
            ApiFamily.Invocation, Verdict.Yes
        },
        {
            "NotResource of all APIs is none", """{ "Effect": "Allow", "Action": "*", "NotResource": "arn:aws:execute-api:*" }""",
            "execute-api:Invoke", ApiFamily.Invocation, Verdict.No
        },
        {
            "one path of every API is no path in particular", Allow("execute-api:Invoke", "arn:aws:execute-api:*:*:*/*/GET/health"),
            "execute-api:Invoke", ApiFamily.Invocation, Verdict.No
        },
        {
            "a Deny of one path leaves the others",
            Allow("*", "*") + """, { "Effect": "Deny", "Action": "*", "Resource": "arn:aws:execute-api:*:*:*/*/*/admin/*" }""",
            "execute-api:Invoke", ApiFamily.Invocation, Verdict.Yes
        },
        {
            "a condition narrows",
            """{ "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": { "Bool": { "aws:MultiFactorAuthPresent": "true" } } }""",
            "execute-api:Invoke", ApiFamily.Invocation, Verdict.Depends
        },
        {
            "SecureTransport narrows nothing",
            """{ "Effect": "Allow", "Action": "*", "Resource": "*", "Condition": { "Bool": { "aws:SecureTransport": "true" } } }""",
            "execute-api:Invoke", ApiFamily.Invocation, Verdict.Yes
        },
        {
            "a Deny of everything takes it away",
            Allow("*", "*") + """, { "Effect": "Deny", "Action": "execute-api:*", "Resource": "*" }""", "execute-api:Invoke",
            ApiFamily.Invocation, Verdict.No
        },
        {
            "a Deny of one API leaves every other one",
            Allow("*", "*") + """, { "Effect": "Deny", "Action": "*", "Resource": "arn:aws:execute-api:*:*:a1b2c3d4e5/*" }""",
            "execute-api:Invoke", ApiFamily.Invocation, Verdict.Yes
        },
        {
            "a Deny of one verb leaves every API",
            Allow("*", "*") + """, { "Effect": "Deny", "Action": "*", "Resource": "arn:aws:execute-api:*:*:*/*/DELETE/*" }""",
            "execute-api:Invoke", ApiFamily.Invocation, Verdict.Yes
        },
        {
            "a Deny under a condition may take it away",
            Allow("*", "*")
                + """, { "Effect": "Deny", "Action": "*", "Resource": "*", "Condition": { "BoolIfExists": { "aws:MultiFactorAuthPresent": "false" } } }""",
            "execute-api:Invoke", ApiFamily.Invocation, Verdict.Depends
        },
        {
            "two halves make every API",
            Allow("execute-api:Invoke", "arn:aws:execute-api:*:*:a*")
                + """, { "Effect": "Allow", "Action": "*", "NotResource": "arn:aws:execute-api:*:*:a*" }""",
            "execute-api:Invoke", ApiFamily.Invocation, Verdict.Yes
        },
        {
            "writing every REST API", Allow("apigateway:*", "arn:aws:apigateway:*::/*"), "apigateway:PATCH", ApiFamily.RestApis, Verdict.Yes
        },
        {
            "writing every REST API of one Region", Allow("apigateway:PATCH", "arn:aws:apigateway:eu-west-1::/restapis/*"),
            "apigateway:PATCH", ApiFamily.RestApis, Verdict.Yes
        },
        {
            "writing REST APIs is not writing HTTP APIs", Allow("apigateway:PATCH", "arn:aws:apigateway:eu-west-1::/restapis/*"),
            "apigateway:PATCH", ApiFamily.HttpApis, Verdict.No
        },
        { "reading is not writing", Allow("apigateway:GET", "*"), "apigateway:PATCH", ApiFamily.RestApis, Verdict.No },
        {
            "writing one REST API", Allow("apigateway:*", "arn:aws:apigateway:*::/restapis/a1b2c3d4e5/*"), "apigateway:PATCH",
            ApiFamily.RestApis, Verdict.No
        },
        {
            "writing the stages of every REST API", Allow("apigateway:*", "arn:aws:apigateway:*::/restapis/*/stages/*"), "apigateway:PATCH",
            ApiFamily.RestApis, Verdict.Yes
        },
    };

    [Theory]
    [MemberData(nameof(Rows))]
    public void An_identity_policy_reaches_every_API_or_not(string why, string statements, string action, ApiFamily family, Verdict verdict)
    {
        var policy = PolicyDocument.Parse($$"""{ "Version": "2012-10-17", "Statement": [{{statements}}] }""");

        var answer = new IdentityGrants([policy]).OnEveryApi(action, family);

        answer.Verdict.ShouldBe(verdict, why);
        (answer.Statement is null).ShouldBe(verdict == Verdict.No, why);
    }

    [Fact]
    public void Says_whether_it_holds_in_every_Region()
    {
        Grant("*").EveryRegion.ShouldBeTrue();
        Grant("arn:aws:execute-api:us-east-1:*:*").EveryRegion.ShouldBeFalse();
    }

    [Fact]
    public void Reads_policies_together_and_names_the_one_that_grants()
    {
        var grants = PolicyDocument.Parse($$"""{ "Version": "2012-10-17", "Statement": [{{Allow("*", "*")}}] }""");
        var denies = PolicyDocument.Parse(
            """{ "Version": "2012-10-17", "Statement": [{ "Effect": "Deny", "Action": "iam:*", "Resource": "*" }] }""");

        new IdentityGrants([denies, grants]).OnEveryApi("execute-api:Invoke", ApiFamily.Invocation).Document.ShouldBe(grants);
    }

    [Theory]
    [InlineData("the boundary allows the same", "*", "*", Verdict.Yes)]
    [InlineData("the boundary allows another service", "s3:*", "*", Verdict.No)]
    [InlineData("the boundary allows one API", "*", "arn:aws:execute-api:*:*:a1b2c3d4e5/*", Verdict.No)]
    [InlineData("the boundary allows one verb", "*", "arn:aws:execute-api:*:*:*/*/GET/*", Verdict.Yes)]
    public void A_boundary_only_takes_away(string why, string action, string resource, Verdict verdict)
    {
        var boundary = PolicyDocument.Parse($$"""{ "Version": "2012-10-17", "Statement": [{{Allow(action, resource)}}] }""");
        var wide = PolicyDocument.Parse($$"""{ "Version": "2012-10-17", "Statement": [{{Allow("*", "*")}}] }""");
        var nothing = PolicyDocument.Parse("""{ "Version": "2012-10-17", "Statement": [] }""");

        new IdentityGrants([wide], boundary).OnEveryApi("execute-api:Invoke", ApiFamily.Invocation).Verdict.ShouldBe(verdict, why);
        new IdentityGrants([nothing], boundary)
            .OnEveryApi("execute-api:Invoke", ApiFamily.Invocation).Verdict.ShouldBe(Verdict.No, "a boundary grants nothing");
    }

    [Theory]
    [InlineData("arn:aws:execute-api:eu-west-1:111122223333:a1b2c3/prod/GET/orders", Verdict.Yes)]
    [InlineData("arn:aws:execute-api:eu-west-1:111122223333:a1b2c3/*", Verdict.Yes)]
    [InlineData("arn:aws:execute-api:*:*:*/*/GET/o*", Verdict.Yes)]
    [InlineData("arn:aws:execute-api:eu-west-1:111122223333:a1b2c3/prod/POST/orders", Verdict.No)]
    [InlineData("arn:aws:execute-api:us-east-1:111122223333:a1b2c3/*", Verdict.No)]
    public void A_route_can_be_asked_about(string resource, Verdict verdict) =>
        Granting(resource).OnRoute(Callers.Orders).Verdict.ShouldBe(verdict);

    [Theory]
    [InlineData("arn:aws:apigateway:eu-west-1::/restapis/a1b2c3", Verdict.Yes)]
    [InlineData("arn:aws:apigateway:eu-west-1::/restapis/a1b2c3/stages/*", Verdict.Yes)]
    [InlineData("arn:aws:apigateway:*::/*", Verdict.Yes)]
    [InlineData("arn:aws:apigateway:eu-west-1::/restapis/a1b2c4/*", Verdict.No)]
    [InlineData("arn:aws:apigateway:eu-west-1::/apis/a1b2c3/*", Verdict.No)]
    public void The_configuration_of_an_API_can_be_asked_about(string resource, Verdict verdict) =>
        Granting(resource, "apigateway:*")
            .OnConfiguration("apigateway:PATCH", "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3").Verdict.ShouldBe(verdict);

    [Theory]
    [InlineData("*", Verdict.Yes)]
    [InlineData("arn:aws:lambda:*:*:function:*", Verdict.Yes)]
    [InlineData("arn:aws:lambda:eu-west-1:111122223333:function:*", Verdict.Yes)]
    [InlineData("arn:aws:lambda:eu-west-1:111122223333:function:orders-*", Verdict.No)]
    [InlineData("arn:aws:lambda:eu-west-1:111122223333:function:orders", Verdict.No)]
    public void Every_function_can_be_asked_about(string resource, Verdict verdict) =>
        Granting(resource, "lambda:InvokeFunction")
            .OnEvery("lambda:InvokeFunction", "arn:aws:lambda:{*}:{*}:function:{?}").Verdict.ShouldBe(verdict);

    private static IdentityGrants Granting(string resource, string action = "execute-api:Invoke") =>
        new([PolicyDocument.Parse($$"""{ "Version": "2012-10-17", "Statement": [{{Allow(action, resource)}}] }""")]);

    private static IdentityAnswer Grant(string resource) =>
        new IdentityGrants([PolicyDocument.Parse($$"""{ "Version": "2012-10-17", "Statement": [{{Allow("execute-api:Invoke", resource)}}] }""")])
            .OnEveryApi("execute-api:Invoke", ApiFamily.Invocation);

    private static string Allow(string action, string resource) =>
        $$"""{ "Effect": "Allow", "Action": "{{action}}", "Resource": "{{resource}}" }""";
}
