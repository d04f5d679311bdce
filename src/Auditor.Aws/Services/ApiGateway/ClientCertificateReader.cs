using Auditor.Aws.Reading;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Services.ApiGateway;

/// <summary>Reads the certificates that stages show to backends. What is in them is dropped.</summary>
internal sealed class ClientCertificateReader(RegionReader region)
{
    public Task<Fact<ImmutableArray<ClientCertificate>>> ReadAsync(CancellationToken cancellationToken) => region.Gaps.TryAsync(
        async () =>
        {
            var certificates = await region.ListAsync(RestApiOperations.GetClientCertificates, [], cancellationToken).ConfigureAwait(false);
            return ImmutableArray.CreateRange(certificates.Where(certificate => certificate.ClientCertificateId is { Length: > 0 })
                .Select(certificate => new ClientCertificate
                {
                    Id = certificate.ClientCertificateId ?? "",
                    CreatedAt = certificate.CreatedDate,
                    ExpiresAt = certificate.ExpirationDate,
                    Description = AnswerTexts.Given(certificate.Description),
                    Tags = AnswerTexts.Tags(certificate.Tags),
                })
                .DistinctBy(certificate => certificate.Id, StringComparer.Ordinal)
                .OrderBy(certificate => certificate.Id, StringComparer.Ordinal));
        },
        region.Arn("/clientcertificates"),
        "When the certificates expire that stages show to backends.");
}
