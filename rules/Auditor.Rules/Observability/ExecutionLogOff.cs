using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Observability;

/// <summary>Flags stages some routes of which write no execution log.</summary>
public sealed class ExecutionLogOff() : Rule<StageSubject>(new()
{
    Id = "AGW6002",
    Name = "execution-log-off",
    Title = "Failed requests to this stage leave no execution log",
    Category = Category.Observability,
    Severity = Severity.Low,
    Needs = Needs.Exposure,
    // HTTP APIs have no execution log.
    AppliesTo = [ApiKind.Rest, ApiKind.WebSocket],
    Frameworks = ["CWE-778", "API8:2023", "APIGateway.1"],
    RecordedAs = ["methodSettings", "defaultRouteSettings", "routeSettings"],
    Options = [Production],
})
{
    /// <summary>The stages that are production.</summary>
    public static RuleOption<ImmutableArray<string>> Production { get; } = ProductionStages.Option("others are not asked for an execution log.");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);
        if (!ProductionStages.Include(context.Setting(Info, Production), stage.Name))
        {
            yield break;
        }

        var silent = DeployedRoutes.Of(scope, api, stage).Value
            .Select(deployed => deployed.Route.Key)
            .Distinct(StringComparer.Ordinal)
            .Where(key => LevelOf(stage, key) is null or "OFF")
            .Order(StringComparer.Ordinal)
            .ToList();

        if (silent is [])
        {
            yield break;
        }

        var routes = silent.All(key => stage.SettingsOf(key) is null)
            ? "routes without settings of their own"
            : $"{(silent.Count == 1 ? "route" : "routes")} {Quote.List(silent)}";

        yield return Flag(
            subject,
            $"Stage {Quote.Of(stage.Name)} of API {Quote.Of(api.Name)} writes no execution log for {routes}: nobody can tell why a request was refused or failed.",
            [.. silent.Select(key => new Evidence($"loggingLevel of {key}", LevelOf(stage, key) ?? "not set"))]);
    }

    // Settings of a route that say nothing about logging leave the stage's in force.
    private static string? LevelOf(Stage stage, string key) => stage.SettingsOf(key)?.LoggingLevel ?? stage.DefaultSettings?.LoggingLevel;
}
