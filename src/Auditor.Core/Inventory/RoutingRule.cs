using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>A routing rule of a custom domain name: it leads requests to a stage by path and headers.</summary>
public sealed record RoutingRule
{
    /// <summary>Lower runs first.</summary>
    public int Priority { get; init; }

    public required string ApiId { get; init; }

    public required string Stage { get; init; }

    /// <summary>Base paths of which one must match; empty = any.</summary>
    public ImmutableArray<string> BasePaths { get; init; } = [];

    /// <summary>
    /// Whether the base path that matched is cut off before the API sees the path (<c>stripBasePath</c>); AWS keeps it unless told
    /// otherwise. <see langword="null"/> in inventories from before this was read.
    /// </summary>
    public bool? StripBasePath { get; init; }

    /// <summary>Whether it also asks for headers, which any caller can set.</summary>
    public bool MatchesHeaders { get; init; }
}
