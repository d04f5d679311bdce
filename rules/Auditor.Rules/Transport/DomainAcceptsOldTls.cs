using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Rules.Transport;

/// <summary>Flags custom domain names that accept TLS 1.0 and 1.1.</summary>
public sealed class DomainAcceptsOldTls() : Rule<DomainSubject>(new()
{
    Id = "AGW2004",
    Name = "domain-accepts-old-tls",
    Title = "The domain name accepts TLS 1.0",
    Category = Category.Transport,
    Severity = Severity.High,
    Needs = Needs.Domains,
    Frameworks =
    [
        "CWE-326", "API8:2023", "APIGateway.11",
        "NIST.800-53.r5 SC-7(4)", "NIST.800-53.r5 SC-8", "NIST.800-53.r5 SC-8(1)", "NIST.800-53.r5 SC-8(2)",
        "NIST.800-53.r5 SC-13", "NIST.800-53.r5 SC-23", "NIST.800-53.r5 SC-23(3)",
    ],
    RecordedAs = ["securityPolicy"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(DomainSubject subject, RuleContext context)
    {
        var domain = subject.Domain;
        switch (domain.SecurityPolicy)
        {
            case "TLS_1_0":
                yield return Flag(
                    subject,
                    $"Domain name {Quote.Of(domain.Name)} accepts TLS 1.0 and 1.1, so someone between a caller and API Gateway can attack the old protocol to read or change requests.",
                    new Evidence("securityPolicy", "TLS_1_0"));
                break;

            // Every policy with the long names starts at TLS 1.2.
            case "TLS_1_2":
            case { } policy when policy.StartsWith("SecurityPolicy_", StringComparison.Ordinal):
                break;

            // API Gateway fixes private domain names at TLS 1.2.
            case null when domain.EndpointType.Value is EndpointType.Private:
                break;

            case null:
                throw new UnknownFactException(new("API Gateway's answer names no security policy for this domain name."));

            default:
                throw new UnknownFactException(new($"Security policy {Quote.Of(domain.SecurityPolicy)} is not one that this version knows."));
        }
    }
}
