using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>Whether callers of one class get through to a route.</summary>
public sealed record RouteAccess
{
    public required DeployedRoute Route { get; init; }

    /// <summary>Whether any request of theirs gets through, given what <see cref="Credential"/> asks for.</summary>
    public required Verdict Verdict { get; init; }

    /// <summary>What they have to show besides.</summary>
    public required Credential Credential { get; init; }

    /// <summary>Where they call; <see langword="null"/> when no endpoint leads there.</summary>
    public string? Url { get; init; }

    /// <summary>One sentence that gives the reason.</summary>
    public required string Because { get; init; }

    /// <summary>A request that gets through, for people; <see langword="null"/> when there is none.</summary>
    public string? Witness { get; init; }

    /// <summary>The same as it can be sent.</summary>
    public Witness? Request { get; init; }
}
