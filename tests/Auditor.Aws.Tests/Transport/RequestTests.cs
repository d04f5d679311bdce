using System.Text.Json.Nodes;
using Amazon.Runtime;
using Auditor.Aws.Services.ApiGateway;
using Auditor.Aws.Services.CloudWatch;
using Auditor.Aws.Services.Iam;
using Auditor.Aws.Services.Lambda;
using Auditor.Aws.Services.Waf;
using Auditor.Aws.Transport;

namespace Auditor.Aws.Tests.Transport;

public sealed class RequestTests
{
    [Fact]
    public async Task Labels_go_into_the_path_and_the_rest_into_the_query()
    {
        var aws = new ScriptedAws(ScriptedAws.Json("""{"item":[]}"""));
        using var caller = aws.Caller();

        await caller.CallAsync(
            RestApiOperations.GetResources, "eu-central-1", new() { ["restapi_id"] = "a1b2c3", ["limit"] = 500 }, CancellationToken.None);

        var request = aws.Requests.ShouldHaveSingleItem();
        request.Method.ShouldBe("GET");
        request.Url.GetLeftPart(UriPartial.Path).ShouldBe("https://apigateway.eu-central-1.amazonaws.com/restapis/a1b2c3/resources");
        request.Url.Query.TrimStart('?').Split('&').ShouldBe(["embed=methods", "limit=500"], ignoreOrder: true);
        request.Body.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_first_interface_is_asked_for_plain_JSON()
    {
        var aws = new ScriptedAws(ScriptedAws.Json("""{"item":[]}"""));
        using var caller = aws.Caller();

        await caller.CallAsync(RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None);

        aws.Requests.ShouldHaveSingleItem().Headers["Accept"].ShouldBe("application/json");
    }

    [Theory]
    [InlineData(
        "arn:aws:lambda:eu-central-1:123456789012:function:a/b", "arn%3Aaws%3Alambda%3Aeu-central-1%3A123456789012%3Afunction%3Aa%2Fb")]
    [InlineData("$default", "%24default")]
    [InlineData("a b%2F", "a%20b%252F")]
    [InlineData("ü", "%C3%BC")]
    public async Task Labels_are_encoded_completely(string name, string encoded)
    {
        var aws = new ScriptedAws(ScriptedAws.Json("""{"item":[],"items":[],"Policy":"{}"}"""));
        using var caller = aws.Caller();

        await caller.CallAsync(
            LambdaOperations.GetFunctionPolicy, "eu-central-1", new() { ["FunctionName"] = name }, CancellationToken.None);

        aws.Requests.ShouldHaveSingleItem().Url.AbsoluteUri.ShouldEndWith($"/2015-03-31/functions/{encoded}/policy");
    }

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    public async Task A_label_that_would_change_the_path_is_refused_before_anything_is_sent(string label)
    {
        var aws = new ScriptedAws(ScriptedAws.Json("""{"item":[],"items":[],"Policy":"{}"}"""));
        using var caller = aws.Caller();

        await Should.ThrowAsync<AwsCallException>(() => caller.CallAsync(
            RestApiOperations.GetStages, "eu-central-1", new() { ["restapi_id"] = label }, CancellationToken.None));

        aws.Requests.ShouldBeEmpty();
    }

    [Fact]
    public async Task JSON_services_get_their_target_and_version()
    {
        var aws = new ScriptedAws(ScriptedAws.Json("""{"item":[],"items":[],"Policy":"{}"}"""));
        using var caller = aws.Caller();

        await caller.CallAsync(
            CloudWatchOperations.ListMetrics, "us-east-1", new() { ["Namespace"] = "AWS/ApiGateway" }, CancellationToken.None);
        await caller.CallAsync(WafOperations.GetWebAcl, "us-east-1", new() { ["ARN"] = "arn:x" }, CancellationToken.None);

        var requests = aws.Requests.ToArray();
        requests[0].Url.Host.ShouldBe("monitoring.us-east-1.amazonaws.com");
        requests[0].Headers["X-Amz-Target"].ShouldBe("GraniteServiceVersion20100801.ListMetrics");
        requests[0].Headers["Content-Type"].ShouldStartWith("application/x-amz-json-1.0");
        requests[0].Body.ShouldBe("""{"Namespace":"AWS/ApiGateway"}""");
        requests[1].Headers["X-Amz-Target"].ShouldBe("AWSWAF_20190729.GetWebACL");
        requests[1].Headers["Content-Type"].ShouldStartWith("application/x-amz-json-1.1");
    }

    [Fact]
    public async Task Query_services_get_a_form_with_lists_written_out()
    {
        var aws = new ScriptedAws(ScriptedAws.Xml(
            "<GetAccountAuthorizationDetailsResponse><GetAccountAuthorizationDetailsResult/></GetAccountAuthorizationDetailsResponse>"));
        using var caller = aws.Caller();

        await caller.CallAsync(
            IamOperations.GetAccountAuthorizationDetails,
            "eu-central-1",
            new() { ["Filter"] = new JsonArray("User", "LocalManagedPolicy"), ["MaxItems"] = 1000 },
            CancellationToken.None);

        var request = aws.Requests.ShouldHaveSingleItem();
        request.Url.AbsoluteUri.ShouldBe("https://iam.amazonaws.com/");
        request.Body.ShouldBe(
            "Action=GetAccountAuthorizationDetails&Version=2010-05-08&Filter.member.1=User&Filter.member.2=LocalManagedPolicy&MaxItems=1000");
        request.Headers["Authorization"].ShouldContain("/us-east-1/iam/aws4_request");
    }

    [Fact]
    public async Task A_custom_endpoint_is_signed_for_the_Region_that_was_asked_for()
    {
        var aws = new ScriptedAws(ScriptedAws.Json("""{"item":[]}"""));
        using var caller = aws.Caller(new() { EndpointUrl = new("http://127.0.0.1:5000") });

        await caller.CallAsync(RestApiOperations.GetRestApis, "eu-west-3", [], CancellationToken.None);

        var request = aws.Requests.ShouldHaveSingleItem();
        request.Url.AbsoluteUri.ShouldStartWith("http://127.0.0.1:5000/restapis");
        request.Headers["Authorization"].ShouldContain("/eu-west-3/apigateway/aws4_request");
    }

    [Fact]
    public async Task A_session_token_travels_with_the_request()
    {
        var aws = new ScriptedAws(ScriptedAws.Json("""{"item":[]}"""));
        using var caller = aws.Caller(new() { Credentials = new SessionAWSCredentials("AKIDEXAMPLE", "secret", "token-of-the-session") });

        await caller.CallAsync(RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None);

        aws.Requests.ShouldHaveSingleItem().Headers["X-Amz-Security-Token"].ShouldBe("token-of-the-session");
    }
}
