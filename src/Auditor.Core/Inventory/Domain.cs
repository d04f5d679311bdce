using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>A custom domain name.</summary>
public sealed record Domain
{
    public required string Name { get; init; }

    /// <summary>Set for private domain names, whose name alone is not unique.</summary>
    public string? DomainNameId { get; init; }

    public Fact<EndpointType> EndpointType { get; init; }

    public string? IpAddressType { get; init; }

    /// <summary>TLS policy as AWS names it; <see langword="null"/> when the answer has none.</summary>
    public string? SecurityPolicy { get; init; }

    public string? EndpointAccessMode { get; init; }

    /// <summary>Mutual TLS; <see langword="null"/> when callers need no certificate.</summary>
    public MutualTls? MutualTls { get; init; }

    public string? CertificateArn { get; init; }

    /// <summary>Who may call through a private domain name.</summary>
    public string? Policy { get; init; }

    /// <summary>
    /// <c>BASE_PATH_MAPPING_ONLY</c>, <c>API_MAPPING_ONLY</c>, <c>ROUTING_RULE_ONLY</c>, ...; <see langword="null"/> = mappings.
    /// </summary>
    public string? RoutingMode { get; init; }

    public string? Status { get; init; }

    /// <summary>The routing rules; empty where <see cref="RoutingMode"/> uses none.</summary>
    public Fact<ImmutableArray<RoutingRule>> RoutingRules { get; init; } = ImmutableArray<RoutingRule>.Empty;

    public Fact<ImmutableArray<ApiMapping>> Mappings { get; init; }

    /// <summary>
    /// Why it is not described in the template that was checked; <see langword="null"/> where it is, or where it was scanned.
    /// </summary>
    public string? NotInTemplate { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;
}
