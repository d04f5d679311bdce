namespace Auditor.Core.Inventory;

/// <summary>What <c>acm:DescribeCertificate</c> answers.</summary>
public sealed record CertificateDetails
{
    /// <summary><c>ISSUED</c>, <c>EXPIRED</c>, <c>REVOKED</c>, <c>PENDING_VALIDATION</c>, ...</summary>
    public string? Status { get; init; }

    /// <summary><c>AMAZON_ISSUED</c>, <c>IMPORTED</c> or <c>PRIVATE</c>.</summary>
    public string? Type { get; init; }

    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary><c>ELIGIBLE</c> or <c>INELIGIBLE</c>: whether ACM renews it by itself.</summary>
    public string? RenewalEligibility { get; init; }

    /// <summary>
    /// <c>PENDING_AUTO_RENEWAL</c>, <c>PENDING_VALIDATION</c>, <c>SUCCESS</c>, <c>FAILED</c>; <see langword="null"/> when no renewal was
    /// begun.
    /// </summary>
    public string? RenewalStatus { get; init; }

    public string? KeyAlgorithm { get; init; }
}
