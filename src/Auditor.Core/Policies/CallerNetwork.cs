using System.Collections.Immutable;

namespace Auditor.Core.Policies;

/// <summary>Where a class of callers comes from; it decides which network keys their requests carry.</summary>
/// <remarks>
/// From the internet: aws:SourceIp. Through an endpoint: aws:SourceVpce, aws:SourceVpc, aws:VpcSourceIp, and no aws:SourceIp.
/// </remarks>
public sealed class CallerNetwork : IEquatable<CallerNetwork>
{
    private CallerNetwork(CallerNetworkKind kind, AddressSet addresses, ImmutableArray<VpcEndpoint> endpoints)
    {
        Kind = kind;
        Addresses = addresses;
        Endpoints = endpoints;
    }

    /// <summary>From any public address.</summary>
    public static CallerNetwork Internet { get; } = new(CallerNetworkKind.Internet, AddressSet.PublicInternet, []);

    /// <summary>Through any VPC endpoint whatever, own or foreign.</summary>
    public static CallerNetwork AnyEndpoint { get; } = EndpointsOtherThan([]);

    public CallerNetworkKind Kind { get; }

    /// <summary>The addresses that the callers can have.</summary>
    public AddressSet Addresses { get; }

    /// <summary>The endpoints that are meant, or for <see cref="CallerNetworkKind.OtherEndpoints"/> those that are not.</summary>
    public ImmutableArray<VpcEndpoint> Endpoints { get; }

    /// <summary>From these public addresses only.</summary>
    public static CallerNetwork InternetFrom(AddressSet addresses) =>
        new(CallerNetworkKind.Internet, addresses.Intersect(AddressSet.PublicInternet), []);

    /// <summary>Through these endpoints.</summary>
    public static CallerNetwork EndpointsOf(ImmutableArray<VpcEndpoint> endpoints) =>
        new(CallerNetworkKind.ListedEndpoints, AddressSet.Everything, endpoints);

    /// <summary>Through any endpoint of anyone, except these.</summary>
    public static CallerNetwork EndpointsOtherThan(ImmutableArray<VpcEndpoint> own) =>
        new(CallerNetworkKind.OtherEndpoints, AddressSet.Everything, own);

    public bool Equals(CallerNetwork? other) =>
        other is not null
            && Kind == other.Kind
            && Addresses.Equals(other.Addresses)
            && Endpoints.AsSpan().SequenceEqual(other.Endpoints.AsSpan());

    public override bool Equals(object? obj) => Equals(obj as CallerNetwork);

    public override int GetHashCode() => Endpoints.Aggregate(HashCode.Combine(Kind, Addresses), HashCode.Combine);
}
