namespace Auditor.Core.Identity;

/// <summary>From where requests come; on that hangs which network keys they carry.</summary>
internal enum NetworkOrigin
{
    /// <summary>From the internet, by IPv4.</summary>
    InternetByIpv4,

    /// <summary>From the internet, by IPv6.</summary>
    InternetByIpv6,

    /// <summary>Through a VPC endpoint.</summary>
    VpcEndpoint,

    /// <summary>As the facts tell; what they do not tell is open.</summary>
    AsTold,
}
