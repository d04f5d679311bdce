using System.Text.Json.Nodes;
using Auditor.Aws.Services.ApiGateway;
using Auditor.Aws.Services.CloudWatch;
using Auditor.Aws.Services.Lambda;
using Auditor.Aws.Services.Sts;

namespace Auditor.Aws.Tests.Transport;

public sealed class SigningTests
{
    private const string Secret = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    /// <summary>The signatures are botocore's (1.43.11) for 2026-11-22T01:02:03Z.</summary>
    [Theory]
    [InlineData(
        "GET",
        "https://apigateway.eu-central-1.amazonaws.com/restapis/a1b2c3/resources?embed=methods&limit=500&position=a%2Fb%3D",
        "eu-central-1/apigateway",
        "",
        "9f4f228c82e6e94664979ab3026fe5f4d203abc5fbe87ed818425ff45a0664a9")]
    [InlineData(
        "GET",
        "https://lambda.eu-central-1.amazonaws.com/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-central-1%3A123456789012%3Afunction%3Aa%2Fb/policy",
        "eu-central-1/lambda",
        "",
        "4c03b1c9c12cce349d329ee16652d6e87e9238826bb3cb484fd7d0c2bed2bbae")]
    [InlineData(
        "POST",
        "https://iam.amazonaws.com/",
        "us-east-1/iam",
        "Action=ListUsers&Version=2010-05-08",
        "e656d4c876180020c3176483e9cab224626a2c98d74499fceb70a7f117e17367")]
    public void The_reference_signs_as_botocore_does(string method, string url, string scope, string body, string signature)
    {
        var uri = new Uri(url);
        var content = method is "GET"
            ? ("accept", "application/json")
            : ("content-type", "application/x-www-form-urlencoded; charset=utf-8");

        ReferenceSignature.Sign(
            method,
            uri,
            [content, ("host", uri.Authority), ("x-amz-date", "20261122T010203Z")],
            body,
            "20261122T010203Z",
            $"20261122/{scope}/aws4_request",
            Secret)
            .ShouldBe(signature);
    }

    public static TheoryData<string> Identifiers => ["a1b2c3", "$default", "a b", "a/b", "a%2Fb", "ü", "a+b&c=d", "*", "~", "(x)!'"];

    [Theory]
    [MemberData(nameof(Identifiers))]
    public async Task What_is_sent_carries_the_signature_that_the_specification_asks_for(string identifier)
    {
        var aws = new ScriptedAws(ScriptedAws.Json("""{"item":[],"items":[],"Policy":"{}"}"""));
        using var caller = aws.Caller();

        await caller.CallAsync(
            RestApiOperations.GetResources,
            "eu-central-1",
            new() { ["restapi_id"] = identifier, ["position"] = identifier, ["limit"] = 500 },
            CancellationToken.None);
        await caller.CallAsync(
            LambdaOperations.GetFunctionPolicy, "cn-north-1", new() { ["FunctionName"] = identifier }, CancellationToken.None);
        await caller.CallAsync(
            CloudWatchOperations.GetMetricData,
            "us-gov-west-1",
            new() { ["MetricDataQueries"] = new JsonArray(new JsonObject { ["Id"] = identifier }) },
            CancellationToken.None);

        aws.Requests.Count.ShouldBe(3);
        aws.Requests.ShouldAllBe(request => ReferenceSignature.IsGood(request, Secret));
        // Whoever answers in place of AWS learns who asks, and not with what it signs.
        string.Join('\n', aws.Requests.Select(request => $"{request.Url} {string.Join(' ', request.Headers.Values)} {request.Body}"))
            .ShouldNotContain(Secret);
    }

    [Fact]
    public async Task A_form_is_signed_with_its_content()
    {
        var aws = new ScriptedAws(ScriptedAws.Xml(
            "<GetCallerIdentityResponse><GetCallerIdentityResult><Account>1</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"));
        using var caller = aws.Caller();

        await caller.CallAsync(StsOperations.GetCallerIdentity, "eu-central-1", [], CancellationToken.None);

        ReferenceSignature.IsGood(aws.Requests.ShouldHaveSingleItem(), Secret).ShouldBeTrue();
        ReferenceSignature.IsGood(aws.Requests.ShouldHaveSingleItem() with { Body = "Action=DeleteUser" }, Secret).ShouldBeFalse();
    }
}
