using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Observability;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Observability;

public sealed class LoggingRoleMissingTests : RuleTests<LoggingRoleMissing>
{
    private const string LogGroup = "arn:aws:logs:eu-west-1:111122223333:log-group:orders";

    private static readonly Estate Unlogged = Logging(SmallEstate.Rest());

    public static TheoryData<string, Estate> Wanting => new()
    {
        { "an execution log", Unlogged },
        {
            "an access log in a log group",
            SmallEstate.Rest().WithStage(stage => stage with { AccessLog = new() { DestinationArn = LogGroup } })
        },
        {
            "the log of one method",
            SmallEstate.Rest().WithStage(stage => stage with { Settings = [new() { Key = "GET /orders", LoggingLevel = "INFO" }] })
        },
        { "a WebSocket API's log", Logging(SmallEstate.WebSocket()) },
    };

    public static TheoryData<string, Estate> Clean => new()
    {
        {
            "a role",
            Unlogged.WithScope(scope => scope with { Settings = new AccountSettings { CloudWatchRoleArn = "arn:aws:iam::111122223333:role/logs" } })
        },
        {
            "only HTTP APIs, which need none",
            SmallEstate.Http().WithStage(stage => stage with { AccessLog = new() { DestinationArn = LogGroup } })
        },
        { "no APIs", SmallEstate.Of() },
    };

    [Theory]
    [MemberData(nameof(Wanting))]
    public void Flags_a_region_where_stages_want(string what, Estate estate) =>
        Check(estate).ShouldFlag("'eu-west-1'", "'111122223333'", "no line of theirs arrives").Severity.ShouldBe(Severity.Medium, what);

    [Fact]
    public void A_role_in_one_Region_is_none_in_another()
    {
        var role = new AccountSettings { CloudWatchRoleArn = "arn:aws:iam::111122223333:role/logs" };
        var both = Unlogged with { Scopes = [.. Unlogged.Scopes, .. Unlogged.WithScope(scope => scope with { Region = "us-east-1", Settings = role }).Scopes] };

        Check(both).ShouldFlag("'eu-west-1'");
    }

    [Fact]
    public void Is_low_while_no_stage_wants_logs() =>
        Check(SmallEstate.Rest()).ShouldFlag("no stage can write to CloudWatch Logs").Severity.ShouldBe(Severity.Low);

    [Fact]
    public void A_firehose_stream_needs_no_role() =>
        Check(SmallEstate.Rest()
            .WithStage(stage => stage with { AccessLog = new() { DestinationArn = "arn:aws:firehose:eu-west-1:111122223333:deliverystream/amazon-apigateway-x" } }))
            .ShouldFlag("no stage can write to CloudWatch Logs").Severity.ShouldBe(Severity.Low);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Estate estate) => Check(estate).ShouldBeClean(change);

    [Fact]
    public void Says_so_when_the_settings_could_not_be_read() =>
        Check(Unlogged.WithScope(scope => scope with { Settings = Example.Denied })).ShouldBeInconclusive(Example.Denied.Because);

    [Fact]
    public void Says_so_when_the_apis_could_not_be_listed() =>
        Check(SmallEstate.Of().WithScope(scope => scope with { RestApis = Example.Denied })).ShouldBeInconclusive(Example.Denied.Because);

    [Fact]
    public void One_stage_that_wants_logs_is_enough_whatever_else_is_unknown() =>
        Check(Unlogged.WithScope(scope => scope with { HttpAndWebSocketApis = Example.Denied })).ShouldFlag("no line of theirs arrives");

    private static Estate Logging(Estate estate) =>
        estate.WithStage(stage => stage with { Settings = [new() { Key = "*", LoggingLevel = "ERROR" }] });
}
