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
        {
            "path and verb are part of the key",
            estate =>
                estate.WithAuthorizer(
                    authorizer => authorizer with { IdentitySources = authorizer.IdentitySources.AddRange("context.path", "context.httpMethod") })
        },
        {
            "all that a TOKEN function is told is the key, and the method",
            estate => estate.WithAuthorizer(authorizer => authorizer with { Type = AuthorizerType.Token })
        },
        {
            "one route asks it",
            estate =>
                estate.WithRoute(route => route.Key == "GET /orders" ? route with { Authorization = AuthorizationKind.AwsIam } : route)
        },
        {
            "another authorizer guards one of the routes",
            estate => estate.WithRoute(route => route.Key == "GET /orders" ? route with { AuthorizerId = "other" } : route)
        },
        { "it is not used, which another rule judges", estate => estate.WithAuthorizer(authorizer => authorizer with { Id = "unused" }) },
        {
            "a user pool is asked every time",
            estate => estate.WithAuthorizer(authorizer => authorizer with { Type = AuthorizerType.CognitoUserPools })
        },
    };

    public static TheoryData<string, Func<Estate, Estate>> CleanHttp => new()
    {
        { "no cache", estate => estate.WithAuthorizer(authorizer => authorizer with { CacheSeconds = 0 }) },
        { "no cache unless somebody sets one", estate => estate.WithAuthorizer(authorizer => authorizer with { CacheSeconds = null }) },
        {
            "the route is part of the key",
            estate =>
                estate.WithAuthorizer(
                    authorizer => authorizer with { IdentitySources = authorizer.IdentitySources.Add("$context.routeKey") })
        },
        { "a policy names routes", estate => estate.WithAuthorizer(authorizer => authorizer with { SimpleResponses = false }) },
        {
            "one route asks it",
            estate =>
                estate.WithRoute(route => route.Key == "GET /orders"
                    ? route with { Authorization = AuthorizationKind.Jwt, AuthorizerId = "other" }
                    : route)
        },
    };

    [Fact]
    public void Flags_an_answer_that_is_kept_for_several_methods()
    {
        var finding = Check(Rest)
            .ShouldFlag("Authorizer 'sessions' of API 'orders' keeps one answer for routes 'DELETE /orders/{id}' and 'GET /orders' by "
                + "'method.request.header.Authorization' alone");

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
        Check(Rest.WithRoute(route => route.Key == "GET /orders" ? route with { Authorization = AuthorizationKind.AwsIam } : route)
            .AddStage(Example.RestStage("dev")))
            .ShouldBeClean();

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
        Check(Rest.WithApi(api => api with { EndpointType = EndpointType.Private }))
            .ShouldFlag("'sessions'").Severity.ShouldBe(Severity.Low);

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

    // Use API Gateway Lambda authorizers; Control access to HTTP APIs with AWS Lambda authorizers: the key is made of the identity sources
    // alone.
    public static TheoryData<string, string[], string[]> Shared => new()
    {
        { "the path without the verb", ["$context.path"], ["GET /a", "DELETE /a"] },
        { "the path without the verb, for one ANY", ["$context.path"], ["ANY /a"] },
        { "the path without the verb, where a greedy route takes the other's path", ["$context.path"], ["GET /a", "POST /{proxy+}"] },
        { "the path without the verb, where a parameter takes the other's path", ["$context.path"], ["GET /a", "POST /{id}"] },
        { "the verb without the path", ["$context.httpMethod"], ["GET /a", "GET /b"] },
        { "the verb without the path, for one greedy route", ["$context.httpMethod"], ["GET /{proxy+}"] },
        { "the route key of one ANY", ["$context.routeKey"], ["ANY /a"] },
        { "the route key of one greedy route", ["$context.routeKey"], ["GET /{proxy+}"] },
        { "the route key of $default", ["$context.routeKey"], ["$default"] },
        { "the route key and the verb of a greedy ANY", ["$context.routeKey", "$context.httpMethod"], ["ANY /{proxy+}"] },
        { "the route key and the path of an ANY", ["$context.routeKey", "$context.path"], ["ANY /a"] },
        { "nothing, for one $default", [], ["$default"] },
    };

    public static TheoryData<string, string[], string[]> Apart => new()
    {
        { "path and verb", ["$context.path", "$context.httpMethod"], ["ANY /{proxy+}", "GET /a", "$default"] },
        { "the path, of routes that no path fits together", ["$context.path"], ["GET /a", "DELETE /b"] },
        { "the route key, of routes with one verb and path each", ["$context.routeKey"], ["GET /a", "DELETE /a", "GET /orders/{id}"] },
        { "the route key and the verb of an ANY", ["$context.routeKey", "$context.httpMethod"], ["ANY /a", "ANY /b"] },
        { "the id of the request", ["$context.requestId"], ["ANY /{proxy+}", "$default"] },
        { "nothing, for one operation", [], ["GET /a"] },
    };

    [Theory]
    [MemberData(nameof(Shared))]
    public void Operations_that_share_a_key_are_flagged(string what, string[] sources, string[] keys) =>
        Check(HttpWith(sources, keys)).ShouldFlag("keeps one answer for").Severity.ShouldBe(Severity.Medium, what);

    [Theory]
    [MemberData(nameof(Apart))]
    public void Operations_that_the_key_tells_apart_are_not(string what, string[] sources, string[] keys) =>
        Check(HttpWith(sources, keys)).ShouldBeClean(what);

    [Theory]
    [InlineData("context.resourcePath", "GET /orders", "DELETE /orders", true)]
    [InlineData("context.resourceId", "GET /orders", "DELETE /orders", true)]
    [InlineData("context.resourcePath", "GET /orders", "GET /parcels", false)]
    [InlineData("context.httpMethod", "GET /orders", "GET /parcels", true)]
    [InlineData("context.httpMethod", "GET /orders", "DELETE /parcels", false)]
    public void A_REST_resource_is_not_a_verb(string source, string one, string other, bool isFlagged) =>
        Check(SmallEstate.Rest(Guarded(one), Guarded(other))
            .AddAuthorizer(Function with { IdentitySources = ["method.request.header.Authorization", source] })).Length.ShouldBe(isFlagged ? 1 : 0);

    private static Estate HttpWith(string[] sources, string[] keys) => SmallEstate.Http(keys.Select(Guarded))
        .AddAuthorizer(Function with { SimpleResponses = true, IdentitySources = ["$request.header.Authorization", .. sources] });
}
