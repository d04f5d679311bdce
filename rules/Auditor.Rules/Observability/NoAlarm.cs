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
    OnlyCountedWherePrivate = true,
    Frameworks = ["CWE-778", "API8:2023"],
    WrittenAs = "alarm:MetricName|api:",
})
{
    /// <inheritdoc/>
    protected override IEnumerable<Finding> Check(ApiSubject subject, RuleContext context) =>
        Found(subject, context).Select(finding => finding with { FixValues = FixOf(subject.Api) });

    private IEnumerable<Finding> Found(ApiSubject subject, RuleContext context)
    {
        var (scope, api) = (subject.Scope, subject.Api);
        // Nobody can call an API without a stage.
        if (api.Stages.Value is [])
        {
            yield break;
        }

        var own = scope.Alarms.Value.Where(alarm => IsOn(alarm, api)).ToList();
        var alarms = own.Where(alarm => Watches(alarm, scope, api, context.Exposure)).ToList();
        if (alarms.Exists(alarm => alarm.TellsSomebody))
        {
            yield break;
        }

        var (name, value) = ApiMetrics.NameOf(api);
        if (alarms.Count > 0)
        {
            yield return Flag(
                subject,
                $"The CloudWatch alarms on API {Quote.Of(api.Name)} have no action that is enabled: they go off and tell nobody.",
                new Evidence("alarms", NamesOf(alarms)));
        }
        else if (own.Count > 0)
        {
            yield return Flag(
                subject,
                $"The CloudWatch alarms on API {Quote.Of(api.Name)} watch metrics with dimensions for which CloudWatch has no data, so "
                    + $"they never go off.",
                [
                    new("alarms", NamesOf(own)),
                    .. own.SelectMany(alarm => alarm.Metrics).Where(metric => ApiMetrics.IsOf(api, metric.Dimensions))
                        .Select(metric => new Evidence(
                            metric.Name, string.Join(", ", metric.Dimensions.Select(dimension => $"{dimension.Key} {dimension.Value}"))))
                        .Distinct(),
                ]);
        }
        else
        {
            yield return Flag(
                subject,
                $"API {Quote.Of(api.Name)} has no CloudWatch alarm on its errors, its latency or its number of requests: CloudWatch tells "
                    + $"nobody while somebody tries it out, floods it or breaks it.",
                new("metrics", $"{string.Join(", ", ApiMetrics.MetricsOf(api))} with {name} {value}"),
                new("alarms on them", "none"));
        }
    }

    // CloudWatch knows REST APIs by what it makes of their names.
    private static ImmutableDictionary<string, string> FixOf(Api api) => api.IsRest
        ? ImmutableDictionary<string, string>.Empty.Add("metricApiName", ApiMetrics.NameOf(api).Value)
        : [];

    private static bool IsOn(Alarm alarm, Api api) =>
        alarm.Metrics.Any(metric => ApiMetrics.MetricsOf(api).Contains(metric.Name) && ApiMetrics.IsOf(api, metric.Dimensions))
        || alarm.Queries.Any(query => MetricsQuery.Watches(query, api));

    private static bool Watches(Alarm alarm, Scope scope, Api api, ExposureMap exposure) =>
        alarm.Metrics.Any(metric => ApiMetrics.MetricsOf(api).Contains(metric.Name)
            && ApiMetrics.Exists(scope, api, metric.Dimensions, exposure))
        || alarm.Queries.Any(query => MetricsQuery.Watches(query, api));

    private static string NamesOf(IEnumerable<Alarm> alarms) =>
        string.Join(", ", alarms.Select(alarm => alarm.Name).Order(StringComparer.Ordinal));
}
