using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Reports.Tests.Examples;

internal sealed class WidePolicy() : Rule<IdentityPolicySubject>(new()
{
    Id = "TST5001",
    Name = "wide-policy",
    Title = "A policy may change every API",
    Category = Category.Policies,
    Severity = Severity.Critical,
})
{
    protected override IEnumerable<Finding> Check(IdentityPolicySubject subject, RuleContext context)
    {
        if (subject.Policy.Document.Value?.Contains("apigateway:*", StringComparison.Ordinal) is true)
        {
            yield return Flag(
                subject,
                $"Policy {Quote.Of(subject.Policy.Name)} lets its holders change every API.",
                new Evidence("policy", subject.Policy.Document.Value));
        }
    }
}
