using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags APIs that nobody can call because they have no stage.</summary>
public sealed class ApiWithoutStage() : Rule<ApiSubject>(new()
{
    Id = "AGW7003",
    Name = "api-without-stage",
    Title = "The API has no stage",
    Category = Category.Hygiene,
    Severity = Severity.Low,
    SeverityFollowsExposure = false,
    Frameworks = ["API9:2023"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        if (subject.Api.Stages.Value is [])
        {
            yield return Flag(
                subject,
                $"API {Quote.Of(subject.Api.Name)} has no stage, so nobody can call it: whoever deploys it by mistake publishes whatever "
                    + $"was left in it.",
                new Evidence("stages", "none"));
        }
    }
}
