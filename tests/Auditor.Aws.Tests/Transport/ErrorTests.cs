using System.Net;
using System.Text;
using Auditor.Aws.Services.ApiGateway;
using Auditor.Aws.Services.Sts;
using Auditor.Aws.Transport;

namespace Auditor.Aws.Tests.Transport;

public sealed class ErrorTests
{
    [Theory]
    [InlineData(
        "NotFoundException:http://internal.amazon.com/coral/com.amazon.coral.service/",
        """{"message":"Invalid API identifier specified 1:a"}""",
        "NotFoundException",
        "Invalid API identifier specified 1:a")]
    [InlineData(
        null, """{"__type":"com.amazonaws.wafv2#WAFNonexistentItemException","Message":"gone"}""", "WAFNonexistentItemException", "gone")]
    [InlineData(null, """{"code":"AccessDeniedException","message":"no"}""", "AccessDeniedException", "no")]
    [InlineData(
        null,
        "<ErrorResponse><Error><Type>Sender</Type><Code>Throttling</Code><Message>Rate exceeded</Message></Error></ErrorResponse>",
        "Throttling",
        "Rate exceeded")]
    [InlineData(
        null,
        "<Response><Errors><Error><Code>UnauthorizedOperation</Code><Message>no</Message></Error></Errors></Response>",
        "UnauthorizedOperation",
        "no")]
    [InlineData(null, "<html>502", null, null)]
    [InlineData(null, "", null, null)]
    [InlineData(null, "[1]", null, null)]
    [InlineData(null, """{"message":{"not":"text"}}""", null, null)]
    [InlineData("X", "{", "X", null)]
    public void Code_and_message_are_found_wherever_the_protocol_puts_them(string? header, string body, string? code, string? message)
    {
        var error = ErrorAnswer.Read(header, Encoding.UTF8.GetBytes(body));

        error.Code.ShouldBe(code);
        error.Message.ShouldBe(message);
    }

    [Theory]
    [InlineData(403, "AccessDeniedException", CallFailure.Denied)]
    [InlineData(403, null, CallFailure.Denied)]
    [InlineData(401, "UnauthorizedException", CallFailure.Denied)]
    [InlineData(403, "ExpiredTokenException", CallFailure.ExpiredCredentials)]
    [InlineData(400, "ExpiredToken", CallFailure.ExpiredCredentials)]
    [InlineData(403, "UnrecognizedClientException", CallFailure.InvalidCredentials)]
    [InlineData(403, "InvalidClientTokenId", CallFailure.InvalidCredentials)]
    [InlineData(403, "SignatureDoesNotMatch", CallFailure.InvalidCredentials)]
    [InlineData(404, "NotFoundException", CallFailure.NotFound)]
    [InlineData(400, "WAFNonexistentItemException", CallFailure.NotFound)]
    [InlineData(429, null, CallFailure.Throttled)]
    [InlineData(429, "TooManyRequestsException", CallFailure.Throttled)]
    [InlineData(400, "Throttling", CallFailure.Throttled)]
    [InlineData(500, null, CallFailure.ServiceFault)]
    [InlineData(503, "ServiceUnavailableException", CallFailure.ServiceFault)]
    [InlineData(400, "BadRequestException", CallFailure.Other)]
    [InlineData(307, null, CallFailure.MalformedAnswer)]
    [InlineData(204, null, CallFailure.MalformedAnswer)]
    public async Task A_refusal_is_sorted_by_what_can_be_done_about_it(int status, string? code, CallFailure expected)
    {
        var aws = new ScriptedAws(ScriptedAws.Json(
            code is null ? "" : $$"""{"message":"said the service"}""",
            (HttpStatusCode)status,
            code is null ? [("Location", "https://elsewhere.example/")] : [("x-amzn-ErrorType", code)]));
        using var caller = aws.Caller();

        var failure = await Should.ThrowAsync<AwsCallException>(() => caller.CallAsync(
            RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None));

        failure.Failure.ShouldBe(expected);
        failure.Operation.ShouldBe("apigateway:GetRestApis");
        failure.ErrorCode.ShouldBe(code ?? $"HTTP {status}");
        ((int?)failure.Status).ShouldBe(status);
        failure.Message.ShouldEndWith(".");
        aws.Requests.ShouldAllBe(request => request.Url.Host == "apigateway.eu-central-1.amazonaws.com");
    }

