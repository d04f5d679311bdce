using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Observability;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Observability;

[AboutCallers]
public sealed class ExecutionLogOffTests : RuleTests<ExecutionLogOff>
{
    private static readonly RouteSettings Errors = new() { Key = "*", LoggingLevel = "ERROR" };

    public static TheoryData<string, Estate> Silent => new()
    {
        { "no settings", Rest() },
        { "OFF, which is a value", Rest(Errors with { LoggingLevel = "OFF" }) },
        { "settings that say nothing about logging", Rest(Errors with { LoggingLevel = null, ThrottlingRate = 10_000 }) },
        { "OFF for one method", Rest(Errors, new() { Key = "GET /orders", LoggingLevel = "OFF" }) },
        { "on for another method only", Rest(new RouteSettings { Key = "GET /other", LoggingLevel = "INFO" }) },
        { "a WebSocket stage", SmallEstate.WebSocket() },
        {
            "OFF for one route of a WebSocket stage",
            SmallEstate.WebSocket().WithStage(stage => stage with { Settings = [Errors, new() { Key = "$connect", LoggingLevel = "OFF" }] })
        },
        { "a method that only the canary serves", Rest(new RouteSettings { Key = "GET /orders", LoggingLevel = "ERROR" })
            .WithStage(stage => stage with { Canary = new() { PercentTraffic = 10, DeploymentId = "canary" } })
            .WithApi(api => api with { Deployments = [.. api.Deployments, Example.Deployment("canary", [Example.Route("GET /new")])] }) },
    };

    public static TheoryData<string, Estate> Clean => new()
    {
        { "ERROR", Rest(Errors) },
        { "INFO", Rest(Errors with { LoggingLevel = "INFO" }) },
        { "on for every method by itself", Rest(new RouteSettings { Key = "GET /orders", LoggingLevel = "ERROR" }) },
        { "a method whose settings are about something else", Rest(Errors, new() { Key = "GET /orders", ThrottlingRate = 5 }) },
        { "OFF for a method that is gone", Rest(Errors, new() { Key = "GET /gone", LoggingLevel = "OFF" }) },
        { "on for a WebSocket stage", SmallEstate.WebSocket().WithStage(stage => stage with { Settings = [Errors] }) },
        { "an HTTP API, which has no execution log", SmallEstate.Http() },
        {
            "an HTTP API whose answer says OFF all the same",
            SmallEstate.Http().WithStage(stage => stage with { Settings = [Errors with { LoggingLevel = "OFF" }] })
        },
    };

    [Theory]
    [MemberData(nameof(Silent))]
    public void Flags_a_stage_with_a_silent_route(string what, Estate estate) =>
        Check(estate).ShouldFlag("'prod'", "'orders'", "no execution log").Severity.ShouldBe(Severity.Low, what);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Estate estate) => Check(estate).ShouldBeClean(change);

    [Fact]
    public void Names_the_method_that_overrides_the_stage() =>
        Check(Rest(Errors, new() { Key = "GET /orders", LoggingLevel = "OFF" })).ShouldFlag("route 'GET /orders'");

    [Fact]
    public void Says_so_when_the_routes_could_not_be_read() =>
        Check(Rest().WithApi(api => api with { Routes = Example.Denied, Deployments = [] })).ShouldBeInconclusive(Example.Denied.Because);

    private static Estate Rest(params RouteSettings[] settings) =>
        SmallEstate.Rest().WithStage(stage => stage with { Settings = [.. settings] });

    [Theory]
    [InlineData("prod", true)]
    [InlineData("Prod", true)]
    [InlineData("*", true)]
    [InlineData("live*", false)]
    public void Only_production_is_asked_for_it(string production, bool flagged)
    {
        Check(SmallEstate.Rest()).ShouldFlag("'prod'");
        Check(SmallEstate.Rest(), Production(production)).Length.ShouldBe(flagged ? 1 : 0);
    }

    private static RuleSettings Production(params ImmutableArray<string> stages) =>
        RuleSettings.Default.With(new ExecutionLogOff().Info, ExecutionLogOff.Production, stages);
}
