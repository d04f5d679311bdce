using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A custom domain name; v1 and v2 see the same one.</summary>
public sealed record FakeDomain(string Name)
{
    public string EndpointType { get; init; } = "REGIONAL";

    public string IpAddressType { get; init; } = "ipv4";

    public string SecurityPolicy { get; init; } = "TLS_1_2";

    public string? EndpointAccessMode { get; init; }

    public string Status { get; init; } = "AVAILABLE";

    public string? CertificateArn { get; init; }

    public string? RoutingMode { get; init; } = "BASE_PATH_MAPPING_ONLY";

    public string? TruststoreUri { get; init; }

    public string? TruststoreVersion { get; init; }

    public ImmutableArray<string> TruststoreWarnings { get; init; } = [];

    public string? OwnershipVerificationCertificateArn { get; init; }

    /// <summary>Only a private domain has one; as its author wrote it.</summary>
    public string? Policy { get; init; }

    public string? ManagementPolicy { get; init; }

    /// <summary>Only a private domain has one.</summary>
    public string? DomainNameId { get; init; }

    public ImmutableDictionary<string, string> Tags { get; init; } = [];

    public ImmutableArray<FakeMapping> Mappings { get; init; } = [];

    public ImmutableArray<FakeRoutingRule> RoutingRules { get; init; } = [];
}
