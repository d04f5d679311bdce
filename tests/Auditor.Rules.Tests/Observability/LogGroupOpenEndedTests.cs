using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Observability;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Observability;

public sealed class LogGroupOpenEndedTests : RuleTests<LogGroupOpenEnded>
{
    private const string Arn = "arn:aws:logs:eu-west-1:111122223333:log-group:/orders/access";

    private static readonly LogGroupSettings Kept = new() { RetentionDays = 365, KmsKeyId = "arn:aws:kms:eu-west-1:111122223333:key/1" };
    private static readonly RuleSettings KeyRequired = RuleSettings.Default.With(
        new LogGroupOpenEnded().Info, LogGroupOpenEnded.RequireKey, value: true);

    [Fact]
    public void A_group_that_deletes_lines_some_day_is_clean() => Check(Into(Kept)).ShouldBeClean();

    [Fact]
    public void Flags_a_group_that_keeps_everything() =>
        Check(Into(Kept with { RetentionDays = null }))
            .ShouldFlag("The access log of stage 'prod' of API 'orders' is kept for ever").Severity.ShouldBe(Severity.Low);

    [Fact]
    public void Flags_a_group_that_is_gone() =>
        Check(Into((LogGroupSettings?)null)).ShouldFlag($"goes to log group '{Arn}', which does not exist");

    [Fact]
    public void A_key_matters_where_people_say_so()
    {
        var estate = Into(Kept with { KmsKeyId = null });

        Check(estate).ShouldBeClean();
        Check(estate, KeyRequired).ShouldFlag("is not encrypted with a KMS key of your own");
        Check(Into(Kept), KeyRequired).ShouldBeClean();
    }

    [Fact]
    public void Two_troubles_of_one_group_are_two_findings() =>
        Check(Into(new LogGroupSettings()), KeyRequired)
            .Select(finding => finding.SubKey)
            .ShouldBe(["retention", "key"], ignoreOrder: true);

    [Fact]
    public void Looks_at_all_kinds_of_API()
    {
        Check(Log(SmallEstate.Http(), Arn, new LogGroupSettings())).ShouldFlag("'prod'");
        Check(Log(SmallEstate.WebSocket(), Arn, new LogGroupSettings())).ShouldFlag("'prod'");
    }

    [Fact]
    public void The_star_at_the_end_of_an_ARN_does_not_matter() =>
        Check(Log(SmallEstate.Rest(), $"{Arn}:*", new LogGroupSettings())).ShouldFlag("is kept for ever");

    [Theory]
    [InlineData(null)]
    [InlineData("arn:aws:firehose:eu-west-1:111122223333:deliverystream/amazon-apigateway-orders")]
    public void No_log_and_a_stream_are_other_rules_business(string? destination) =>
        Check(SmallEstate.Rest().WithStage(stage => stage with { AccessLog = new() { DestinationArn = destination, Format = "x" } }))
            .ShouldBeClean();

    [Fact]
    public void Says_so_when_the_group_could_not_be_read() => Check(Into(Example.Denied)).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Says_so_when_nobody_asked() =>
        Check(Into(Kept).WithScope(scope => scope with { LogGroups = [] }))
            .ShouldBeInconclusive($"CloudWatch Logs was not asked for '{Arn}'.");

    private static Estate Into(Fact<LogGroupSettings?> settings) => Log(SmallEstate.Rest(), Arn, settings);

    private static Estate Log(Estate estate, string destination, Fact<LogGroupSettings?> settings) => estate
        .WithStage(stage => stage with { AccessLog = new() { DestinationArn = destination, Format = "$context.requestId" } })
        .WithScope(scope => scope with { LogGroups = [new() { Arn = Arn, Settings = settings }] });
}
