using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Observability;

/// <summary>Flags APIs on which no CloudWatch alarm is set.</summary>
public sealed class NoAlarm() : Rule<ApiSubject>(new()
{
    Id = "AGW6007",
    Name = "no-alarm",
    Title = "No alarm goes off when this API is attacked or fails",
    Category = Category.Observability,
    Severity = Severity.Low,
    Needs = Needs.Alarms,
    SeverityFollowsExposure = false,
    Frameworks = ["CWE-778", "API8:2023"],
})
{
    // What there is to watch of each kind, by its own names (aws-facts.md F): an alarm on another kind's name stays silent for ever.
    private static readonly ImmutableArray<string> OfRest = ["Count", "4XXError", "5XXError", "Latency", "IntegrationLatency"];
    private static readonly ImmutableArray<string> OfHttp = ["Count", "4xx", "5xx", "Latency", "IntegrationLatency"];
    private static readonly ImmutableArray<string> OfWebSocket = ["ConnectCount", "MessageCount", "ClientError", "IntegrationError", "ExecutionError", "IntegrationLatency"];

    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context)
    {
        var (scope, api) = (subject.Scope, subject.Api);
        // Nobody can call an API without a stage.
        if (api.Stages.Value is [])
        {
            yield break;
        }

        var alarms = scope.Alarms.Value.Where(alarm => alarm.Metrics.Any(metric => Watches(metric, api))).ToList();
        if (alarms.Exists(alarm => alarm.TellsSomebody))
        {
            yield break;
        }

        if (alarms.Count == 0)
        {
            yield return Flag(
                subject,
                $"No CloudWatch alarm watches the errors, the latency or the number of requests of API {Quote.Of(api.Name)}: nobody is told while somebody tries it out, floods it or breaks it.",
                new("metrics", $"{string.Join(", ", MetricsOf(api))} with {DimensionOf(api).Name} {DimensionOf(api).Value}"),
                new("alarms on them", "none"));
        }
        else
        {
            yield return Flag(
                subject,
                $"The CloudWatch alarms on API {Quote.Of(api.Name)} have no action that is enabled: they go off and tell nobody.",
                new Evidence("alarms", string.Join(", ", alarms.Select(alarm => alarm.Name).Order(StringComparer.Ordinal))));
        }
    }

    private static bool Watches(AlarmMetric metric, Api api)
    {
        var (name, value) = DimensionOf(api);
        return MetricsOf(api).Contains(metric.Name)
            && metric.Dimensions.TryGetValue(name, out var of) && of == value
            // There is no series with any other dimension.
            && metric.Dimensions.Keys.All(key => key == name || key is "Stage" or "Resource" or "Method" or "Route")
            && (!metric.Dimensions.TryGetValue("Stage", out var stage) || api.Stages.Value.Any(other => other.Name == stage));
    }

    private static ImmutableArray<string> MetricsOf(Api api) => api.Kind switch
    {
        ApiKind.Rest => OfRest,
        ApiKind.Http => OfHttp,
        _ => OfWebSocket,
    };

    private static (string Name, string Value) DimensionOf(Api api) => api.IsRest ? ("ApiName", RequestMetrics.NameOf(api)) : ("ApiId", api.Id);
}
