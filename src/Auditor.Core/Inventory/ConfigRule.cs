using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>A rule of AWS Config.</summary>
public sealed record ConfigRule
{
    public required string Name { get; init; }

    /// <summary><c>API_GW_ASSOCIATED_WITH_WAF</c> and the like for AWS's own rules; a function's ARN or nothing for others.</summary>
    public string? SourceIdentifier { get; init; }

    /// <summary>The resource types that it looks at; empty when it does not say (AWS's own rules say by their identifier).</summary>
    public ImmutableArray<string> ResourceTypes { get; init; } = [];

    /// <summary>Whether it is <c>ACTIVE</c>.</summary>
    public bool IsActive { get; init; }
}
