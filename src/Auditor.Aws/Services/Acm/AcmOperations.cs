using Auditor.Aws.Operations;
using Auditor.Aws.Services.Acm.Wire;

namespace Auditor.Aws.Services.Acm;

/// <summary>Reads of ACM: the certificates of custom domain names.</summary>
internal static class AcmOperations
{
    // Of the 10/s that it gives this read.
    public static Service Service { get; } = new(
        "ACM",
        "acm",
        "acm",
        WireProtocol.Json11,
        "2015-12-08")
    { TargetPrefix = "CertificateManager", HasPlainFipsNameInGovCloud = true, RequestsPerSecond = 5 };

    public static Operation<CertificateAnswer> DescribeCertificate { get; } = new(
        Service, "DescribeCertificate", AcmJson.Default.CertificateAnswer)
    {
        Action = "acm:DescribeCertificate",
        Resource = "*",
        Feeds = "When the certificates of custom domain names expire, and whether they renew themselves.",
        Cost = "1 for each distinct certificate of custom domain names, in the certificate's Region (us-east-1 for edge-optimised names)",
        Lost = "When it expires.",
    };

    public static ImmutableArray<Operation> All { get; } = [DescribeCertificate];
}
