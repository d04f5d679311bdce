using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Hygiene;

/// <summary>Flags stages that nobody calls, of APIs that are called.</summary>
public sealed class UnusedStage() : StageRule(new()
{
    Id = "AGW7002",
    Name = "unused-stage",
    Title = "Nobody calls this stage",
    Category = Category.Hygiene,
    Severity = Severity.Low,
    Needs = Needs.Usage,
    SeverityFollowsExposure = false,
    Frameworks = ["API9:2023"],
    Options = [WindowDays],
})
{
    /// <summary>For how many days a stage must have had no request.</summary>
    public static RuleOption<int> WindowDays { get; } = UsageWindow.Option("a stage");

    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);

        // Of an API without any request unused-api speaks, once and not for each stage.
        if (api.Usage is { IsKnown: true, Value.AnyRequest: false })
        {
            yield break;
        }

        if (RequestMetrics.Mixed(
            scope, api, other => !other.Stages.IsKnown || other.Stages.Value.Any(same => same.Name == stage.Name)) is { } mixed)
        {
            throw new UnknownFactException(mixed);
        }

        var days = context.Setting(Info, WindowDays);
        if (UsageWindow.AnyRequest(stage.Usage.Value, days).Value)
        {
            yield break;
        }

        // A stage is no older than its API.
        var youngest = context.Now.AddDays(-days);
        if (stage.CreatedAt > youngest || api.CreatedAt > youngest)
        {
            yield break;
        }

        var since = stage.CreatedAt ?? throw new UnknownFactException(new("API Gateway's answer does not say when the stage was made."));
        yield return new(stages =>
            $"{stages.Name} of API {Quote.Of(api.Name)} had no request in {days} days, although the API is in use: a forgotten stage "
                + $"serves old code and old settings to anyone who finds it.")
        {
            Evidence =
            [
                new("requests", FormattableString.Invariant($"none in {days} days up to {context.Now:yyyy-MM-dd}")),
                new("made", FormattableString.Invariant($"{since:yyyy-MM-dd}")),
            ],
        };
    }
}
