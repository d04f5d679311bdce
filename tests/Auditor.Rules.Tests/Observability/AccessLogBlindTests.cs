using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Observability;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Observability;

public sealed class AccessLogBlindTests : RuleTests<AccessLogBlind>
{
    private const string Complete = """{"id":"$context.requestId","ip":"$context.identity.sourceIp","at":"$context.requestTime","status":"$context.status"}""";

    public static TheoryData<string, string> Complete_in_other_words => new()
    {
        { "the extended id", Complete.Replace("requestId", "extendedRequestId", StringComparison.Ordinal) },
        { "the caller's ARN", Complete.Replace("identity.sourceIp", "identity.userArn", StringComparison.Ordinal) },
        { "the authorizer's word", Complete.Replace("identity.sourceIp", "authorizer.principalId", StringComparison.Ordinal) },
        { "a claim", Complete.Replace("identity.sourceIp", "authorizer.claims.email", StringComparison.Ordinal) },
        { "what a Lambda authorizer says", Complete.Replace("identity.sourceIp", "authorizer.tenant", StringComparison.Ordinal) },
        { "the certificate", Complete.Replace("identity.sourceIp", "identity.clientCert.subjectDN", StringComparison.Ordinal) },
        { "the time as a number", Complete.Replace("requestTime", "requestTimeEpoch", StringComparison.Ordinal) },
        {
            "the common log format",
            "$context.identity.sourceIp $context.identity.caller $context.identity.user [$context.requestTime]\"$context.httpMethod "
                + "$context.resourcePath $context.protocol\" $context.status $context.responseLength $context.requestId"
        },
        { "the id of the key", Complete.Replace("}", ",\"key\":\"$context.identity.apiKeyId\"}", StringComparison.Ordinal) },
    };

    [Theory]
    [InlineData("$context.identity.sourceIp", "the caller")]
    [InlineData("$context.requestTime", "the time")]
    [InlineData("$context.status", "the status")]
    [InlineData("$context.requestId", "the request's id")]
    public void Flags_a_format_without(string variable, string name) =>
        Check(Log(Complete.Replace(variable, "x", StringComparison.Ordinal)))
            .ShouldFlag("'prod'", "'orders'", $"leaves out {name}:").Severity.ShouldBe(Severity.Low);

    [Fact]
    public void Flags_a_log_without_a_format() =>
        Check(Log(null)).ShouldFlag("the caller, the time, the status and the request's id");

    [Fact]
    public void The_status_of_the_backend_is_not_that_of_the_answer() =>
        Check(Log(Complete.Replace("$context.status", "$context.integration.status $context.statusCode", StringComparison.Ordinal)))
            .ShouldFlag("the status");

    [Fact]
    public void Flags_a_format_with_the_api_key() =>
        Check(Log(Complete.Replace("}", ",\"key\":\"$context.identity.apiKey\"}", StringComparison.Ordinal)))
            .ShouldFlag("the API key of each caller");

    [Theory]
    [InlineData("token")]
    [InlineData("accessToken")]
    [InlineData("JWT")]
    public void Flags_a_format_with_what_an_authorizer_was_given(string property) =>
        Check(Log(Complete.Replace("}", $",\"key\":\"$context.authorizer.{property}\"}}", StringComparison.Ordinal)))
            .ShouldFlag($"credentials of callers ('$context.authorizer.{property}')");

    [Theory]
    [InlineData("error")]
    [InlineData("latency")]
    [InlineData("status")]
    public void What_is_said_of_the_authorizer_is_not_who_called(string property) =>
        Check(Log(Complete.Replace("identity.sourceIp", $"authorizer.{property}", StringComparison.Ordinal)))
            .ShouldFlag("leaves out the caller:");

    [Fact]
    public void A_complete_format_is_clean() => Check(Log(Complete)).ShouldBeClean();

    [Theory]
    [MemberData(nameof(Complete_in_other_words))]
    public void So_is_one_in_other_words(string change, string format) => Check(Log(format)).ShouldBeClean(change);

    [Fact]
    public void No_log_is_another_rules_business() => Check(SmallEstate.Rest()).ShouldBeClean();

    [Fact]
    public void Says_so_when_the_stages_could_not_be_read() =>
        Check(SmallEstate.Rest().WithApi(api => api with { Stages = Example.Denied })).ShouldBeInconclusive(Example.Denied.Because);

    private static Estate Log(string? format) => SmallEstate.Rest().WithStage(stage => stage with
    {
        AccessLog = new() { DestinationArn = "arn:aws:logs:eu-west-1:111122223333:log-group:orders", Format = format },
    });
}
