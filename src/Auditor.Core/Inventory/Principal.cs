using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>A user, group or role of an account.</summary>
public sealed record Principal
{
    public required string Arn { get; init; }

    public required PrincipalType Type { get; init; }

    /// <summary>The id that AWS gave it, <c>AIDA...</c> or <c>AROA...</c>; <see langword="null"/> where it was not read.</summary>
    public string? UniqueId { get; init; }

    /// <summary>The tags of a user or role.</summary>
    public Fact<ImmutableSortedDictionary<string, string>> Tags { get; init; }

    /// <summary>The ARNs of the groups that a user is in: it holds their policies too.</summary>
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>Who may take on a role, as JSON text; <see langword="null"/> for users and groups.</summary>
    public string? TrustPolicy { get; init; }

    /// <summary>
    /// The policy beyond which the principal's own policies allow nothing; <see langword="null"/> when there is no such limit.
    /// </summary>
    public string? PermissionsBoundaryArn { get; init; }
}
