using Auditor.Aws.Reading;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Services.Acm;

/// <summary>
/// Reads the certificates of custom domain names, one call for each distinct one where it is kept: those of edge-optimised names in
/// us-east-1.
/// </summary>
internal sealed class CertificateReader(RegionReader region)
{
    public async Task<ImmutableArray<Certificate>> ReadAsync(IEnumerable<Domain> domains, CancellationToken cancellationToken)
    {
        var arns = domains.Select(domain => ArnParts.Of(domain.CertificateArn))
            .OfType<ArnParts>()
            .DistinctBy(arn => arn.Text, StringComparer.Ordinal)
            .OrderBy(arn => arn.Text, StringComparer.Ordinal);
        return [.. await Task.WhenAll(arns.Select(async arn => new Certificate { Arn = arn.Text, Details = await DetailsAsync(arn, cancellationToken).ConfigureAwait(false) })).ConfigureAwait(false)];
    }

    private async Task<Fact<CertificateDetails?>> DetailsAsync(ArnParts arn, CancellationToken cancellationToken)
    {
        // A certificate that was uploaded to IAM has an ARN of IAM's.
        if (arn.Service is not "acm")
        {
            return new Unknown("It was uploaded to IAM, and AWS Certificate Manager does not know it: 'aws iam get-server-certificate' "
                + "tells when it expires.")
            {
                Operation = AcmOperations.DescribeCertificate.Id,
                Code = "IamCertificate",
            };
        }

        if (arn.Account != region.Account.Id)
        {
            return OtherAccount.Of("certificate", arn.Account, AcmOperations.DescribeCertificate);
        }

        var answer = await region.Gaps.TryAsync(
            () =>
                Absence.NullWhenGoneAsync(
                    () =>
                        region.CallInAsync(
                            arn.Region, AcmOperations.DescribeCertificate, new() { ["CertificateArn"] = arn.Text }, cancellationToken),
                    Absence.ResourceNotFound),
            arn.Text,
            "When the certificate expires.").ConfigureAwait(false);
        if (answer.Unknown is { } reason)
        {
            return reason;
        }

        return answer.Value switch
        {
            null => (CertificateDetails?)null,
            { Certificate: { } certificate } => new CertificateDetails
            {
                Status = certificate.Status,
                Type = certificate.Type,
                ExpiresAt = certificate.NotAfter,
                RenewalEligibility = certificate.RenewalEligibility,
                RenewalStatus = certificate.RenewalSummary?.RenewalStatus,
                KeyAlgorithm = certificate.KeyAlgorithm,
            },
            _ =>
                region.Gaps.Add(
                    AcmOperations.DescribeCertificate.Id,
                    "MissingMember",
                    $"The answer of {AcmOperations.DescribeCertificate} has no certificate.",
                    arn.Text,
                    "When the certificate expires."),
        };
    }
}
