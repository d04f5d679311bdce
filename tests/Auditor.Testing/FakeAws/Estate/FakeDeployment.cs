using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A deployment of a REST API: a snapshot.</summary>
public sealed record FakeDeployment(string Id)
{
    public string? Description { get; init; }

    public DateTimeOffset CreatedDate { get; init; } = new(2025, 3, 1, 9, 45, 0, TimeSpan.Zero);

    /// <summary>What was deployed; null is the working copy.</summary>
    public ImmutableArray<FakeMethod>? Methods { get; init; }

    /// <summary>The authorizers that were deployed; null is the working copy's.</summary>
    public ImmutableArray<FakeAuthorizer>? Authorizers { get; init; }

    /// <summary>The resource policy that was deployed; null is the working copy's, and an empty one is none.</summary>
    public string? Policy { get; init; }

    /// <summary>Whether the default endpoint was switched off when it was deployed; null is the working copy's.</summary>
    public bool? DisableExecuteApiEndpoint { get; init; }

    /// <summary>AWS may answer without a summary although it was asked for one.</summary>
    public bool OmitsApiSummary { get; init; }
}
