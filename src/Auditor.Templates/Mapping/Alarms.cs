using Auditor.Core.Inventory;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>Reads <c>AWS::CloudWatch::Alarm</c>, as far as it watches API Gateway.</summary>
internal sealed class Alarms(MappingContext context)
{
    public Fact<ImmutableArray<Alarm>> Read()
    {
        var alarms = context.OfType("AWS::CloudWatch::Alarm")
            .Where(alarm => (context.Text(alarm["Namespace"]) ?? "AWS/ApiGateway") == "AWS/ApiGateway")
            .ToList();
        if (alarms.Count == 0)
        {
            return MappingContext.NotInTemplates("No alarm is in the template.");
        }

        foreach (var (index, alarm) in alarms.Index())
        {
            context.SourceMap[$"/scopes/0/alarms/{index}"] = new("alarm", alarm) { Name = alarm.Id };
        }

        return alarms.Select(alarm => new Alarm
        {
            Name = context.Text(alarm["AlarmName"]) ?? alarm.Id,
            Metrics =
            [
                .. Metric(alarm["MetricName"], alarm["Dimensions"]),
                .. (alarm["Metrics"]?.Items ?? [])
                    .SelectMany(metric => Metric(
                        metric["MetricStat"]?["Metric"]?["MetricName"], metric["MetricStat"]?["Metric"]?["Dimensions"])),
            ],
            Queries = [.. (alarm["Metrics"]?.Items ?? []).Select(metric => context.Text(metric["Expression"])).OfType<string>().Where(text => text.Contains("SELECT", StringComparison.OrdinalIgnoreCase))],
            TellsSomebody = context.Flag(alarm["ActionsEnabled"], alarm, "ActionsEnabled", otherwise: true)
                && alarm["AlarmActions"]?.Items is [_, ..],
        }).ToImmutableArray();
    }

    private IEnumerable<AlarmMetric> Metric(Value? name, Value? dimensions) => context.Text(name) is { } metric
        ? [new() { Name = metric, Dimensions = (dimensions?.Items ?? []).Where(each => each["Name"] is not null).DistinctBy(each => context.Text(each["Name"])).ToImmutableSortedDictionary(each => context.Text(each["Name"]) ?? "", each => context.Text(each["Value"]) ?? "", StringComparer.Ordinal) }]
        : [];
}
