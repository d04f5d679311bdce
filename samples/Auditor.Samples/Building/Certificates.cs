namespace Auditor.Samples.Building;

/// <summary>Certificates, as they are where somebody looks after them.</summary>
internal static class Certificates
{
    /// <summary>One for each of some domain names, made by ACM, which renews them in time.</summary>
    public static ImmutableArray<Certificate> RenewedFor(IEnumerable<Domain> domains) =>
    [
        .. domains.Select(domain => domain.CertificateArn).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(arn => new Certificate
        {
            Arn = arn,
            Details = new CertificateDetails
            {
                Status = "ISSUED",
                Type = "AMAZON_ISSUED",
                ExpiresAt = Day.Of("2027-04-02"),
                RenewalEligibility = "ELIGIBLE",
                KeyAlgorithm = "RSA-2048",
            },
        }),
    ];
}
