namespace Auditor.Core.Tests.Exposure;

/// <summary>One request with all that can be told of it.</summary>
/// <param name="Host">The name that it is sent to.</param>
/// <param name="Path">Its path, as it is sent.</param>
/// <param name="Ip">The public address that it comes from; null through a VPC endpoint.</param>
/// <param name="Vpce">The VPC endpoint; null from the internet.</param>
/// <param name="Principal">Who signs it; null for nobody.</param>
/// <param name="Organization">The organization of whoever signs it; null for none.</param>
/// <param name="Referer">The header of that name.</param>
/// <param name="Verify">The header that a web ACL compares with a secret.</param>
/// <param name="HasKey">Whether it sends an API key.</param>
/// <param name="HasCertificate">Whether it shows a client certificate.</param>
/// <param name="HasToken">Whether it sends what an authorizer accepts.</param>
internal sealed record TriedCall(
    string Host,
    string Path,
    string? Ip,
    string? Vpce,
    string? Principal,
    string? Organization,
    string? Referer,
    string? Verify,
    bool HasKey,
    bool HasCertificate,
    bool HasToken);
