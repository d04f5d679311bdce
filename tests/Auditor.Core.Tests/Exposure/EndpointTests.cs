using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Tests.Exposure;

/// <summary>Which requests lead from a name to a stage, and what the API sees of their path.</summary>
public sealed class EndpointTests
{
    private static readonly Scope Here = new() { Account = "111122223333", Region = "eu-west-1" };

    private static readonly Api Http = new()
    {
        Id = "a1b2c3d4e5",
        Name = "orders",
        Kind = ApiKind.Http,
        EndpointType = EndpointType.Regional,
        Stages = ImmutableArray.Create(new Stage { Name = "$default", AutoDeploy = true }, new Stage { Name = "prod", AutoDeploy = true }),
    };

    private static readonly Api Rest = Http with
    {
        Kind = ApiKind.Rest,
        Stages = ImmutableArray.Create(new Stage { Name = "prod", DeploymentId = "d1" }),
    };

    private static readonly Domain Shop = new()
    {
        Name = "api.acme.example",
        EndpointType = EndpointType.Regional,
        RoutingMode = "ROUTING_RULE_ONLY",
    };

    private static Endpoint Rule(bool? strips, string basePath, params ImmutableArray<RoutingRule> before)
    {
        var rule = new RoutingRule
        {
            Priority = 9,
            ApiId = "a1b2c3d4e5",
            Stage = "prod",
            BasePaths = basePath.Length == 0 ? [] : [basePath],
            StripBasePath = strips,
        };
        return EndpointResolver.CustomDomains(
            Here with { Domains = ImmutableArray.Create(Shop with { RoutingRules = before.Add(rule) }) },
            Rest,
            Rest.Stages.Value[0]).Value.Single();
    }

    private static ImmutableArray<string> Paths(Endpoint endpoint, Api api, string key)
    {
        var served = api with
        {
            Routes = ImmutableArray.Create(
                new Route { Key = key, Authorization = AuthorizationKind.None, Integration = (Integration?)null }),
            Kind = ApiKind.Http,
        };
        var route = DeployedRoutes.Of(Here, served, api.Stages.Value[0] with { AutoDeploy = true }).Value.Single();
        return [.. endpoint.RequestsFor(route).Select(requests => requests.Path)];
    }

    // Recreate an API mapping using routing rules: without stripping the API is given the whole path.
    [Theory]
    [InlineData(true, "orders", "GET /admin", "/admin")]
    [InlineData(false, "orders", "GET /admin", null)]
    [InlineData(false, "orders", "GET /orders/admin", "/orders/admin")]
    [InlineData(false, "orders", "GET /orders", "/orders")]
    [InlineData(false, "orders", "GET /", null)]
    [InlineData(false, "orders", "ANY /{proxy+}", "/orders/anything")]
    [InlineData(false, "orders", "ANY /{section}/new", "/orders/new")]
    [InlineData(false, "shop/v1", "ANY /{section}", null)]
    [InlineData(false, "shop/v1", "ANY /shop/{proxy+}", "/shop/v1/anything")]
    [InlineData(false, "", "GET /admin", "/admin")]
    public void A_rule_that_keeps_the_base_path_leads_only_to_routes_below_it(bool strips, string basePath, string key, string? path)
    {
        var paths = Paths(Rule(strips, basePath), Rest, key);
        if (path is null)
        {
            paths.ShouldBeEmpty();
        }
        else
        {
            paths[0].ShouldBe(path);
        }
    }

    [Fact]
    public void Where_an_inventory_does_not_tell_whether_the_base_path_is_stripped_it_is_assumed()
    {
        Rule(null, "orders")
            .ShouldSatisfyAllConditions(
                endpoint => endpoint.KeepsBasePath.ShouldBeFalse(), endpoint => endpoint.IsUncertain.ShouldBeTrue());
        Rule(true, "orders").IsUncertain.ShouldBeFalse();
    }

    // Create routes for HTTP APIs: a request that explicitly matches a stage goes there.
    [Theory]
    [InlineData("GET /prod/a", null)]
    [InlineData("GET /prod", null)]
    [InlineData("GET /product", "/product")]
    [InlineData("GET /a/prod", "/a/prod")]
    [InlineData("ANY /{proxy+}", "/anything")]
    public void Of_the_default_stage_a_first_segment_that_names_a_stage_leads_there(string key, string? path)
    {
        var own = EndpointResolver.DefaultEndpoint(Here, Http, Http.Stages.Value[0]).Value.ShouldNotBeNull();
        Paths(own, Http, key).FirstOrDefault().ShouldBe(path);
        own.PathBehind("/prod/a").ShouldBeNull();
        own.PathBehind("/a").ShouldBe("/a");
    }

    [Fact]
    public void A_named_stage_and_a_mapped_one_take_every_path()
    {
        EndpointResolver.DefaultEndpoint(Here, Http, Http.Stages.Value[1]).Value.ShouldNotBeNull()
            .PathBehind("/prod/dev/a")
            .ShouldBe("/dev/a");
        var mapped = Shop with
        {
            RoutingMode = null,
            Mappings = ImmutableArray.Create(new ApiMapping { Key = "shop", ApiId = Http.Id, Stage = "$default" }),
        };
        var endpoint = EndpointResolver.CustomDomains(
            Here with { Domains = ImmutableArray.Create(mapped) }, Http, Http.Stages.Value[0]).Value.Single();
        Paths(endpoint, Http, "GET /prod/a").ShouldBe(["/prod/a"]);
        endpoint.PathBehind("/shop/prod/a").ShouldBe("/prod/a");
        endpoint.PathBehind("/other").ShouldBeNull();
        endpoint.PathBehind("/shop").ShouldBe("/");
    }

    // IP address types for REST APIs: a name's type may differ from that of the APIs behind it; not told means IPv4.
    [Theory]
    [InlineData("dualstack", true)]
    [InlineData("ipv4", false)]
    [InlineData(null, false)]
    public void The_family_of_addresses_is_that_of_the_name(string? type, bool isDualStack)
    {
        var domain = Shop with
        {
            RoutingMode = null,
            IpAddressType = type,
            Mappings = ImmutableArray.Create(new ApiMapping { ApiId = Rest.Id, Stage = "prod" }),
        };
        var scope = Here with { Domains = ImmutableArray.Create(domain) };
        foreach (var other in new[] { "ipv4", "dualstack" })
        {
            EndpointResolver.CustomDomains(
                scope, Rest with { IpAddressType = other }, Rest.Stages.Value[0]).Value.Single().Network.Addresses.Contains("2001:db8::7")
                .ShouldBe(isDualStack);
        }

        EndpointResolver.DefaultEndpoint(
            scope, Rest with { IpAddressType = type }, Rest.Stages.Value[0]).Value.ShouldNotBeNull().Network.ShouldBe(isDualStack
            ? CallerNetwork.Internet
            : CallerNetwork.InternetFrom(AddressSet.Ipv4));
    }
}
