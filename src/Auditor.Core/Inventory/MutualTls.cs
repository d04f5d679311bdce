using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>Callers must show a certificate that the truststore knows.</summary>
public sealed record MutualTls
{
    public string? TruststoreUri { get; init; }

    public string? TruststoreVersion { get; init; }

    public ImmutableArray<string> TruststoreWarnings { get; init; } = [];
}
