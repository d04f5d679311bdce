using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Observability;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Observability;

public sealed class DataTraceOnTests : RuleTests<DataTraceOn>
{
    private static readonly RouteSettings Trace = new() { Key = "*", LoggingLevel = "INFO", DataTraceEnabled = true };
    private static readonly RouteSettings Quiet = new() { Key = "GET /orders", LoggingLevel = "ERROR" };

    public static TheoryData<string, Estate> Traced => new()
    {
        { "for all methods", Rest(Trace) },
        { "with errors only", Rest(Trace with { LoggingLevel = "ERROR" }) },
        { "for one method", Rest(new() { Key = "*" }, Trace with { Key = "GET /orders" }) },
        {
            "for a method that inherits the logging level",
            Rest(new() { Key = "*", LoggingLevel = "INFO" }, Trace with { Key = "GET /orders", LoggingLevel = null })
        },
        { "for the methods that have no settings of their own", Rest(Trace, Quiet).AddRoute(Example.Route("POST /orders")) },
        { "on a WebSocket stage", SmallEstate.WebSocket().WithStage(stage => stage with { Settings = [Trace] }) },
    };

    public static TheoryData<string, Estate> Clean => new()
    {
        { "data trace off", Rest(Trace with { DataTraceEnabled = false }) },
        { "no settings", Rest() },
        { "every method overrides it", Rest(Trace, Quiet) },
        { "an HTTP API, which has no execution log", SmallEstate.Http().WithStage(stage => stage with { Settings = [Trace] }) },
    };

    [Theory]
    [MemberData(nameof(Traced))]
    public void Flags_a_stage_that_logs_whole_requests(string change, Estate estate) =>
        Check(estate).ShouldFlag("'prod'", "'orders'", "are written to the log").Severity.ShouldBe(Severity.High, change);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Estate estate) => Check(estate).ShouldBeClean(change);

    [Fact]
    public void Names_the_method_that_overrides_the_stage() =>
        Check(Rest(new() { Key = "*", LoggingLevel = "INFO" }, Trace with { Key = "GET /orders" })).ShouldFlag("route 'GET /orders'");

    [Theory]
    [InlineData("OFF")]
    [InlineData(null)]
    public void While_logging_is_off_it_is_a_trap_that_waits(string? level)
    {
        var finding = Check(Rest(Trace with { LoggingLevel = level })).ShouldFlag("as soon as somebody turns logging on");
        finding.Severity.ShouldBe(Severity.Low);
    }

    [Fact]
    public void Says_so_when_it_hangs_on_routes_that_could_not_be_read() =>
        Check(Rest(Trace, Quiet).WithApi(api => api with { Routes = Example.Denied, Deployments = [] }))
            .ShouldBeInconclusive(Example.Denied.Because);

    private static Estate Rest(params RouteSettings[] settings) =>
        SmallEstate.Rest().WithStage(stage => stage with { Settings = [.. settings] });

    [Theory]
    [InlineData("prod", Severity.High)]
    [InlineData("PR*", Severity.High)]
    [InlineData("live", Severity.Low)]
    public void On_a_stage_that_is_not_production_it_is_low(string production, Severity severity)
    {
        Check(Rest(Trace)).ShouldFlag("'prod'").Severity.ShouldBe(Severity.High);
        Check(Rest(Trace), Production(production)).ShouldFlag("'prod'", "are written to the log").Severity.ShouldBe(severity);
    }

    private static RuleSettings Production(params ImmutableArray<string> stages) =>
        RuleSettings.Default.With(new DataTraceOn().Info, DataTraceOn.Production, stages);
}
