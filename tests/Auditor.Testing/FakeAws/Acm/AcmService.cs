using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.Acm;

/// <summary>ACM: certificates of domains (aws-facts.md A.1, A.5).</summary>
internal sealed class AcmService : JsonRpcService
{
    public override string SigningName => "acm";

    protected override string TargetPrefix => "CertificateManager";

    protected override string ActionPrefix => "acm";

    protected override ImmutableDictionary<string, Func<FakeRequest, JsonObject, JsonObject>> Operations { get; } =
        new Dictionary<string, Func<FakeRequest, JsonObject, JsonObject>>(StringComparer.Ordinal)
        {
            ["DescribeCertificate"] = DescribeCertificate,
        }.ToImmutableDictionary(StringComparer.Ordinal);

    protected override string Resource(JsonObject input) => input["CertificateArn"]?.ToString() ?? "*";

    private static JsonObject DescribeCertificate(FakeRequest request, JsonObject input)
    {
        var arn = input.Text("CertificateArn");
        var certificate = request.Region.Certificates.FirstOrDefault(certificate => Arn(request, certificate) == arn)
            ?? throw new FakeAwsException(400, "ResourceNotFoundException", $"Could not find certificate {arn}.");
        return Wire.Object(("Certificate", Wire.Object(
            ("CertificateArn", arn),
            ("DomainName", certificate.DomainName),
            ("Status", certificate.Status),
            ("Type", certificate.Type),
            ("KeyAlgorithm", certificate.KeyAlgorithm),
            ("NotAfter", Wire.Epoch(certificate.NotAfter)),
            ("InUseBy", Wire.Array(certificate.InUseBy)),
            ("RenewalEligibility", certificate.RenewalEligibility),
            ("RenewalSummary", certificate.RenewalStatus is { } status
                ? Wire.Object(
                    ("RenewalStatus", status),
                    ("DomainValidationOptions", Wire.Array()),
                    ("UpdatedAt", Wire.Epoch(certificate.NotAfter.AddDays(-60))))
                : null))));
    }

    private static string Arn(FakeRequest request, FakeCertificate certificate) =>
        certificate.Arn(request.Region.Name, request.Account.Id, request.Partition);
}
