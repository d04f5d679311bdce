using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Observability;

/// <summary>Flags stages without an access log.</summary>
public sealed class StageWithoutAccessLog() : Rule<StageSubject>(new()
{
    Id = "AGW6001",
    Name = "stage-without-access-log",
    Title = "Nobody can see who called this stage",
    Category = Category.Observability,
    Severity = Severity.Medium,
    Needs = Needs.Exposure,
    Frameworks = ["CWE-778", "API8:2023", "APIGateway.9", "CIS-AWS-7.0 4.10"],
    RecordedAs = ["accessLogSettings"],
    Options = [Production],
})
{
    /// <summary>The stages that are production.</summary>
    public static RuleOption<ImmutableArray<string>> Production { get; } = ProductionStages.Option("on others the finding is low.");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(StageSubject subject, RuleContext context)
    {
        var (api, stage) = (subject.Api, subject.Stage);

        // A format without a destination goes nowhere.
        if (!string.IsNullOrEmpty(stage.AccessLog?.DestinationArn))
        {
            yield break;
        }

        var finding = Flag(
            subject,
            $"Stage {Quote.Of(stage.Name)} of API {Quote.Of(api.Name)} writes no access log: nobody can tell who called it, from where, or what they got.",
            new Evidence("accessLogSettings.destinationArn", "none"));
        yield return ProductionStages.Weigh(finding, context.Setting(Info, Production), stage.Name);
    }
}
