using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Rules.Authorization;
using Auditor.Testing.Estates;
using Auditor.Testing.Rules;

namespace Auditor.Rules.Tests.Authorization;

[AboutCallers]
public sealed class PrivilegedPathLikeAnyOtherTests : RuleTests<PrivilegedPathLikeAnyOther>
{
    private const string AdminFromTheOffice = """
        {"Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*"},
        {"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*/*/admin/*","Condition":{"NotIpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}]}
        """;

    private static readonly Estate Same = Asking(Token("GET /orders"), Token("DELETE /admin/users"));

    private const string OwnVpc = """
        {"Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"StringEquals":{"aws:SourceVpc":"vpc-1"}}}]}
        """;

    private static readonly Estate Open = SmallEstate.Rest(
        Example.Route("GET /orders", AuthorizationKind.AwsIam), Example.Route("DELETE /admin/users"))
        .WithApi(api => api with { EndpointType = EndpointType.Private, ResourcePolicy = OwnVpc });

    public static TheoryData<string, Func<Estate, Estate>> Clean => new()
    {
        { "a scope of its own", estate => Admin(estate, route => route with { AuthorizationScopes = ["orders/admin"] }) },
        { "an authorizer of its own", estate => Admin(estate, route => route with { AuthorizerId = "staff" }) },
        {
            "IAM decides path by path",
            estate => Admin(estate, route => route with { Authorization = AuthorizationKind.AwsIam, AuthorizerId = null })
        },
        { "another path", estate => Admin(estate, route => route with { Key = "DELETE /accounts/users" }) },
        { "only part of a segment", estate => Admin(estate, route => route with { Key = "GET /administrative-regions/{id}" }) },
        { "a parameter's name", estate => Admin(estate, route => route with { Key = "GET /users/{admin}" }) },
        { "a preflight", estate => Admin(estate, route => route with { Key = "OPTIONS /admin/users" }) },
        {
            "no ordinary route to compare with",
            estate =>
                estate.WithRoute(route => route with { Key = route.Key.Replace("/orders", "/admin/orders", StringComparison.Ordinal) })
        },
        { "nobody can call it", estate => estate.WithApi(api => api with { DisableExecuteApiEndpoint = true }) },
    };

    [Fact]
    public void Flags_administration_that_every_user_may_do()
    {
        var finding = Check(Same)
            .ShouldFlag("Route 'DELETE /admin/users' of API 'orders' on stage 'prod' has 'admin' in its path and asks no more of its "
                + "callers than 'GET /orders' does");

        finding.Severity.ShouldBe(Severity.Medium);
        finding.Confidence.ShouldBe(Confidence.Low, "a path is only a name");
    }

    [Fact]
    public void Flags_administration_that_asks_for_nothing() =>
        Check(Open).ShouldFlag("has 'admin' in its path and asks its callers for no authorization, so whoever guesses the path gets in");

    [Theory]
    [MemberData(nameof(Clean))]
    public void One_change_makes_it_clean(string change, Func<Estate, Estate> apply) => Check(apply(Same)).ShouldBeClean(change);

    [Theory]
    [InlineData("GET /Admin")]
    [InlineData("GET /v1/internal/health")]
    [InlineData("GET /actuator/env")]
    [InlineData("GET /swagger.json")]
    [InlineData("GET /api-docs")]
    [InlineData("GET /metrics")]
    [InlineData("ANY /console/{proxy+}")]
    public void These_are_not_for_everybody_either(string key) =>
        Check(Admin(Same, route => route with { Key = key })).ShouldFlag($"'{key}'");

    [Theory]
    [InlineData("GET /metricspace")]
    [InlineData("GET /my-admin-page")]
    [InlineData("GET /badminton")]
    public void Words_are_whole_segments(string key) => Check(Admin(Same, route => route with { Key = key })).ShouldBeClean(key);

    [Fact]
    public void A_scope_that_ordinary_routes_ask_for_too_is_not_its_own() =>
        Check(Same.WithRoute(route => route with { AuthorizationScopes = ["orders"] })).ShouldFlag("'DELETE /admin/users'");

