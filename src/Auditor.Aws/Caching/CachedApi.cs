using Auditor.Core.Inventory;

namespace Auditor.Aws.Caching;

/// <summary>An API as an earlier scan read it to the end.</summary>
internal sealed record CachedApi
{
    public required string Partition { get; init; }

    public required string Account { get; init; }

    public required string Region { get; init; }

    /// <summary>
    /// What was asked for, as the number of <see cref="Core.Metadata.Needs"/>, since plug-ins may need what has no name: what was not asked
    /// for is not in it.
    /// </summary>
    public required int Needs { get; init; }

    /// <summary>When its working copy was read.</summary>
    public required DateTimeOffset ReadAt { get; init; }

    /// <summary>How many calls that took.</summary>
    public required int Calls { get; init; }

    public required Api Api { get; init; }
}
