namespace Auditor.Reports.Graphs;

/// <summary>A language for graphs.</summary>
/// <param name="Name">As it is asked for: <c>mermaid</c>.</param>
/// <param name="Write">Writes a graph in it.</param>
public sealed record GraphFormat(string Name, Func<ExposureGraph, string> Write)
{
    /// <summary>All of them; the first is the one that most places show without anything to install.</summary>
    public static IReadOnlyList<GraphFormat> All { get; } =
    [
        new("mermaid", MermaidGraph.Of), new("dot", DotGraph.Of), new("graphml", GraphMlGraph.Of),
    ];
}
