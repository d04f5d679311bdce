using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Authorization;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Authorization;

public sealed class AuthorizerCacheTooWideTests : RuleTests<AuthorizerCacheTooWide>
{
    private static readonly Authorizer Function = new()
    {
        Id = "z9",
        Name = "sessions",
        Type = AuthorizerType.Request,
        CacheSeconds = 60,
        IdentitySources = ["method.request.header.Authorization"],
    };

    private static readonly Estate Rest = SmallEstate.Rest(Guarded("GET /orders"), Guarded("DELETE /orders/{id}")).AddAuthorizer(Function);

    private static readonly Estate Http = SmallEstate.Http(Guarded("GET /orders"), Guarded("DELETE /orders/{id}"))
        .AddAuthorizer(Function with { SimpleResponses = true, IdentitySources = ["$request.header.Authorization"] });

    public static TheoryData<string, Func<Estate, Estate>> CleanRest => new()
    {
        { "no cache", estate => estate.WithAuthorizer(authorizer => authorizer with { CacheSeconds = 0 }) },
        { "the path is part of the key", estate => estate.WithAuthorizer(authorizer => authorizer with { IdentitySources = authorizer.IdentitySources.Add("context.path") }) },
        { "all that a TOKEN function is told is the key, and the method", estate => estate.WithAuthorizer(authorizer => authorizer with { Type = AuthorizerType.Token }) },
        { "one route asks it", estate => estate.WithRoute(route => route.Key == "GET /orders" ? route with { Authorization = AuthorizationKind.AwsIam } : route) },
        { "another authorizer guards one of the routes", estate => estate.WithRoute(route => route.Key == "GET /orders" ? route with { AuthorizerId = "other" } : route) },
        { "it is not used, which another rule judges", estate => estate.WithAuthorizer(authorizer => authorizer with { Id = "unused" }) },
        { "a user pool is asked every time", estate => estate.WithAuthorizer(authorizer => authorizer with { Type = AuthorizerType.CognitoUserPools }) },
    };

    public static TheoryData<string, Func<Estate, Estate>> CleanHttp => new()
    {
        { "no cache", estate => estate.WithAuthorizer(authorizer => authorizer with { CacheSeconds = 0 }) },
        { "no cache unless somebody sets one", estate => estate.WithAuthorizer(authorizer => authorizer with { CacheSeconds = null }) },
        { "the route is part of the key", estate => estate.WithAuthorizer(authorizer => authorizer with { IdentitySources = authorizer.IdentitySources.Add("$context.routeKey") }) },
        { "a policy names routes", estate => estate.WithAuthorizer(authorizer => authorizer with { SimpleResponses = false }) },
        { "one route asks it", estate => estate.WithRoute(route => route.Key == "GET /orders" ? route with { Authorization = AuthorizationKind.Jwt, AuthorizerId = "other" } : route) },
    };

    [Fact]
    public void Flags_an_answer_that_is_kept_for_several_methods()
    {
        var finding = Check(Rest).ShouldFlag("Authorizer 'sessions' of API 'orders' keeps one answer for routes 'DELETE /orders/{id}' and 'GET /orders' by 'method.request.header.Authorization' alone");

        finding.Severity.ShouldBe(Severity.Medium);
        finding.Confidence.ShouldBe(Confidence.Medium);
    }

    [Fact]
    public void Flags_a_plain_yes_that_holds_for_all_routes() =>
        Check(Http).ShouldFlag("so whoever was let into one of these routes is let into all of them.").Severity.ShouldBe(Severity.Medium);

    [Theory]
    [MemberData(nameof(CleanRest))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Rest)).ShouldBeClean(change);

    [Theory]
    [MemberData(nameof(CleanHttp))]
    public void One_change_makes_an_HTTP_API_clean(string change, Func<Estate, Estate> apply) => Check(apply(Http)).ShouldBeClean(change);

    // Absent is 300 seconds, not off.
    [Fact]
    public void A_REST_authorizer_keeps_answers_unless_somebody_switches_that_off() =>
        Check(Rest.WithAuthorizer(authorizer => authorizer with { CacheSeconds = null })).ShouldFlag("'sessions'")
            .Evidence.ShouldContain(evidence => evidence.Value == "300 (not set, the default)");

    // A function behind two routes that are one route for callers of another stage.
    [Fact]
    public void One_route_of_two_stages_is_one_route() =>
        Check(Rest.WithRoute(route => route.Key == "GET /orders" ? route with { Authorization = AuthorizationKind.AwsIam } : route).AddStage(Example.RestStage("dev"))).ShouldBeClean();

    [Fact]
    public void A_WebSocket_API_asks_once_and_keeps_nothing() =>
        Check(SmallEstate.WebSocket(Guarded("$connect"), Guarded("send")).AddAuthorizer(Function)).ShouldBeClean();

    [Fact]
    public void The_same_authorizer_name_in_another_API_is_another_authorizer() =>
        Check(SmallEstate.Of(
                Example.RestApi(Guarded("GET /orders")) with { Authorizers = ImmutableArray.Create(Function) },
                Example.RestApi(Guarded("GET /parcels")) with { Id = "second", Authorizers = ImmutableArray.Create(Function) }))
            .ShouldBeClean();

    [Fact]
    public void Who_can_reach_the_API_decides_how_bad_it_is() =>
        Check(Rest.WithApi(api => api with { EndpointType = EndpointType.Private })).ShouldFlag("'sessions'").Severity.ShouldBe(Severity.Low);

    [Fact]
    public void Says_so_when_routes_could_not_be_read() =>
        Check(Http.WithApi(api => api with { Routes = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void Says_so_when_authorizers_could_not_be_read() =>
        Check(Rest.WithApi(api => api with { Authorizers = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void One_unknown_route_hides_nothing_that_others_prove() =>
        Check(Http.AddRoute(Guarded("GET /new") with { Authorization = Example.Denied })).ShouldFlag("'sessions'");

    private static Route Guarded(string key) => Example.Route(key, AuthorizationKind.Custom) with { AuthorizerId = "z9" };
}
