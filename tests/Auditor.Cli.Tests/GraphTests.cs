using System.Collections.Immutable;
using System.Xml.Linq;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Tests;

public sealed class GraphTests : CliTests
{
    private static readonly Api Guarded = Estates.OpenApi("guarded") with
    {
        Id = "g1u2a3r4d5",
        Routes = ImmutableArray.Create(
            new Route { Key = "GET /guarded", Authorization = AuthorizationKind.Jwt, Integration = (Integration?)null }),
    };

    private static readonly Estate Two = Estates.Of(Estates.ScopeWith(Estates.OpenApi("orders"), Guarded));

    [Fact]
    public async Task Draws_what_is_open_and_says_how_many_routes_there_are()
    {
        var run = await Run("graph", "--inventory", WriteInventory(Two));

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.Output.ShouldStartWith("flowchart LR\n%% 1 of 2 routes,");
        run.Output.ShouldContain("Route<br/>GET /orders<br/>Anyone on the internet, without credentials");
        run.Output.ShouldNotContain("GET /guarded");
    }

    [Fact]
    public async Task Draws_every_route_of_the_APIs_that_are_asked_for()
    {
        var run = await Run("graph", "--inventory", WriteInventory(Two), "--routes", "all", "--api", "g1u2a3r4d5", "--format", "dot");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.Output.ShouldContain("GET /guarded");
        run.Output.ShouldNotContain("GET /orders");
    }

    [Fact]
    public async Task Writes_a_file_whole()
    {
        var path = Path.Combine(Folder, "open.graphml");

        var run = await Run("graph", "--inventory", WriteInventory(Two), "--format", "GraphML", "--output", path);

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.Output.ShouldBeEmpty();
        XDocument.Load(path).Descendants().Count(element => element.Name.LocalName == "node").ShouldBe(4);
    }

    [Fact]
    public async Task Says_what_could_not_be_read_and_ends_with_3()
    {
        var denied = new Unknown("The call was denied.");
        var run = await Run(
            "graph", "--inventory", WriteInventory(Estates.Of(Estates.ScopeWith(Estates.OpenApi("orders")) with { RestApis = denied })));

        run.ExitCode.ShouldBe(ExitCode.Incomplete);
        run.Output.ShouldContain("%% Not drawn: The call was denied.");
        run.Error.ShouldContain("Not all is drawn: The call was denied.");
    }

    [Fact]
    public async Task Routes_of_which_it_cannot_be_told_are_drawn_as_such()
    {
        var api = Estates.OpenApi("orders") with
        {
            Routes = ImmutableArray.Create(new Route { Key = "GET /orders", Authorization = new Unknown("The call was denied.") }),
        };

        var run = await Run("graph", "--inventory", WriteInventory(Estates.Of(Estates.ScopeWith(api))));

        run.ExitCode.ShouldBe(ExitCode.Incomplete);
        run.Output.ShouldContain("Could not tell\"]:::unknown");
    }

    [Theory]
    [InlineData("--format", "mermad", "mermad")]
    [InlineData("--routes", "some", "some")]
    [InlineData("--api", "nowhere", "nowhere")]
    public async Task Names_what_is_wrong(string option, string value, string named)
    {
        var run = await Run("graph", "--inventory", WriteInventory(Two), option, value);

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain($"{option}: ");
        run.Error.ShouldContain($"'{named}'");
    }

    // https://mermaid.js.org/config/schema-docs/config.html: maxEdges 500, maxTextSize 50,000.
    [Fact]
    public async Task Says_what_Mermaid_would_refuse_to_draw()
    {
        var api = Estates.OpenApi("orders") with
        {
            Routes = Enumerable.Range(0, 300)
                .Select(number => Route($"GET /orders/{number}"))
                .ToImmutableArray(),
        };
        var inventory = WriteInventory(Estates.Of(Estates.ScopeWith(api)));

        (await Run("graph", "--inventory", inventory)).Error.ShouldContain("Mermaid draws at most 500 edges");
        (await Run("graph", "--inventory", inventory, "--format", "dot")).Error.ShouldBeEmpty();
    }

    private static Route Route(string key) =>
        new() { Key = key, Authorization = AuthorizationKind.None, Integration = (Integration?)null };
}
