using System.Globalization;
using System.Text;

namespace Auditor.Reports.Graphs;

/// <summary>Writes a graph in the DOT language of Graphviz.</summary>
public static class DotGraph
{
    /// <summary>The graph.</summary>
    public static string Of(ExposureGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var text = new StringBuilder();
        foreach (var line in graph.About)
        {
            text.Append(CultureInfo.InvariantCulture, $"// {VisibleText.Of(line)}\n");
        }

        text.Append("digraph exposure {\n  rankdir=LR;\n  node [shape=box, fontname=\"sans-serif\"];\n");
        text.Append("  edge [fontname=\"sans-serif\", fontsize=10];\n");
        var clusters = 0;
        foreach (var account in graph.Nodes.GroupBy(node => node.Place.Account, StringComparer.Ordinal))
        {
            var indent = "  ";
            if (account.Key.Length > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"  subgraph cluster_{++clusters} {{\n");
                text.Append(CultureInfo.InvariantCulture, $"    label={Quoted($"Account {account.Key}")};\n");
                indent = "    ";
            }

            foreach (var api in account.GroupBy(node => (node.Place.Region, node.Place.ApiId, node.Place.ApiName)))
            {
                var isApi = api.Key.ApiId.Length > 0;
                if (isApi)
                {
                    var label = Quoted($"{api.Key.ApiName}, {api.Key.ApiId}, {api.Key.Region}");
                    text.Append(CultureInfo.InvariantCulture, $"{indent}subgraph cluster_{++clusters} {{\n{indent}  label={label};\n");
                }

                foreach (var node in api)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{indent}{(isApi ? "  " : "")}{Node(node)}\n");
                }

                text.Append(isApi ? $"{indent}}}\n" : "");
            }

            text.Append(account.Key.Length > 0 ? "  }\n" : "");
        }

        foreach (var edge in graph.Edges)
        {
            var open = edge.IsOpen ? ", color=\"#b3123f\", penwidth=2" : "";
            text.Append(CultureInfo.InvariantCulture, $"  {edge.From} -> {edge.To} [label={Quoted(edge.Label)}{open}];\n");
        }

        return text.Append("}\n").ToString();
    }

    private static string Node(GraphNode node)
    {
        var label = Quoted($"{node.Kind}\n{node.Title}{(node.Callers.Length == 0 ? "" : $"\n{node.Callers}")}");
        var shape = node.Kind switch
        {
            GraphNodeKind.Name => ", shape=ellipse",
            GraphNodeKind.Backend => ", shape=box3d",
            _ => "",
        };
        var look = node is { IsOpen: true, Kind: GraphNodeKind.Route } ? ", style=filled, fillcolor=\"#b3123f\", fontcolor=\"#ffffff\""
            : node.IsUnknown ? ", style=dashed"
            : "";
        return $"{node.Id} [label={label}{shape}{look}];";
    }

    // Graphviz reads entities in labels, too.
    private static string Quoted(string text) => $"\"{VisibleText.Of(text, keepLines: true)
        .Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("\"", "\\\"", StringComparison.Ordinal)
        .Replace("&", "&amp;", StringComparison.Ordinal)
        .Replace("\n", "\\n", StringComparison.Ordinal)}\"";
}
