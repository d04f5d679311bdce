using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Core.Tests.Exposure;

/// <summary>
/// The most specific route takes a request; one whose every request is taken is reached by nobody (Create routes for HTTP APIs).
/// </summary>
public sealed class RouteCoverageTests
{
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
        return DeployedRoutes.Of(
            new() { Account = "111122223333", Region = "eu-west-1" }, api, new() { Name = "prod", AutoDeploy = true }).Value;
    }

    [Theory]
    [InlineData("$default", "ANY /{proxy+}", "ANY /")]
    [InlineData("$default", "ANY /{id}", "ANY /{id}/{proxy+}", "ANY /")]
    [InlineData("ANY /{proxy+}", "ANY /{id}", "ANY /{id}/{proxy+}")]
    [InlineData("GET /{proxy+}", "GET /{id}", "ANY /{id}/{proxy+}")]
    [InlineData("ANY /a/{proxy+}", "ANY /a/{id}", "ANY /a/b/{proxy+}", "ANY /a/{id}/{proxy+}")]
    public void A_route_that_others_cover_wholly_is_left_no_verb(string covered, params string[] others) =>
        Routes([covered, .. others]).Single(route => route.Route.Key == covered).Verbs.ShouldBeEmpty();

    [Theory]
    [InlineData("$default", "ANY /{proxy+}")]
    [InlineData("$default", "ANY /", "ANY /{id}")]
    [InlineData("$default", "GET /{proxy+}", "GET /")]
    [InlineData("ANY /{proxy+}", "ANY /{id}", "ANY /a/{proxy+}")]
    [InlineData("GET /{id}", "GET /anything", "GET /something", "GET /x", "GET /1", "GET /x2")]
    [InlineData("GET /{id}", "POST /{id}")]
    public void A_route_of_which_something_is_left_is_reached(string partly, params string[] others)
    {
        var routes = Routes([partly, .. others]);
        var route = routes.Single(each => each.Route.Key == partly);
        route.Verbs.ShouldNotBeEmpty();
        foreach (var reached in new Endpoint { Kind = EndpointKind.DefaultEndpoint, Url = "https://x" }.RequestsFor(route))
        {
            RouteMatching.Match(routes, reached.Verb, reached.Path)?.Route.Key.ShouldBe(partly);
        }
    }

    [Fact]
    public void Only_the_verbs_that_are_covered_go() =>
        Routes("$default", "GET /{proxy+}", "GET /")
            .Single(route => route.Route.Key == "$default").Verbs.ShouldBe(["POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"]);
}
