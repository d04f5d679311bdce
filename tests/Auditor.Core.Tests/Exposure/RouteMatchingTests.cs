using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Core.Tests.Exposure;

public sealed class RouteMatchingTests
{
    private static readonly Stage Prod = new() { Name = "prod", AutoDeploy = true };

    private static ImmutableArray<DeployedRoute> Routes(params string[] keys)
    {
        var api = new Api
        {
            Id = "a1b2c3d4e5",
            Name = "orders",
            Kind = ApiKind.Http,
            Routes = keys.Select(key => new Route { Key = key, Authorization = AuthorizationKind.None, Integration = (Integration?)null })
                .ToImmutableArray(),
        };
        return DeployedRoutes.Of(new() { Account = "111122223333", Region = "eu-west-1" }, api, Prod).Value;
    }

    // aws-facts.md C.4: exact path and method over greedy over $default; ANY only for verbs that are not defined on the path.
    [Theory]
    [InlineData("GET", "/orders", "GET /orders")]
    [InlineData("POST", "/orders", "ANY /orders")]
    [InlineData("GET", "/orders/7", "GET /orders/{id}")]
    [InlineData("GET", "/orders/new", "GET /orders/new")]
    [InlineData("GET", "/orders/7/lines", "ANY /{proxy+}")]
    [InlineData("PUT", "/orders/7", "ANY /{proxy+}")]
    [InlineData("GET", "/anything", "ANY /{proxy+}")]
    [InlineData("GET", "/", "$default")]
    public void Gives_a_request_to_the_most_specific_route(string verb, string path, string key) =>
        RouteMatching.Match(
            Routes("$default", "ANY /{proxy+}", "ANY /orders", "GET /orders", "GET /orders/{id}", "GET /orders/new"),
            verb,
            path)?.Route.Key.ShouldBe(key);

    [Theory]
    [InlineData("GET", "/order")]
    [InlineData("GET", "/Orders")]
    [InlineData("POST", "/orders")]
    [InlineData("GET", "/orders/7")]
    public void Gives_it_to_nobody_where_none_fits(string verb, string path) =>
        RouteMatching.Match(Routes("GET /orders"), verb, path).ShouldBeNull();

    [Fact]
    public void Any_answers_only_verbs_that_the_path_does_not_define()
    {
        var any = Routes("GET /orders", "POST /orders", "DELETE /other", "ANY /orders").Single(route => route.Route.Method == "ANY");
        any.Verbs.ShouldBe(["PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"]);
    }

    [Fact]
    public void A_greedy_route_knows_what_is_taken_from_it() =>
        Routes("ANY /{proxy+}", "GET /orders", "GET /{id}", "GET /a/{proxy+}", "$default")[0].TakenFirst.Select(route => route.Key)
            .ShouldBe(["GET /orders", "GET /{id}", "GET /a/{proxy+}"]);

    [Fact]
    public void Only_what_overlaps_is_taken() =>
        Routes("GET /orders/{id}", "GET /orders/new", "GET /users/new", "GET /orders/new/lines")[0].TakenFirst.Select(route => route.Key)
            .ShouldBe(["GET /orders/new"]);
}
