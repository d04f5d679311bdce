using Auditor.Templates.Values;

namespace Auditor.Templates.Terraform;

/// <summary>
/// Says in CloudFormation's words what an alarm watches: its dimensions are a list there, and a metric has its statistic around it.
/// </summary>
internal static class AlarmParts
{
    public static Resource Of(Resource alarm)
    {
        var listed = alarm.WithProperty("Dimensions", Listed(alarm["Dimensions"]));
        return alarm["Metrics"] is ListValue metrics
            ? listed.WithProperty(
                "Metrics", metrics with { All = [.. metrics.All.Select(metric => metric is MapValue map ? Metric(map) : metric)] })
            : listed;
    }

    private static MapValue Metric(MapValue query) => query["Metric"] is MapValue metric
        ? query.With("Metric", null)
            .With(
                "MetricStat",
                new MapValue(metric.Place, [new("Metric", metric.Place, metric.With("Dimensions", Listed(metric["Dimensions"])))]))
        : query;

    private static Value? Listed(Value? dimensions) => dimensions is MapValue map
        ? new ListValue(map.Place,
        [
            .. map.Properties.Select(property => new MapValue(
                property.Place,
                [new("Name", property.NamePlace, TextValue.Of(property.NamePlace, property.Name)), new("Value", property.Place, property.Value)])),
        ])
        : dimensions;
}
