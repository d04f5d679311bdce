using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Rules.Transport;

/// <summary>What a security policy of API Gateway accepts (Security policies for REST APIs in API Gateway).</summary>
/// <param name="Name">As AWS names it.</param>
/// <param name="Oldest">The oldest version of TLS that it accepts.</param>
/// <param name="ForwardSecrecyOnly">Whether what was recorded stays unreadable when a key is lost later.</param>
internal sealed record TlsPolicy(string Name, Version Oldest, bool ForwardSecrecyOnly)
{
    private static readonly Version Tls10 = new(1, 0);
    private static readonly Version Tls12 = new(1, 2);
    private static readonly Version Tls13 = new(1, 3);

    /// <summary>The names that API Gateway knows, of its model; those that end in EDGE are for edge-optimized endpoints.</summary>
    public static ImmutableArray<string> Names { get; } =
    [
        "TLS_1_0",
        "TLS_1_2",
        "SecurityPolicy_TLS13_1_3_2025_09",
        "SecurityPolicy_TLS13_1_3_FIPS_2025_09",
        "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
        "SecurityPolicy_TLS13_1_2_FIPS_PQ_2025_09",
        "SecurityPolicy_TLS13_1_2_FIPS_PFS_PQ_2025_09",
        "SecurityPolicy_TLS13_1_2_PQ_2025_09",
        "SecurityPolicy_TLS13_1_2_2021_06",
        "SecurityPolicy_TLS13_2025_EDGE",
        "SecurityPolicy_TLS12_PFS_2025_EDGE",
        "SecurityPolicy_TLS12_2018_EDGE",
    ];

    /// <summary>The policy of a name; unknown when the name is.</summary>
    public static Fact<TlsPolicy> Of(string name) => name switch
    {
        // It accepts 1.1, 1.2 and 1.3 as well.
        "TLS_1_0" => new TlsPolicy(name, Tls10, ForwardSecrecyOnly: false),
        "TLS_1_2" => new TlsPolicy(name, Tls12, ForwardSecrecyOnly: false),
        "SecurityPolicy_TLS13_2025_EDGE" => new TlsPolicy(name, Tls13, ForwardSecrecyOnly: true),
        // The first number is the newest version, the second the oldest. TLS 1.3 has nothing but forward secrecy.
        _ when name.StartsWith("SecurityPolicy_TLS13_1_3_", StringComparison.Ordinal) =>
            new TlsPolicy(name, Tls13, ForwardSecrecyOnly: true),
        _ when name.StartsWith("SecurityPolicy_", StringComparison.Ordinal) =>
            new TlsPolicy(name, Tls12, name.Contains("_PFS_", StringComparison.Ordinal)),
        _ => new Unknown($"Security policy {Quote.Of(name)} is not one that this version knows."),
    };

    /// <summary>Whether it accepts versions of TLS that have been withdrawn (RFC 8996).</summary>
    public bool AcceptsOldVersions => Oldest < Tls12;

    /// <summary>Whether it accepts what another policy refuses.</summary>
    public bool IsWeakerThan(TlsPolicy other) => Oldest < other.Oldest || (other.ForwardSecrecyOnly && !ForwardSecrecyOnly);

    /// <summary>Whether it is one of those with long names, which also ask for an endpoint access mode.</summary>
    public static bool IsEnhanced(string? name) => name?.StartsWith("SecurityPolicy_", StringComparison.Ordinal) is true;
}
