using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Reports.Tests.Examples;

/// <summary>Finds something else wrong with every stage, so that each is a finding of its own although all are about one API.</summary>
internal sealed class StageByStage() : StageRule(new()
{
    Id = "TST6002",
    Name = "stage-by-stage",
    Title = "Every stage has a fault of its own",
    Category = Category.Observability,
    Severity = Severity.Low,
    Frameworks = ["CWE-778"],
})
{
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context) =>
        [new(stages => $"Stage {Quote.Of(subject.Stage.Name)} has fault {Quote.Of(subject.Stage.Name)}.") { Key = subject.Stage.Name }];
}
