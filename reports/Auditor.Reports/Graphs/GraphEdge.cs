namespace Auditor.Reports.Graphs;

/// <summary>Requests go from one thing to another.</summary>
/// <param name="From">The id of the node that they come from.</param>
/// <param name="To">The id of the node that they go to.</param>
/// <param name="Label">What they have to get past.</param>
/// <param name="IsOpen">Whether anyone on the internet gets there this way.</param>
public sealed record GraphEdge(string From, string To, string Label, bool IsOpen);
