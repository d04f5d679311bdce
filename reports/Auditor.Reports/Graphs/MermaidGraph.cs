using System.Globalization;
using System.Text;

namespace Auditor.Reports.Graphs;

/// <summary>Writes a graph as a Mermaid flowchart, which GitHub, GitLab and many wikis draw.</summary>
public static class MermaidGraph
{
    /// <summary>More edges than this Mermaid does not draw unless it is told to (<c>maxEdges</c>).</summary>
    public const int MostEdges = 500;

    /// <summary>A longer text it does not draw unless it is told to (<c>maxTextSize</c>).</summary>
    public const int LongestText = 50_000;

    // A colon or a hash would begin what Mermaid reads in texts, too: entities, directives, styles.
    private const string Plain = " ./_-,()'$+*={}@|?!~";

    /// <summary>The flowchart.</summary>
    public static string Of(ExposureGraph graph)
    {
        ArgumentNullException.ThrowIfNull(graph);
        var text = new StringBuilder("flowchart LR\n");
        foreach (var line in graph.About)
        {
            text.Append(CultureInfo.InvariantCulture, $"%% {Comment(line)}\n");
        }

        var clusters = 0;
        foreach (var account in graph.Nodes.GroupBy(node => node.Place.Account, StringComparer.Ordinal))
        {
            var indent = "  ";
            if (account.Key.Length > 0)
            {
                text.Append(CultureInfo.InvariantCulture, $"  subgraph c{++clusters}[\"Account {Escaped(account.Key)}\"]\n");
                indent = "    ";
            }

            foreach (var api in account.GroupBy(node => (node.Place.Region, node.Place.ApiId, node.Place.ApiName)))
            {
                var isApi = api.Key.ApiId.Length > 0;
                if (isApi)
                {
                    var label = Escaped($"{api.Key.ApiName}, {api.Key.ApiId}, {api.Key.Region}");
                    text.Append(CultureInfo.InvariantCulture, $"{indent}subgraph c{++clusters}[\"{label}\"]\n");
                }

                foreach (var node in api)
                {
                    text.Append(CultureInfo.InvariantCulture, $"{indent}{(isApi ? "  " : "")}{Node(node)}\n");
                }

                text.Append(isApi ? $"{indent}end\n" : "");
            }

            text.Append(account.Key.Length > 0 ? "  end\n" : "");
        }

        foreach (var edge in graph.Edges)
        {
            var label = edge.Label.Length == 0 ? "" : $"|\"{Escaped(edge.Label)}\"|";
            text.Append(CultureInfo.InvariantCulture, $"  {edge.From} {(edge.IsOpen ? "==>" : "-->")}{label} {edge.To}\n");
        }

        text.Append("  classDef open fill:#b3123f,stroke:#b3123f,color:#ffffff\n");
        text.Append("  classDef unknown stroke-dasharray:4 4\n");
        return text.ToString();
    }

    private static string Node(GraphNode node)
    {
        var (open, close) = node.Kind switch
        {
            GraphNodeKind.Name => ("([", "])"),
            GraphNodeKind.Stage => ("[", "]"),
            GraphNodeKind.Route => ("[", "]"),
            _ => ("[[", "]]"),
        };
        var callers = node.Callers.Length == 0 ? "" : $"<br/>{Escaped(node.Callers)}";
        var look = node is { IsOpen: true, Kind: GraphNodeKind.Route } ? ":::open" : node.IsUnknown ? ":::unknown" : "";
        return $"{node.Id}{open}\"{node.Kind}<br/>{Escaped(node.Title)}{callers}\"{close}{look}";
    }

    // A comment ends with its line, and what begins with a brace is a directive.
    private static string Comment(string text) => VisibleText.Of(text).Replace('{', '(').Replace('}', ')');

    private static string Escaped(string text)
    {
        var escaped = new StringBuilder();
        foreach (var rune in VisibleText.Of(text).EnumerateRunes())
        {
            if (!rune.IsAscii || Rune.IsLetterOrDigit(rune) || Plain.Contains((char)rune.Value, StringComparison.Ordinal))
            {
                escaped.Append(rune.ToString());
            }
            else
            {
                escaped.Append(CultureInfo.InvariantCulture, $"#{rune.Value};");
            }
        }

        return escaped.ToString();
    }
}
