using System.Collections.Immutable;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Observability;

/// <summary>Flags stages without an access log.</summary>
public sealed class StageWithoutAccessLog() : StageRule(new()
{
    Id = "AGW6001",
    Name = "stage-without-access-log",
    Title = "Nobody can see who called this stage",
    Category = Category.Observability,
    Severity = Severity.Medium,
    Needs = Needs.Exposure,
    Frameworks = ["CWE-778", "API8:2023", "APIGateway.9", "CIS-AWS-7.0 4.10"],
    RecordedAs = ["accessLogSettings"],
    WrittenAs = "stage:AccessLogSetting|stage:AccessLogSettings",
    Options = [Production],
})
{
    /// <summary>The stages that are production.</summary>
    public static RuleOption<ImmutableArray<string>> Production { get; } = ProductionStages.Option("on others the finding is low.");

    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (api, stage) = (subject.Api, subject.Stage);

        // A format without a destination goes nowhere.
        if (!string.IsNullOrEmpty(stage.AccessLog?.DestinationArn))
        {
            yield break;
        }

        yield return ProductionStages.WithSeverity(
            new(stages =>
                $"{stages.Name} of API {Quote.Of(api.Name)} {stages.Form("writes", "write")} no access log: nobody can tell who called "
                    + $"{stages.Form("it", "them")}, from where, or what they got.")
            {
                Evidence = [new("accessLogSettings.destinationArn", "none")],
            },
            context.Setting(Info, Production),
            stage.Name);
    }
}
