using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Transport;

/// <summary>Flags stages whose HTTP backends cannot tell API Gateway from anybody else.</summary>
public sealed class BackendCannotVerifyGateway() : Rule<StageSubject>(new()
{
    Id = "AGW2011",
    Name = "backend-cannot-verify-gateway",
    Title = "Backends cannot tell that it is API Gateway that calls",
    Category = Category.Transport,
    Severity = Severity.Low,
    // An integration is what the working copy says; a deployment's summary does not tell it.
    Confidence = Confidence.Medium,
    Needs = Needs.Routes,
    SeverityFollowsExposure = false,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-306", "API8:2023", "APIGateway.2"],
    RecordedAs = ["clientCertificateId"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(StageSubject subject, RuleContext context)
    {
        var (api, stage) = (subject.Api, subject.Stage);
        if (!string.IsNullOrEmpty(stage.ClientCertificateId) || TlsBackends.Behind(subject, context).Value is not { Length: > 0 } routes)
        {
            yield break;
        }

        yield return Flag(
            subject,
            $"Stage {Quote.Of(stage.Name)} of API {Quote.Of(api.Name)} shows the backends of {RouteNames.Of(routes)} no client certificate, so a stranger who finds their address can call them past the API and they cannot tell the difference.",
            new Evidence("clientCertificateId", "none"));
    }
}
