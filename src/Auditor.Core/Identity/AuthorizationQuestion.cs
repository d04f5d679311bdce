using System.Collections.Immutable;

namespace Auditor.Core.Identity;

/// <summary>Some requests of one caller, and the statements that can have a say in them.</summary>
/// <param name="Caller">Who signs them.</param>
/// <param name="Statements">Those of all policies that concern the action and the caller.</param>
/// <param name="Resources">What they are about: the caller picks.</param>
/// <param name="Facts">What is known of their condition keys.</param>
/// <param name="Origins">From where they come: the caller picks.</param>
internal sealed record AuthorizationQuestion(
    Caller Caller,
    ImmutableArray<JudgedStatement> Statements,
    AskedResources Resources,
    RequestFacts Facts,
    ImmutableArray<NetworkOrigin> Origins)
{
    /// <summary>Whether they are sent to a private domain name whose policy has to allow them.</summary>
    public bool HasDomainPolicy { get; init; }

    public static ImmutableArray<NetworkOrigin> FromInternet { get; } = [NetworkOrigin.InternetByIpv4, NetworkOrigin.InternetByIpv6];

    public static ImmutableArray<NetworkOrigin> ThroughEndpoint { get; } = [NetworkOrigin.VpcEndpoint];

    public static ImmutableArray<NetworkOrigin> FromAnywhere { get; } =
    [
        NetworkOrigin.InternetByIpv4,
        NetworkOrigin.InternetByIpv6,
        NetworkOrigin.VpcEndpoint,
    ];
}