    [Fact]
    public async Task HAL_is_refused_because_its_lists_would_look_empty()
    {
        var aws = new ScriptedAws(ScriptedAws.Json("""{"_links":{"self":{"href":"/restapis"}},"_embedded":{"item":[{"id":"a1b2c3"}]}}"""));
        using var caller = aws.Caller();

        var failure = await Should.ThrowAsync<AwsCallException>(() => caller.CallAsync(
            RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None));

        failure.Failure.ShouldBe(CallFailure.MalformedAnswer);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html>please sign in</html>")]
    [InlineData("{\"item\":[")]
    [InlineData("{\"item\":{}}")]
    [InlineData("{\"item\":[{\"createdDate\":true}]}")]
    [InlineData("{\"item\":[{\"createdDate\":1e300}]}")]
    public async Task An_answer_that_is_none_is_not_an_empty_list(string body)
    {
        var aws = new ScriptedAws(ScriptedAws.Json(body));
        using var caller = aws.Caller();

        var failure = await Should.ThrowAsync<AwsCallException>(() => caller.CallAsync(
            RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None));

        failure.Failure.ShouldBe(CallFailure.MalformedAnswer);
    }

    [Fact]
    public async Task XML_of_another_operation_is_not_an_answer()
    {
        var aws = new ScriptedAws(ScriptedAws.Xml("<ListUsersResponse><ListUsersResult/></ListUsersResponse>"));
        using var caller = aws.Caller();

        var failure = await Should.ThrowAsync<AwsCallException>(() => caller.CallAsync(
            StsOperations.GetCallerIdentity, "eu-central-1", [], CancellationToken.None));

        failure.Failure.ShouldBe(CallFailure.MalformedAnswer);
    }

    [Fact]
    public async Task XML_with_a_document_type_is_refused()
    {
        var aws = new ScriptedAws(ScriptedAws.Xml(
            """<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><GetCallerIdentityResponse><GetCallerIdentityResult><Account>&e;</Account></GetCallerIdentityResult></GetCallerIdentityResponse>"""));
        using var caller = aws.Caller();

        var failure = await Should.ThrowAsync<AwsCallException>(() => caller.CallAsync(
            StsOperations.GetCallerIdentity, "eu-central-1", [], CancellationToken.None));

        failure.Failure.ShouldBe(CallFailure.MalformedAnswer);
    }

    [Fact]
    public async Task A_message_that_could_garble_a_terminal_is_made_harmless()
    {
        var aws = new ScriptedAws(ScriptedAws.Json("""{"message":"line\nline \u001b[31mred"}""", HttpStatusCode.Forbidden));
        using var caller = aws.Caller();

        var failure = await Should.ThrowAsync<AwsCallException>(() => caller.CallAsync(
            RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None));

        failure.Message.ShouldNotContain('\n');
        failure.Message.ShouldNotContain('\u001b');
        failure.Message.ShouldContain("line line");
    }

    [Fact]
    public async Task Connection_failures_are_told_apart()
    {
        (await FailureOf(new HttpRequestException(HttpRequestError.NameResolutionError))).ShouldBe(CallFailure.UnknownEndpoint);
        (await FailureOf(new HttpRequestException(HttpRequestError.ConnectionError))).ShouldBe(CallFailure.Unreachable);
        (await FailureOf(new TaskCanceledException("The request timed out.", new TimeoutException()))).ShouldBe(CallFailure.Timeout);

        static async Task<CallFailure> FailureOf(Exception exception)
        {
            var aws = new ScriptedAws(_ => throw exception);
            using var caller = aws.Caller();
            return (await Should.ThrowAsync<AwsCallException>(() => caller.CallAsync(
                RestApiOperations.GetRestApis, "eu-central-1", [], CancellationToken.None))).Failure;
        }
    }
}
