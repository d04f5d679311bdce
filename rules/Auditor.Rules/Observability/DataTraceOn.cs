using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Observability;

/// <summary>Flags stages that log requests and responses in full.</summary>
public sealed class DataTraceOn() : Rule<StageSubject>(new()
{
    Id = "AGW6003",
    Name = "data-trace-on",
    Title = "Whole requests and responses are written to the log",
    Category = Category.Observability,
    Severity = Severity.High,
    Needs = Needs.Exposure,
    AppliesTo = [ApiKind.Rest, ApiKind.WebSocket],
    Frameworks = ["CWE-532", "API8:2023"],
    RecordedAs = ["methodSettings", "defaultRouteSettings", "routeSettings"],
    Options = [Production],
})
{
    /// <summary>The stages that are production.</summary>
    public static RuleOption<ImmutableArray<string>> Production { get; } = ProductionStages.Option("on others the finding is low.");

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(StageSubject subject, RuleContext context)
    {
        var stage = subject.Stage;
        var traced = stage.Settings.Where(settings => settings.DataTraceEnabled && Applies(settings, subject)).ToImmutableArray();

        if (traced is [])
        {
            yield break;
        }

        var writes = traced.Where(settings => Writes(settings, stage)).ToImmutableArray();
        var what = Describe(writes is [] ? traced : writes, stage);
        var where = $"of stage {Quote.Of(stage.Name)} of API {Quote.Of(subject.Api.Name)}";
        var evidence = traced
            .Select(settings => new Evidence($"dataTraceEnabled of {settings.Key}", $"true, with logging level {settings.LoggingLevel ?? "not set"}"))
            .ToArray();

        if (writes is not [])
        {
            var finding = Flag(subject, $"Whole requests to and responses from {what} {where} are written to the log: whoever can read it gets the tokens, passwords and personal data in them.", evidence);
            yield return ProductionStages.Weigh(finding, context.Setting(Info, Production), stage.Name);
        }
        else
        {
            // Without a logging level nothing is written, and the first ERROR or INFO that somebody sets while debugging changes that.
            yield return Flag(subject, $"Data tracing is on for {what} {where}: the log gets whole requests and responses, tokens included, as soon as somebody turns logging on.", evidence) with
            {
                Severity = Severity.Low,
                SeverityIsFixed = true,
                Confidence = Confidence.Medium,
            };
        }
    }

    // Settings for all routes count only while some route has none of its own.
    private static bool Applies(RouteSettings settings, StageSubject subject)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);
        return settings.Key is not RouteSettings.DefaultKey
            || stage.Settings is [_]
            || DeployedRoutes.Of(scope, api, stage).Value.Any(deployed => stage.SettingsOf(deployed.Route.Key) is null);
    }

    private static bool Writes(RouteSettings settings, Stage stage) =>
        (settings.LoggingLevel ?? stage.DefaultSettings?.LoggingLevel) is not (null or "OFF");

    private static string Describe(ImmutableArray<RouteSettings> traced, Stage stage) =>
        traced.Any(settings => settings.Key is RouteSettings.DefaultKey)
            ? stage.Settings is [_] ? "all routes" : "all routes without settings of their own"
            : $"{(traced.Length == 1 ? "route" : "routes")} {Quote.List(traced.Select(settings => settings.Key))}";
}
