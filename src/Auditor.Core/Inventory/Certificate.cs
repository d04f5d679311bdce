namespace Auditor.Core.Inventory;

/// <summary>A certificate that a custom domain name shows, as AWS Certificate Manager knows it.</summary>
public sealed record Certificate
{
    public required string Arn { get; init; }

    /// <summary>What ACM says of it; <see langword="null"/> when ACM has no such certificate.</summary>
    public Fact<CertificateDetails?> Details { get; init; }
}
