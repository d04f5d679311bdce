using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>A way from API Gateway into a VPC.</summary>
public sealed record VpcLink
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>Whether it is one for HTTP APIs (v2, into subnets) and not one for REST APIs (v1, to load balancers).</summary>
    public bool IsV2 { get; init; }

    /// <summary><c>AVAILABLE</c>, <c>PENDING</c>, <c>DELETING</c>, <c>FAILED</c>; v2 also <c>INACTIVE</c>.</summary>
    public string? Status { get; init; }

    public string? StatusMessage { get; init; }

    /// <summary>The load balancers (v1).</summary>
    public ImmutableArray<string> TargetArns { get; init; } = [];

    /// <summary>What somebody wrote about it.</summary>
    public string? Description { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
