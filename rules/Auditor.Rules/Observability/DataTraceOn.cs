using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Observability;

/// <summary>Flags stages that log requests and responses in full.</summary>
public sealed class DataTraceOn() : StageRule(new()
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
    MendedBy = "DataTraceEnabled=false",
    WrittenAs = "stage:MethodSettings[].DataTraceEnabled=true|stage:DefaultRouteSettings.DataTraceEnabled|stage:DataTraceEnabled",
    Options = [Production],
})
{
    /// <summary>The stages that are production.</summary>
    public static RuleOption<ImmutableArray<string>> Production { get; } = ProductionStages.Option("on others the finding is low.");

    /// <inheritdoc/>
    protected override IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context)
    {
        var (scope, api, stage) = (subject.Scope, subject.Api, subject.Stage);
        if (!stage.Settings.Any(settings => settings.DataTraceEnabled))
        {
            yield break;
        }

        // Settings of methods that are gone trace nothing, nor do those for all routes where each has its own.
        var routes = stage.Settings is [{ Key: RouteSettings.DefaultKey }] ? [] : context.Exposure.RoutesOf(scope, api, stage).Value;
        var served = ServedSettings.Of(routes);
        var traced = stage.Settings
            .Where(settings => settings.DataTraceEnabled && (settings.Key is RouteSettings.DefaultKey
                ? stage.Settings is [_] || routes.Any(route => stage.SettingsOf(route.Route.Key) is null)
                : served.Contains(settings.Key)))
            .ToImmutableArray();
        if (traced is [])
        {
            yield break;
        }

        var writes = traced.Where(settings => Writes(settings, stage)).ToImmutableArray();
        var shown = writes is [] ? traced : writes;
        var isOfStage = shown.Any(settings => settings.Key is RouteSettings.DefaultKey);
        var isOfAll = isOfStage && stage.Settings is [_];
        var verdict = new StageVerdict(stages =>
        {
            var what = isOfAll ? "all routes" : isOfStage ? "all routes without settings of their own" : RouteNames.Of(stages.Items);
            return writes is not []
                ? $"Whole requests to and responses from {what} of {stages.NameInSentence} of API {Quote.Of(api.Name)} are written to "
                    + $"the log: "
                    + "whoever can read it gets the tokens, passwords and personal data in them."
                : $"Data tracing is on for {what} of {stages.NameInSentence} of API {Quote.Of(api.Name)}: "
                    + "the log gets whole requests and responses, tokens included, as soon as somebody turns logging on.";
        })
        {
            Key = (writes is [] ? "silent" : "", isOfStage ? "" : "routes") switch
            {
                (var key, "") => key,
                ("", var part) => part,
                var (key, part) => $"{key} {part}",
            },
            // Whether settings of a method that name no level leave the stage's in force is not documented.
            Confidence = writes is not [] && writes.All(settings => settings.LoggingLevel is null) ? Confidence.Medium : null,
            Items = isOfStage ? [] : [.. shown.Select(settings => settings.Key)],
            Evidence = [.. traced.Select(settings => new Evidence($"dataTraceEnabled of {settings.Key}", $"true, with logging level "
                + $"{settings.LoggingLevel ?? "not set"}"))],
        };
        yield return writes is not []
            ? ProductionStages.WithSeverity(verdict, context.Setting(Info, Production), stage.Name)
            // Without a logging level nothing is written, and the first ERROR or INFO that somebody sets while debugging changes that.
            : verdict with { Severity = Severity.Low, SeverityIsFixed = true, Confidence = Confidence.Medium };
    }

    private static bool Writes(RouteSettings settings, Stage stage) =>
        (settings.LoggingLevel ?? stage.DefaultSettings?.LoggingLevel) is not (null or "OFF");
}
