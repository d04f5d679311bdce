namespace Auditor.Core.Inventory;

/// <summary>A service control policy or resource control policy.</summary>
public sealed record OrganizationPolicy
{
    /// <summary><c>p-a1b2c3d4</c>.</summary>
    public required string Id { get; init; }

    public required string Name { get; init; }

    /// <summary>The policy as JSON text.</summary>
    public Fact<string> Document { get; init; }
}
