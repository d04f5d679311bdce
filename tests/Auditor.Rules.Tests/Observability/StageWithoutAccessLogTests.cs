using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Observability;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Observability;

public sealed class StageWithoutAccessLogTests : RuleTests<StageWithoutAccessLog>
{
    private static readonly AccessLog Log = new()
    {
        DestinationArn = "arn:aws:logs:eu-west-1:111122223333:log-group:orders",
        Format = "$context.requestId",
    };

    public static TheoryData<string, Estate> EveryKind => new()
    {
        { "REST", SmallEstate.Rest() },
        { "HTTP", SmallEstate.Http() },
        { "WebSocket", SmallEstate.WebSocket() },
    };

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void Flags_a_stage_without_an_access_log(string kind, Estate estate) =>
        Check(estate).ShouldFlag("'prod'", "'orders'").Severity.ShouldBe(Severity.Medium, kind);

    [Theory]
    [MemberData(nameof(EveryKind))]
    public void A_destination_makes_it_clean(string kind, Estate estate) =>
        Check(estate.WithStage(stage => stage with { AccessLog = Log })).ShouldBeClean(kind);

    [Fact]
    public void A_format_without_a_destination_is_no_log() =>
        Check(SmallEstate.Rest().WithStage(stage => stage with { AccessLog = Log with { DestinationArn = "" } })).ShouldFlag("'prod'");

    [Fact]
    public void A_firehose_stream_is_a_destination() =>
        Check(SmallEstate.Rest().WithStage(stage => stage with
        {
            AccessLog = Log with { DestinationArn = "arn:aws:firehose:eu-west-1:111122223333:deliverystream/amazon-apigateway-orders" },
        })).ShouldBeClean();

    [Fact]
    public void Execution_logs_are_no_access_log() =>
        Check(SmallEstate.Rest().WithStage(stage => stage with { Settings = [new() { Key = "*", LoggingLevel = "INFO" }] }))
            .ShouldFlag("'prod'");

    [Fact]
    public void Says_so_when_the_stages_could_not_be_read() =>
        Check(SmallEstate.Rest().WithApi(api => api with { Stages = Example.Denied })).ShouldBeInconclusive(Example.Denied.Because);

    // Each stage speaks for itself: the last one's answer is not that of all.
    [Fact]
    public void Only_the_stage_that_lacks_it_is_flagged()
    {
        Check(SmallEstate.Rest().WithStage(stage => stage with { AccessLog = Log }).AddStage(Example.RestStage("test")))
            .ShouldFlag("'test'");
        Check(SmallEstate.Http().AddStage(Example.AutomaticStage("test") with { AccessLog = Log })).ShouldFlag("'prod'");
    }

    [Theory]
    [InlineData("prod", Severity.Medium)]
    [InlineData("PROD", Severity.Medium)]
    [InlineData("p*", Severity.Medium)]
    [InlineData("pro?", Severity.Medium)]
    [InlineData("*", Severity.Medium)]
    [InlineData("live", Severity.Low)]
    [InlineData("pro", Severity.Low)]
    [InlineData("prod?", Severity.Low)]
    public void On_a_stage_that_is_not_production_it_is_low(string production, Severity severity)
    {
        Check(SmallEstate.Rest()).ShouldFlag("'prod'").Severity.ShouldBe(Severity.Medium);

        var finding = Check(SmallEstate.Rest(), Production("other-*", production)).ShouldFlag("'prod'");
        finding.Severity.ShouldBe(severity);
        finding.Evidence.Any(evidence => evidence.What == "productionStages").ShouldBe(severity is Severity.Low);
    }

    [Fact]
    public void The_default_stage_of_HTTP_APIs_is_production_where_it_is_said_to_be()
    {
        var served = SmallEstate.Http().WithStage(stage => stage with { Name = "$default" });

        Check(served, Production("prod")).ShouldFlag("'$default'").Severity.ShouldBe(Severity.Low);
        Check(served, Production("$default")).ShouldFlag("'$default'").Severity.ShouldBe(Severity.Medium);
        Check(served).ShouldFlag("'$default'").Severity.ShouldBe(Severity.Medium);
    }

    // API Gateway takes letters, digits, '-' and '_' in the name of a stage.
    [Theory]
    [InlineData("")]
    [InlineData("prod/eu")]
    [InlineData("prod|live")]
    [InlineData("[pl]*")]
    [InlineData("prod\\*")]
    [InlineData("$prod")]
    [InlineData("prod ")]
    public void A_pattern_that_can_match_no_stage_is_a_mistake(string pattern) =>
        StageWithoutAccessLog.Production.Read([pattern], out _).ShouldNotBeNull();

    private static RuleSettings Production(params ImmutableArray<string> stages) =>
        RuleSettings.Default.With(new StageWithoutAccessLog().Info, StageWithoutAccessLog.Production, stages);
}
