using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Auditor.Core.Inventory;

/// <summary>A configuration recorder.</summary>
public sealed record ConfigRecorder
{
    public required string Name { get; init; }

    /// <summary>The service that owns it; <see langword="null"/> for the customer's own.</summary>
    public string? ServicePrincipal { get; init; }

    /// <summary>Whether it is the customer's: what an AWS service records for itself, nobody else can look at.</summary>
    [JsonIgnore]
    public bool IsOwn => string.IsNullOrEmpty(ServicePrincipal);

    public bool Recording { get; init; }

    /// <summary><c>Success</c>, <c>Pending</c>, <c>Failure</c>.</summary>
    public string? LastStatus { get; init; }

    public bool AllSupported { get; init; }

    /// <summary><c>ALL_SUPPORTED_RESOURCE_TYPES</c>, <c>INCLUSION_BY_RESOURCE_TYPES</c>, <c>EXCLUSION_BY_RESOURCE_TYPES</c>.</summary>
    public string? Strategy { get; init; }

    public ImmutableArray<string> ResourceTypes { get; init; } = [];

    public ImmutableArray<string> ExcludedResourceTypes { get; init; } = [];

    /// <summary>
    /// Whether it is set to record things of a type. The strategy, where there is one, says more than the flag that older recorders have.
    /// </summary>
    public bool Covers(string resourceType) => Strategy switch
    {
        "ALL_SUPPORTED_RESOURCE_TYPES" => true,
        "INCLUSION_BY_RESOURCE_TYPES" => ResourceTypes.Contains(resourceType, StringComparer.Ordinal),
        "EXCLUSION_BY_RESOURCE_TYPES" => !ExcludedResourceTypes.Contains(resourceType, StringComparer.Ordinal),
        _ => AllSupported || ResourceTypes.Contains(resourceType, StringComparer.Ordinal),
    };
}
