using System.Text.Json.Nodes;

namespace Auditor.Aws.Services.CloudWatch;

/// <summary>A metric of an API, or of one stage of it.</summary>
/// <param name="Metric"><c>Count</c> or <c>ConnectCount</c>.</param>
/// <param name="ApiDimension"><c>ApiName</c> for REST APIs, <c>ApiId</c> for the others.</param>
/// <param name="Api">The name or id.</param>
/// <param name="Stage">Null for all stages together.</param>
internal sealed record MetricSeries(string Metric, string ApiDimension, string Api, string? Stage)
{
    /// <summary>The series that a listed metric belongs to; null for finer ones, by route or method.</summary>
    public static MetricSeries? Of(string metric, Wire.Metric listed)
    {
        var dimensions = (listed.Dimensions ?? []).OfType<Wire.Dimension>().ToArray();
        var api = dimensions.FirstOrDefault(dimension => dimension.Name is "ApiName" or "ApiId");
        var stage = dimensions.FirstOrDefault(dimension => dimension.Name is "Stage");
        return api is { Name: { } name, Value: { } value } && dimensions.Length == (stage is null ? 1 : 2)
            ? new(metric, name, value, stage?.Value)
            : null;
    }

    public JsonObject Query(string id, string metricNamespace, int period)
    {
        var dimensions = new JsonArray(new JsonObject { ["Name"] = ApiDimension, ["Value"] = Api });
        if (Stage is not null)
        {
            dimensions.Add(new JsonObject { ["Name"] = "Stage", ["Value"] = Stage });
        }

        return new()
        {
            ["Id"] = id,
            ["MetricStat"] = new JsonObject
            {
                [nameof(Metric)] = new JsonObject { ["Namespace"] = metricNamespace, ["MetricName"] = Metric, ["Dimensions"] = dimensions },
                ["Period"] = period,
                ["Stat"] = "Sum",
            },
        };
    }
}
