using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Hygiene;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Hygiene;

public sealed class CorsAnyOriginTests : RuleTests<CorsAnyOrigin>
{
    private static readonly Estate Any = SmallEstate.Http()
        .WithApi(api => api with { Cors = new() { AllowOrigins = ["https://*"], AllowCredentials = true } });
    private static readonly Estate Echo = Answering("method.request.header.Origin", credentials: true);

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        {
            "named origins",
            estate =>
                estate.WithApi(api => api with { Cors = new() { AllowOrigins = ["https://www.example.com"], AllowCredentials = true } })
        },
        { "no origin", estate => estate.WithApi(api => api with { Cors = new() { AllowCredentials = true } }) },
        { "no CORS configuration", estate => estate.WithApi(api => api with { Cors = null }) },
    };

    public static TheoryData<string, Func<Estate, Estate>> CleanRest => new()
    {
        { "a named origin", Says("https://www.example.com") },
        { "an origin that a stage variable names", Says("stageVariables.origin") },
        { "what the backend says for itself", Says("integration.response.header.Origin") },
        { "another header of the request", Says("method.request.header.X-Original") },
        { "nothing", Says(null) },
        { "nothing is behind the route", estate => estate.WithRoute(route => route with { Integration = (Integration?)null }) },
        { "no stage", estate => estate.WithApi(api => api with { Stages = ImmutableArray<Stage>.Empty }) },
    };

    [Fact]
    public void Flags_every_origin_with_credentials() =>
        Check(Any).ShouldFlag(
            "API 'orders' lets scripts of every web site read its answers, with the visitor's cookies").Severity.ShouldBe(Severity.Medium);

    [Theory]
    [InlineData("*")]
    [InlineData("https://*")]
    [InlineData("http://*")]
    public void Without_credentials_it_is_low(string origin) =>
        Check(Any.WithApi(api => api with { Cors = new() { AllowOrigins = ["https://www.example.com", origin] } }))
            .ShouldFlag("'orders'").Severity.ShouldBe(Severity.Low);

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Any)).ShouldBeClean(change);

    [Fact]
    public void Flags_a_REST_API_that_echoes_origins_with_credentials()
    {
        var finding = Check(Echo).ShouldFlag("API 'orders' lets scripts of every web site read its answers, with the visitor's cookies");
        finding.Severity.ShouldBe(Severity.Medium);
        finding.Evidence.ShouldContain(evidence => evidence.What == "Access-Control-Allow-Origin of route GET /orders"
            && evidence.Value == "method.request.header.Origin, with credentials");
    }

    [Theory]
    [MemberData(nameof(CleanRest))]
    public void One_change_makes_a_REST_API_clean(string change, Func<Estate, Estate> apply) => Check(apply(Echo)).ShouldBeClean(change);

    [Theory]
    [InlineData("*")]
    [InlineData("method.request.header.origin")]
    public void Without_credentials_it_is_low_for_a_REST_API(string origin) =>
        Check(Answering(origin, credentials: false)).ShouldFlag("use the visitor's browser").Severity.ShouldBe(Severity.Low);

    // Browsers refuse the pair, so no cookie is sent.
    [Fact]
    public void The_star_with_credentials_is_not_said_to_send_cookies()
    {
        var finding = Check(Answering("*", credentials: true)).ShouldFlag("browsers refuse the two together");
        finding.Severity.ShouldBe(Severity.Medium);
        finding.Message.ShouldNotContain("cookies");
    }

    [Fact]
    public void Flags_a_preflight_that_API_Gateway_answers() =>
        Check(SmallEstate.Rest(Example.Route("OPTIONS /orders") with { Integration = (Integration?)(Example.Mock with { AllowOrigin = "*" }) })
            .WithApi(NoResponses))
            .ShouldFlag("'orders'");

    [Fact]
    public void Gateway_responses_count_where_integrations_speak_of_origins()
    {
        ImmutableArray<GatewayResponse> responses = [new() { Type = "DEFAULT_4XX", AllowOrigin = "*" }];
        var estate = Answering("https://www.example.com", credentials: false).WithApi(api => api with { GatewayResponses = responses });

        Check(estate)
            .ShouldFlag("'orders'").Evidence.ShouldHaveSingleItem().What.ShouldBe(
                "Access-Control-Allow-Origin of gateway response DEFAULT_4XX");
    }

    // They are not asked for then.
    [Fact]
    public void Gateway_responses_are_not_missed_where_no_integration_speaks_of_origins() => Check(SmallEstate.Rest()).ShouldBeClean();

    [Fact]
    public void Says_so_when_gateway_responses_could_not_be_read() =>
        Check(Answering("https://www.example.com", credentials: false).WithApi(api => api with { GatewayResponses = Example.Denied }))
            .ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Says_so_when_an_integration_could_not_be_read() =>
        Check(SmallEstate.Rest(Example.Route("GET /orders") with { Integration = Example.Denied }))
            .ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void What_was_read_is_flagged_whatever_was_not() =>
        Check(Echo.AddRoute(Example.Route("GET /items") with { Integration = Example.Denied })).ShouldFlag("'orders'");

    [Fact]
    public void Says_so_when_APIs_could_not_be_listed() =>
        Check(Any.WithScope(scope => scope with { HttpAndWebSocketApis = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    private static Estate Answering(string origin, bool credentials) =>
        SmallEstate.Rest()
            .WithIntegration(integration => integration with { AllowOrigin = origin, AllowCredentials = credentials })
            .WithApi(NoResponses);

    private static Func<Estate, Estate> Says(string? origin) =>
        estate => estate.WithIntegration(integration => integration with { AllowOrigin = origin });

    private static Api NoResponses(Api api) => api with { GatewayResponses = ImmutableArray<GatewayResponse>.Empty };
}
