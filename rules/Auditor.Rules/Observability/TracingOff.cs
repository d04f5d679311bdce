using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Observability;

/// <summary>Flags REST stages without X-Ray tracing.</summary>
public sealed class TracingOff() : StageRule(new()
{
    Id = "AGW6005",
    Name = "tracing-off",
    Title = "Requests to this stage cannot be traced",
    Category = Category.Observability,
    Severity = Severity.Low,
    Needs = Needs.Exposure,
    // Only REST stages have active tracing.
    AppliesTo = [ApiKind.Rest],
    OnlyCountedWherePrivate = true,
    // Who called, the access log tells: where there is none, that comes first.
    OnlyCountedBeside = "AGW6001",
    Frameworks = ["CWE-778", "APIGateway.3"],
    RecordedAs = ["tracingEnabled"],
    MendedBy = "TracingEnabled=true",
    WrittenAs = "stage:TracingEnabled",
    Options = [Production],
})
{
    /// <summary>The stages that are production.</summary>
    public static RuleOption<ImmutableArray<string>> Production { get; } = ProductionStages.Option("others are not asked for tracing.");

    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        if (subject.Stage.TracingEnabled || !ProductionStages.Include(context.Setting(Info, Production), subject.Stage.Name))
        {
            yield break;
        }

        yield return new(stages =>
            $"{stages.Name} of API {Quote.Of(subject.Api.Name)} {stages.Form("has", "have")} X-Ray tracing off, so X-Ray shows no way of "
                + $"a suspicious request to the services behind it.")
        {
            Evidence = [new("tracingEnabled", "false")],
        };
    }
}