    [Fact]
    public void A_list_of_scopes_that_holds_an_ordinary_one_lets_ordinary_callers_in() =>
        Check(Asking(
            Token("GET /orders") with { AuthorizationScopes = ["orders"] },
            Token("DELETE /admin/users") with { AuthorizationScopes = ["orders", "admin"] }))
            .ShouldFlag("'DELETE /admin/users'");

    [Fact]
    public void A_key_is_no_authorization() =>
        Check(Admin(Open, route => route with { ApiKeyRequired = true }).AddUsagePlan(Example.UsagePlan()))
            .ShouldFlag("asks its callers for no authorization");

    [Fact]
    public void An_API_of_nothing_but_open_administration_is_flagged_too() =>
        Check(SmallEstate.Rest(Example.Route("DELETE /admin/users"))
            .WithApi(api => api with { EndpointType = EndpointType.Private, ResourcePolicy = OwnVpc }))
        .ShouldFlag("asks its callers for no authorization");

    // route-without-authorization and api-key-as-only-credential say so, and name the segment.
    [Fact]
    public void What_strangers_may_call_is_said_once()
    {
        var open = SmallEstate.Rest(Example.Route("GET /orders"), Example.Route("DELETE /admin/users"));

        Check(open).ShouldBeClean();
        Check(Admin(open, route => route with { ApiKeyRequired = true })).ShouldBeClean();
    }

    [Fact]
    public void The_right_network_is_more_than_ordinary_routes_ask_for()
    {
        var both = SmallEstate.Rest(Cognito("GET /orders"), Cognito("DELETE /admin/users"));

        Check(both).ShouldFlag("'DELETE /admin/users'");
        Check(both.WithApi(api => api with { ResourcePolicy = AdminFromTheOffice })).ShouldBeClean();
    }

    [Fact]
    public void In_a_VPC_it_is_low() => Check(Open).ShouldFlag("'DELETE /admin/users'").Severity.ShouldBe(Severity.Low);

    [Fact]
    public void The_words_can_be_set()
    {
        var words = RuleSettings.Default.With(new PrivilegedPathLikeAnyOther().Info, PrivilegedPathLikeAnyOther.PathWords, ["orders"]);

        Check(Asking(Token("GET /parcels"), Token("GET /orders"), Token("DELETE /admin/users")), words)
            .ShouldFlag("'GET /orders'");
    }

    [Fact]
    public void A_word_is_one_segment() =>
        PrivilegedPathLikeAnyOther.PathWords.Read(["a/b"], out _).ShouldBe("holds 'a/b', which is not one path segment");

    [Fact]
    public void Routes_of_a_WebSocket_API_have_no_path() =>
        Check(SmallEstate.WebSocket(Example.Route("$connect"), Example.Route("admin"))).ShouldBeClean();

    [Fact]
    public void Says_so_when_authorization_could_not_be_read() =>
        Check(Admin(Same, route => route with { Authorization = Example.Denied })).ShouldBeInconclusive("The call was denied.");

    [Fact]
    public void An_ordinary_route_that_could_not_be_read_hides_nothing_that_another_proves()
    {
        var unknown = Token("GET /a") with { Authorization = Example.Denied };

        Check(Same.AddRoute(unknown)).Where(finding => finding.Outcome is Core.Findings.Outcome.Flagged).ShouldHaveSingleItem();
        Check(Asking(unknown, Token("DELETE /admin/users"))).ShouldBeInconclusive("The call was denied.");
    }

    private static Estate Asking(params Route[] routes) => SmallEstate.Http(routes).WithApi(api => api with
    {
        Authorizers = ImmutableArray.Create(
            new Authorizer { Id = "tokens", Name = "tokens", Type = AuthorizerType.Jwt },
            new Authorizer { Id = "staff", Name = "staff", Type = AuthorizerType.Jwt }),
    });

    private static Route Cognito(string key) => Example.Route(key, AuthorizationKind.CognitoUserPools) with { AuthorizerId = "users" };

    private static Route Token(string key) => Example.Route(key, AuthorizationKind.Jwt) with { AuthorizerId = "tokens" };

    private static Estate Admin(Estate estate, Func<Route, Route> change) =>
        estate.WithRoute(route => route.Key.Contains("/admin", StringComparison.Ordinal) ? change(route) : route);
}
