using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Reports.Tests.Examples;

internal sealed class NoAccessLog() : Rule<StageSubject>(new()
{
    Id = "TST6001",
    Name = "no-access-log",
    Title = "Nobody writes down who calls this stage",
    Category = Category.Observability,
    Severity = Severity.Medium,
    Frameworks = ["CWE-778"],
})
{
    protected override IEnumerable<Finding> Check(StageSubject subject, RuleContext context)
    {
        if (subject.Stage.AccessLog is null)
        {
            yield return Flag(
                subject,
                $"Stage {Quote.Of(subject.Stage.Name)} of API {Quote.Of(subject.Api.Name)} writes no access log.",
                new Evidence("accessLogSettings", "not set"));
        }
    }
}
