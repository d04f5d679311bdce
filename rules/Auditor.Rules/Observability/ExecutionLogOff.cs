using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Observability;

/// <summary>Flags stages some routes of which write no execution log.</summary>
public sealed class ExecutionLogOff() : StageRule(new()
{
    Id = "AGW6002",
    Name = "execution-log-off",
    Title = "Failed requests to this stage leave no execution log",
    Category = Category.Observability,
    Severity = Severity.Low,
    Needs = Needs.Exposure,
    // HTTP APIs have no execution log.
    AppliesTo = [ApiKind.Rest, ApiKind.WebSocket],
    OnlyCountedWherePrivate = true,
    // Who called, the access log tells: where there is none, that comes first.
    OnlyCountedBeside = "AGW6001",
    Frameworks = ["CWE-778", "API8:2023", "APIGateway.1"],
    RecordedAs = ["methodSettings", "defaultRouteSettings", "routeSettings"],
    WrittenAs = "stage:MethodSettings[].LoggingLevel|stage:DefaultRouteSettings.LoggingLevel|stage:LoggingLevel",
    Options = [Production],
})
{
    /// <summary>The stages that are production.</summary>
    public static RuleOption<ImmutableArray<string>> Production { get; } = ProductionStages.Option(
        "others are not asked for an execution log.");

    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);
        if (!ProductionStages.Include(context.Setting(Info, Production), stage.Name))
        {
            yield break;
        }

        var silent = context.Exposure.RoutesOf(scope, api, stage).Value
            .Select(deployed => deployed.Route.Key)
            .Distinct(StringComparer.Ordinal)
            .Where(key => LevelOf(stage, key) is null or "OFF")
            .Order(StringComparer.Ordinal)
            .ToList();

        if (silent is [])
        {
            yield break;
        }

        // Where no route has settings of its own, the stage's are what has to be mended.
        var isOfStage = silent.TrueForAll(key => stage.SettingsOf(key) is null);
        yield return new(stages =>
            $"{stages.Name} of API {Quote.Of(api.Name)} {stages.Form("writes", "write")} no execution log for "
            + $"{(isOfStage ? "routes without settings of their own" : RouteNames.Of(stages.Items))}: nobody can tell why a request was "
                + $"refused or failed.")
        {
            Key = isOfStage ? "" : "routes",
            // Of the stage's own settings it is said whatever it serves.
            Items = isOfStage ? [] : [.. silent],
            Evidence = [.. silent.Select(key => new Evidence($"loggingLevel of {key}", LevelOf(stage, key) ?? "not set"))],
        };
    }

    // Settings of a route that say nothing about logging leave the stage's in force.
    private static string? LevelOf(Stage stage, string key) => stage.SettingsOf(key)?.LoggingLevel ?? stage.DefaultSettings?.LoggingLevel;
}
