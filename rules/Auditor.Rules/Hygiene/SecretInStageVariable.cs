using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags stage variables that hold what looks like a secret.</summary>
public sealed class SecretInStageVariable() : Rule<StageSubject>(new()
{
    Id = "AGW7010",
    Name = "secret-in-stage-variable",
    Title = "A stage variable holds a secret",
    Category = Category.Hygiene,
    Severity = Severity.High,
    // The collector judges by name and shape.
    Confidence = Confidence.Medium,
    SeverityFollowsExposure = false,
    Frameworks = ["CWE-312", "API8:2023"],
    RecordedAs = ["variables", "stageVariables"],
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(StageSubject subject, RuleContext context)
    {
        var (api, stage) = (subject.Api, subject.Stage);
        ImmutableArray<string> names = [.. stage.Variables.Where(variable => variable.Redacted).Select(variable => variable.Name).Order(StringComparer.Ordinal)];
        if (names is [])
        {
            yield break;
        }

        yield return Flag(
            subject,
            $"Stage {Quote.Of(stage.Name)} of API {Quote.Of(api.Name)} keeps what looks like a secret in {(names.Length == 1 ? "variable" : "variables")} {Quote.List(names)}, where everyone who may read the API's configuration reads it too.",
            [.. names.Select(name => new Evidence("stage variable", $"{name} (value not stored)"))]);
    }
}
