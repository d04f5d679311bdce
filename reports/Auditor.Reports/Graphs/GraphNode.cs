namespace Auditor.Reports.Graphs;

/// <summary>A thing that requests go to.</summary>
/// <param name="Id">Unique in its graph, and safe in every format: <c>n12</c>.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Title">What it is called.</param>
/// <param name="Place">The account and Region that it is in; the API, too, for stages and routes.</param>
public sealed record GraphNode(string Id, GraphNodeKind Kind, string Title, GraphPlace Place)
{
    /// <summary>Who can call a route, as a sentence without its full stop; empty for everything else.</summary>
    public string Callers { get; init; } = "";

    /// <summary>Whether anyone on the internet can call a route, or gets to a backend through one.</summary>
    public bool IsOpen { get; set; }

    /// <summary>Whether it cannot be told who can call a route.</summary>
    public bool IsUnknown { get; init; }
}
