using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Protection;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Protection;

[AboutCallers]
public sealed class ApiWithoutEdgeProtectionTests : RuleTests<ApiWithoutEdgeProtection>
{
    public static TheoryData<string, Estate> Clean => new()
    {
        { "the execute-api name switched off", SmallEstate.Http().WithApi(api => api with { DisableExecuteApiEndpoint = true }) },
        { "no stage", SmallEstate.Http().WithApi(api => api with { Stages = System.Collections.Immutable.ImmutableArray<Stage>.Empty }) },
        { "a REST API, which can have a web ACL", SmallEstate.Rest() },
    };

    [Fact]
    public void Flags_an_http_api_on_its_execute_api_name()
    {
        var finding = Check(SmallEstate.Http()).ShouldFlag("HTTP API 'orders'", "execute-api");
        finding.Severity.ShouldBe(Severity.Low);
        // There is nothing that a web ACL could be attached to.
        finding.Message.ShouldNotContain("attach");
    }

    [Fact]
    public void Flags_a_websocket_api() => Check(SmallEstate.WebSocket()).ShouldFlag("WebSocket API 'orders'");

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Estate estate) => Check(estate).ShouldBeClean(change);

    [Fact]
    public void Says_so_when_the_stages_could_not_be_read() =>
        Check(SmallEstate.Http().WithApi(api => api with { Stages = Example.Denied })).ShouldBeInconclusive(Example.Denied.Because);

    [Fact]
    public void Says_so_when_the_routes_could_not_be_read() =>
        Check(SmallEstate.Http().WithApi(api => api with { Routes = Example.Denied })).ShouldBeInconclusive(Example.Denied.Because);

    // Disable the default endpoint for HTTP APIs: it closes one of two doors.
    [Fact]
    public void A_regional_domain_name_is_a_way_around_too()
    {
        var closed = SmallEstate.Http().WithApi(api => api with { DisableExecuteApiEndpoint = true });

        Check(closed.AddDomain(Example.Domain())).ShouldFlag("HTTP API 'orders' answers the internet at 'https://api.example.com");
        Check(closed.AddDomain(Example.Domain() with { MutualTls = new() { TruststoreUri = "s3://trust/store.pem" } })).ShouldBeClean();
        Check(closed.AddDomain(Example.Domain(apiId: "other"))).ShouldBeClean();
        Check(SmallEstate.WebSocket().WithApi(api => api with { DisableExecuteApiEndpoint = true }).AddDomain(Example.Domain()))
            .ShouldFlag("WebSocket API 'orders'", "api.example.com");
    }

    [Fact]
    public void All_ways_around_are_in_the_evidence() =>
        Check(SmallEstate.Http().AddDomain(Example.Domain())).ShouldFlag("execute-api").Evidence.Length.ShouldBe(2);

    // Disable the default endpoint for HTTP APIs: callers then need a custom domain name. Where there is none, the command would take the
    // API away from everybody.
    [Fact]
    public void The_only_name_of_an_API_is_not_to_be_switched_off()
    {
        Check(SmallEstate.Http()).ShouldFlag("execute-api").FixValues.ShouldBeEmpty();
        Check(SmallEstate.Http().AddDomain(Example.Domain())).ShouldFlag("execute-api").FixValues.ShouldContainKey("aroundHttpApi");
        Check(SmallEstate.Http().AddDomain(Example.Domain()).AddStage(Example.RestStage("dev")))
            .ShouldFlag("execute-api").FixValues.ShouldBeEmpty();
    }
}
