using System.Globalization;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Transport;

/// <summary>Flags stages whose client certificate runs out.</summary>
public sealed class ClientCertificateExpiring() : StageRule(new()
{
    Id = "AGW2010",
    Name = "client-certificate-expiring",
    Title = "The certificate that backends know the API by runs out",
    Category = Category.Transport,
    Severity = Severity.Medium,
    // Where a deployment was not exported, the integration is the working copy's.
    Confidence = Confidence.Medium,
    Needs = Needs.Routes | Needs.ClientCertificates,
    SeverityFollowsExposure = false,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-324", "API8:2023"],
    RecordedAs = ["clientCertificateId"],
})
{
    private const int WarningDays = 30;

    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);
        if (string.IsNullOrEmpty(stage.ClientCertificateId))
        {
            yield break;
        }

        var certificate = scope.ClientCertificates.Value.FirstOrDefault(certificate => certificate.Id == stage.ClientCertificateId)
            ?? throw new UnknownFactException(new(
                $"Client certificate {Quote.Of(stage.ClientCertificateId)} is not in API Gateway's list."));
        var end = certificate.ExpiresAt
            ?? throw new UnknownFactException(new(
                $"API Gateway's answer does not say when client certificate {Quote.Of(certificate.Id)} expires."));
        if (end - context.Now > TimeSpan.FromDays(WarningDays))
        {
            yield break;
        }

        // A stage that calls only Lambda functions shows it to nobody.
        if (TlsBackends.Behind(subject, context).Value is not { Length: > 0 } routes)
        {
            yield break;
        }

        var when = end <= context.Now ? "has expired" : FormattableString.Invariant($"expires within {WarningDays} days");
        yield return new(stages =>
            $"Client certificate {Quote.Of(certificate.Id)} of {stages.NameInSentence} of API {Quote.Of(api.Name)} {when}: backends that "
                + $"check it turn requests to "
            + $"{RouteNames.Of(stages.Items)} away, or take them from anybody once somebody has switched the check off.")
        {
            Key = certificate.Id,
            Items = routes,
            Evidence =
            [
                new("clientCertificateId", certificate.Id),
                new("expires", end.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ],
        };
    }
}
