using System.Text.RegularExpressions;
using Auditor.Aws.Reading;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Services.CloudWatch;

/// <summary>Reads the alarms that watch API Gateway, by a metric or by an expression over some, and whether they tell anybody.</summary>
internal sealed partial class AlarmReader(RegionReader region)
{
    private const string Namespace = "AWS/ApiGateway";

    public Task<Fact<ImmutableArray<Alarm>>> ReadAsync(CancellationToken cancellationToken) => region.Gaps.TryAsync(
        async () =>
        {
            // Without types only metric alarms are listed, and one without an action of its own may be told of by a composite one.
            var pages = await region.PagesAsync(
                CloudWatchOperations.DescribeAlarms,
                new() { ["AlarmTypes"] = new System.Text.Json.Nodes.JsonArray("MetricAlarm", "CompositeAlarm") },
                cancellationToken)
                .ToListAsync(cancellationToken).ConfigureAwait(false);
            var composites = pages.SelectMany(page => page.CompositeAlarms ?? []).OfType<Wire.CompositeAlarm>().ToArray();
            return ImmutableArray.CreateRange(pages.SelectMany(page => page.MetricAlarms ?? []).OfType<Wire.MetricAlarm>()
                .Select(alarm => (Alarm: alarm, Metrics: Metrics(alarm), Queries: Queries(alarm)))
                .Where(alarm => alarm.Metrics is not [] || alarm.Queries is not [])
                .Select(alarm => new Alarm
                {
                    Name = alarm.Alarm.AlarmName ?? "",
                    Metrics = alarm.Metrics,
                    Queries = alarm.Queries,
                    TellsSomebody = TellsSomebody(alarm.Alarm.ActionsEnabled, alarm.Alarm.AlarmActions)
                        || IsToldOf(alarm.Alarm.AlarmName, alarm.Alarm.AlarmArn, composites, []),
                })
                .OrderBy(alarm => alarm.Name, StringComparer.Ordinal));
        },
        region.Region,
        "Whether anybody is told when an API fails.");

    private ImmutableArray<AlarmMetric> Metrics(Wire.MetricAlarm alarm) =>
    [
        .. (alarm.Metrics ?? []).OfType<Wire.MetricDataQuery>()
            // Another account's metric says nothing about this one's APIs.
            .Where(query => query.AccountId is null || query.AccountId == region.Account.Id)
            .Select(query => query.MetricStat?.Metric)
            .Append(new() { Namespace = alarm.Namespace, MetricName = alarm.MetricName, Dimensions = alarm.Dimensions })
            .OfType<Wire.Metric>()
            .Where(metric => metric is { Namespace: Namespace, MetricName: not null })
            .Select(metric => new AlarmMetric
            {
                Name = metric.MetricName ?? "",
                Dimensions = (metric.Dimensions ?? []).OfType<Wire.Dimension>()
                    .DistinctBy(dimension => dimension.Name, StringComparer.Ordinal)
                    .ToImmutableSortedDictionary(
                        dimension => dimension.Name ?? "", dimension => dimension.Value ?? "", StringComparer.Ordinal),
            }),
    ];

    private ImmutableArray<string> Queries(Wire.MetricAlarm alarm) =>
    [
        .. (alarm.Metrics ?? []).OfType<Wire.MetricDataQuery>()
            .Where(query => query.AccountId is null || query.AccountId == region.Account.Id)
            .Select(query => query.Expression?.Trim())
            .OfType<string>()
            .Where(expression => expression.StartsWith("SELECT", StringComparison.OrdinalIgnoreCase)
                && expression.Contains(Namespace, StringComparison.Ordinal)),
    ];

    private static bool TellsSomebody(bool? areEnabled, IReadOnlyList<string?>? actions) =>
        areEnabled is true && AnswerTexts.Texts(actions) is not [];

    // A composite alarm may itself be told of by another. A circle of them tells nobody.
    private static bool IsToldOf(string? name, string? arn, Wire.CompositeAlarm[] composites, ImmutableHashSet<string> seen) => composites
        .Where(composite => composite.AlarmName is { } own
            && !seen.Contains(own)
            && Watched().Matches(composite.AlarmRule ?? "").Any(watched => watched.Groups["alarm"].Value.Trim() is var alarm && (alarm == name || alarm == arn)))
        .Any(composite => TellsSomebody(composite.ActionsEnabled, composite.AlarmActions)
            || IsToldOf(composite.AlarmName, composite.AlarmArn, composites, seen.Add(composite.AlarmName ?? "")));

    // ALARM("name"), ALARM(name), ALARM(arn)
    [GeneratedRegex(
        "\\bALARM\\(\\s*(\"(?<alarm>[^\"]+)\"|(?<alarm>[^\")]+))\\s*\\)",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture,
        30_000)]
    private static partial Regex Watched();
}
