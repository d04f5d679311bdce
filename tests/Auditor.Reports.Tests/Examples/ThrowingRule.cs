using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Reports.Tests.Examples;

internal sealed class ThrowingRule(string message) : Rule<ApiSubject>(new()
{
    Id = "TST9001",
    Name = "throwing-rule",
    Title = "A rule that is broken",
    Category = Category.Other,
    Severity = Severity.Low,
})
{
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context) => throw new InvalidOperationException(message);
}
