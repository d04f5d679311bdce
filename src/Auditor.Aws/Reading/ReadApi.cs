using Auditor.Core.Inventory;

namespace Auditor.Aws.Reading;

/// <summary>An API that was read, for whoever goes on with a collection that was stopped.</summary>
public sealed record ReadApi
{
    public required string Id { get; init; }

    /// <summary>REST APIs and the others have ids of their own.</summary>
    public required bool IsRest { get; init; }

    /// <summary>What was read; null when it was deleted meanwhile or is of an unknown kind.</summary>
    public Api? Api { get; init; }

    /// <summary>Whether what is deployed was read and the working copy was not.</summary>
    public bool HasWorkingCopyLeft { get; init; }

    /// <summary>What could not be read of it.</summary>
    public ImmutableArray<Gap> Gaps { get; init; } = [];
}
