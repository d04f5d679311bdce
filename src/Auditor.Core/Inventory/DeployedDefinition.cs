using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>What a deployment holds besides the summary of its methods, as its export tells.</summary>
public sealed record DeployedDefinition
{
    /// <summary>The methods with their integrations and authorizers.</summary>
    public required ImmutableArray<Route> Routes { get; init; }

    /// <summary>The authorizers that methods use. One that the working copy also has by that name has its id; others are called by their names.</summary>
    public required ImmutableArray<Authorizer> Authorizers { get; init; }

    /// <summary>The resource policy as JSON text; <see langword="null"/> when the export has none.</summary>
    public string? ResourcePolicy { get; init; }
}
