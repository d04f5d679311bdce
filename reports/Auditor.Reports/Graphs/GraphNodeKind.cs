namespace Auditor.Reports.Graphs;

/// <summary>What a node of a graph stands for.</summary>
public enum GraphNodeKind
{
    /// <summary>A domain name, or the name of an API's own endpoint, with its base path.</summary>
    Name,

    /// <summary>A stage.</summary>
    Stage,

    /// <summary>A route as a stage serves it.</summary>
    Route,

    /// <summary>What answers requests.</summary>
    Backend,
}
