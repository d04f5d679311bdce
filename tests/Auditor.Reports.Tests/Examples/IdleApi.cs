using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Reports.Tests.Examples;

internal sealed class IdleApi() : Rule<ApiSubject>(new()
{
    Id = "TST7001",
    Name = "idle-api",
    Title = "Nobody calls this API",
    Category = Category.Hygiene,
    Severity = Severity.Medium,
})
{
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        if (!subject.Api.Usage.Value.AnyRequest)
        {
            yield return Flag(subject, $"API {Quote.Of(subject.Api.Name)} had no request in {subject.Api.Usage.Value.WindowDays} days.");
        }
    }
}
