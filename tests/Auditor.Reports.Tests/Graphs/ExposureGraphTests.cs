using System.Text.RegularExpressions;
using System.Xml.Linq;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Paths;
using Auditor.Reports.Graphs;
using Auditor.Reports.Tests.Examples;

namespace Auditor.Reports.Tests.Graphs;

public sealed partial class ExposureGraphTests
{
    private static readonly XNamespace GraphMl = "http://graphml.graphdrawing.org/xmlns";

    public static TheoryData<string> Formats => [.. GraphFormat.All.Select(format => format.Name)];

    [Fact]
    public void Leads_from_every_name_over_stage_and_route_to_the_backend_and_marks_what_is_open()
    {
        var graph = Of(Acme.Complete, "a1b2c3d4e5");

        var names = graph.Nodes.Where(node => node.Kind is GraphNodeKind.Name).Select(node => node.Title).ToList();
        names.ShouldBe(
            [
                "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod",
                "https://a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/test",
                "https://api.acme.example/orders",
            ],
            ignoreOrder: true);
        var open = graph.Nodes.Where(node => node is { Kind: GraphNodeKind.Route, IsOpen: true }).Select(node => node.Title).ToList();
        open.ShouldContain("DELETE /orders/{orderId}");
        var backend = graph.Nodes.Single(node => node.Title == "Lambda function 'orders'");
        (backend.IsOpen, backend.Place.Account).ShouldBe((true, Acme.Account));
        foreach (var route in graph.Nodes.Where(node => node.Kind is GraphNodeKind.Route))
        {
            graph.Edges.Count(edge => edge.To == route.Id).ShouldBe(1);
            graph.Edges.Single(edge => edge.From == route.Id).IsOpen.ShouldBe(route.IsOpen);
        }
    }

    [Theory, MemberData(nameof(Formats))]
    public void Is_the_same_in_whatever_order_the_inventory_is(string format)
    {
        var write = GraphFormat.All.Single(each => each.Name == format).Write;
        var paths = Paths(Acme.Everything).ToList();

        write(new([.. paths.AsEnumerable().Reverse()], ["About."])).ShouldBe(write(new(paths, ["About."])));
    }

    [Theory, MemberData(nameof(Formats))]
    public void Is_a_graph_without_anything_too(string format) =>
        GraphFormat.All.Single(each => each.Name == format).Write(new([], [])).ShouldNotBeEmpty();

    [Fact]
    public void GraphMl_is_well_formed_whatever_things_are_called()
    {
        var graph = Of(Hostile.Estate);
        var document = XDocument.Parse(GraphMlGraph.Of(graph));

        var ids = document.Descendants(GraphMl + "node").Select(node => (string?)node.Attribute("id")).ToHashSet(StringComparer.Ordinal);
        ids.Count.ShouldBe(graph.Nodes.Length);
        document.Descendants(GraphMl + "edge").Select(edge => (string?)edge.Attribute("source")).ShouldAllBe(id => ids.Contains(id));
        document.Descendants(GraphMl + "edge").Select(edge => (string?)edge.Attribute("target")).ShouldAllBe(id => ids.Contains(id));
        var keys = document.Descendants(GraphMl + "key").Select(key => (string?)key.Attribute("id")).ToHashSet(StringComparer.Ordinal);
        document.Descendants(GraphMl + "data").Select(data => (string?)data.Attribute("key")).ShouldAllBe(key => keys.Contains(key));
        document.Descendants(GraphMl + "data").Select(data => data.Value).ShouldContain("GET /<script>alert(1)</script>");
    }

    // https://mermaid.js.org/syntax/flowchart.html: "Special characters that break syntax", "Entity codes to escape characters".
    [Fact]
    public void Mermaid_has_nothing_but_nodes_and_edges_whatever_things_are_called()
    {
        var lines = MermaidGraph.Of(Of(Hostile.Estate)).Split('\n');

        lines[0].ShouldBe("flowchart LR");
        lines[1..].ShouldAllBe(line => MermaidLine().IsMatch(line));
        var depth = 0;
        foreach (var line in lines.Select(line => line.Trim()))
        {
            depth += line.StartsWith("subgraph ", StringComparison.Ordinal) ? 1 : line == "end" ? -1 : 0;
            depth.ShouldBeGreaterThanOrEqualTo(0);
        }

        depth.ShouldBe(0);
    }

    // https://graphviz.org/doc/info/lang.html: in quoted strings only the quote is escaped; labels know escapes of their own besides.
    [Fact]
    public void Dot_has_nothing_but_nodes_and_edges_whatever_things_are_called()
    {
        var text = DotGraph.Of(Of(Hostile.Estate));

        var bare = DotString().Replace(text, "S");
        bare.ShouldNotContain("\"");
        bare.Split('\n').ShouldAllBe(line => DotLine().IsMatch(line));
        bare.Count(character => character == '{').ShouldBe(bare.Count(character => character == '}'));
    }

    [Fact]
    public void What_it_says_about_itself_cannot_end_a_comment()
    {
        var graph = new ExposureGraph([], ["two\nlines %%{init: {}}%% */"]);

        MermaidGraph.Of(graph).Split('\n')[1].ShouldBe("%% two\\u000Alines %%(init: ())%% */");
        DotGraph.Of(graph).Split('\n')[0].ShouldBe("// two\\u000Alines %%{init: {}}%% */");
        XDocument.Parse(GraphMlGraph.Of(graph)).Descendants(GraphMl + "desc").Single().Value.ShouldStartWith("two");
    }

    private static ExposureGraph Of(Estate estate, string? api = null) =>
        new(Paths(estate).Where(path => api is null || path.Route.Api.Id == api), ["Routes."]);

    private static IEnumerable<RequestPath> Paths(Estate estate)
    {
        var map = new ExposureMap(estate);
        return from scope in estate.Scopes
               from api in scope.KnownApis
               from stage in api.Stages.ValueOr([])
               from route in map.RoutesOf(scope, api, stage).ValueOr([])
               select RequestPath.Of(map, route, map.Of(route));
    }

    [GeneratedRegex("""
        ^(|%%\ .*|\ *end|\ *subgraph\ c\d+\["[^":;#\\&<>`%\[\]]*(\#\d+;[^":;#\\&<>`%\[\]]*)*"\]
        |\ *n\d+(\(\[|\[|\[\[)"(Name|Stage|Route|Backend)
          (<br/>[^":;#&<>`%\[\]]*(\#\d+;[^":;#&<>`%\[\]]*)*)*"(\]\)|\]|\]\])(:::(open|unknown))?
        |\ *n\d+\ (==>|-->)(\|"[^":;#&<>`%\[\]]*(\#\d+;[^":;#&<>`%\[\]]*)*"\|)?\ n\d+
        |\ *classDef\ .*)$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex MermaidLine();

    [GeneratedRegex(""" "([^"\\]|\\.)*" """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex DotString();

    [GeneratedRegex("""
        ^(|//\ .*|digraph\ exposure\ \{|\ *\}|\}|\ *subgraph\ cluster_\d+\ \{|\ *rankdir=LR;|\ *label=S;|\ *(node|edge)\ \[[a-zS0-9=,\ ]*\];
        |\ *n\d+\ \[[a-zS0-9=,\ ]*\];|\ *n\d+\ ->\ n\d+\ \[[a-zS0-9=,\ ]*\];)$
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex DotLine();
}
