using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>An IAM policy that says what its holders may do.</summary>
public sealed record IdentityPolicy
{
    /// <summary>The ARN of a managed policy; of an inline one, the holder's ARN + <c>/policy/</c> + its name (IAM gives it none).</summary>
    public required string Arn { get; init; }

    public required string Name { get; init; }

    public required IdentityPolicyKind Kind { get; init; }

    /// <summary>The ARNs of the users, groups and roles that hold it; empty when nobody does.</summary>
    public ImmutableArray<string> AttachedTo { get; init; } = [];

    /// <summary>
    /// The policy as JSON text, decoded. <see langword="null"/> for an AWS managed policy of which only the name is known.
    /// </summary>
    public Fact<string?> Document { get; init; }
}
