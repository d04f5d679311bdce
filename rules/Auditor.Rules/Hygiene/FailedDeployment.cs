using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags stages whose last automatic deployment failed.</summary>
public sealed class FailedDeployment() : StageRule(new()
{
    Id = "AGW7005",
    Name = "failed-deployment",
    Title = "The last change did not go live",
    Category = Category.Hygiene,
    Severity = Severity.Medium,
    AppliesTo = [ApiKind.Http, ApiKind.WebSocket],
    Frameworks = ["API8:2023"],
    RecordedAs = ["lastDeploymentStatusMessage"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (api, stage) = (subject.Api, subject.Stage);
        if (!stage.AutoDeploy
            || stage.LastDeploymentStatusMessage is not { Length: > 0 } status
            || status.StartsWith("Success", StringComparison.OrdinalIgnoreCase))
        {
            yield break;
        }

        if (!status.Contains("fail", StringComparison.OrdinalIgnoreCase))
        {
            throw new UnknownFactException(new(
                $"What API Gateway says of the last deployment is not known to this version: {Quote.Of(status)}."));
        }

        yield return new(stages =>
            $"The last automatic deployment of {stages.NameInSentence} of API {Quote.Of(api.Name)} failed, so callers still meet the "
                + $"state before it, whatever has been repaired since.")
        {
            Evidence = [new("lastDeploymentStatusMessage", status)],
        };
    }
}
