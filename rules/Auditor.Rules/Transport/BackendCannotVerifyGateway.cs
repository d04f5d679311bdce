using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Transport;

/// <summary>Flags stages whose HTTP backends cannot tell API Gateway from anybody else.</summary>
public sealed class BackendCannotVerifyGateway() : StageRule(new()
{
    Id = "AGW2011",
    Name = "backend-cannot-verify-gateway",
    Title = "Backends cannot tell that it is API Gateway that calls",
    Category = Category.Transport,
    Severity = Severity.Low,
    // Where a deployment was not exported, the integration is the working copy's.
    Confidence = Confidence.Medium,
    Needs = Needs.Routes,
    SeverityFollowsExposure = false,
    AppliesTo = [ApiKind.Rest],
    Frameworks = ["CWE-306", "API8:2023", "APIGateway.2"],
    RecordedAs = ["clientCertificateId"],
})
{
    // Endpoints that AWS runs: their TLS asks no client for a certificate, and signatures or policies of their own keep strangers out.
    private static readonly ImmutableArray<string> AsksForNoCertificate =
    [
        ".amazonaws.com",
        ".amazonaws.com.cn",
        ".on.aws",
        ".awsapprunner.com",
    ];

    // A load balancer is the customer's own, and can ask for one.
    private const string LoadBalancers = ".elb.";

    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (api, stage) = (subject.Api, subject.Stage);
        if (!string.IsNullOrEmpty(stage.ClientCertificateId)
            || TlsBackends.Behind(subject, context, CanBeToldApart).Value is not { Length: > 0 } routes)
        {
            yield break;
        }

        yield return new(stages =>
            $"{stages.Name} of API {Quote.Of(api.Name)} {stages.Form("shows", "show")} the backends of {RouteNames.Of(stages.Items)} no "
                + $"client certificate, "
            + "so a stranger who finds their address can call them past the API and they cannot tell the difference.")
        {
            Items = routes,
            Evidence = [new("clientCertificateId", "none")],
        };
    }

    // Behind a VPC link no stranger finds an address to call.
    private static bool CanBeToldApart(Integration integration, string url) =>
        !integration.ThroughVpcLink
        && (!Uri.TryCreate(url, UriKind.Absolute, out var address)
            || address.Host.Contains(LoadBalancers, StringComparison.OrdinalIgnoreCase)
            || !AsksForNoCertificate.Any(suffix => address.Host.EndsWith(suffix, StringComparison.OrdinalIgnoreCase)));
}
