using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Transport;

/// <summary>Flags domain names whose truststore API Gateway warns about.</summary>
public sealed class TruststoreWarning() : Rule<DomainSubject>(new()
{
    Id = "AGW2012",
    Name = "truststore-warning",
    Title = "API Gateway warns about the truststore",
    Category = Category.Transport,
    Severity = Severity.Medium,
    Needs = Needs.Domains,
    Frameworks = ["CWE-295", "API8:2023"],
    RecordedAs = ["mutualTlsAuthentication"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(DomainSubject subject, RuleContext context)
    {
        if (subject.Domain.MutualTls is not { TruststoreWarnings: [var first, ..] } mutualTls)
        {
            yield break;
        }

        yield return Flag(
            subject,
            $"API Gateway warns about the truststore with which domain name {Quote.Of(subject.Domain.Name)} checks client certificates, "
                + $"so some of its callers may be turned away: "
                    + $"{Quote.Of(first)}{(mutualTls.TruststoreWarnings.Length == 1 ? "" : $" and {mutualTls.TruststoreWarnings.Length - 1} more")}.",
            [new("truststoreUri", mutualTls.TruststoreUri ?? "none"), .. mutualTls.TruststoreWarnings.Select(warning => new Evidence("truststoreWarnings", warning))]);
    }
}
