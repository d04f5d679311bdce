using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Reports.Tests.Examples;

internal sealed class OldTls() : Rule<DomainSubject>(new()
{
    Id = "TST2001",
    Name = "old-tls",
    Title = "The domain name accepts TLS 1.0",
    Category = Category.Transport,
    Severity = Severity.High,
    Frameworks = ["CWE-327"],
})
{
    protected override IEnumerable<Finding> Check(DomainSubject subject, RuleContext context)
    {
        if (subject.Domain.SecurityPolicy is "TLS_1_0")
        {
            yield return Flag(
                subject, $"Domain name {Quote.Of(subject.Domain.Name)} accepts TLS 1.0.", new Evidence("securityPolicy", "TLS_1_0"));
        }
    }
}
