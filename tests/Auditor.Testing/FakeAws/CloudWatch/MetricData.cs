using System.Collections.Immutable;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.CloudWatch;

/// <summary>GetMetricData: limits, retention and aggregation (aws-facts.md A.5, B.3, F).</summary>
internal static partial class MetricData
{
    private const int QueriesPerCall = 500;
    private const int MostPoints = 100_800;

    public static JsonObject Answer(FakeRequest request, JsonObject input)
    {
        var queries = input.Objects("MetricDataQueries");
        if (queries.Length is 0 or > QueriesPerCall)
        {
            throw Invalid($"The collection MetricDataQueries must not have a size greater than {QueriesPerCall}.");
        }

        if (queries.Select(query => query.Text("Id")).Distinct(StringComparer.Ordinal).Count() != queries.Length)
        {
            throw Invalid("The values for parameter id in MetricDataQueries are not unique.");
        }

        if (input.Time("StartTime") is not { } start || input.Time("EndTime") is not { } end || start >= end)
        {
            throw Invalid("The parameter StartTime must be less than the parameter EndTime.");
        }

        var most = input.Number("MaxDatapoints") ?? MostPoints;
        if (most is < 1 or > MostPoints)
        {
            throw Invalid($"The parameter MaxDatapoints must be between 1 and {MostPoints}.");
        }

        var offset = input.Text("NextToken") is { Length: > 0 } token
            ? PageToken.Read("GetMetricData", token) ?? throw Invalid("Invalid nextToken")
            : 0;
        var results = new List<JsonObject>();
        var points = 0;
        var next = offset;
        for (; next < queries.Length; next++)
        {
            var result = Result(request, queries[next], start, end, input.Text("ScanBy") ?? "TimestampDescending", out var count);
            if (results.Count > 0 && points + count > most)
            {
                break;
            }

            points += count;
            results.Add(result);
        }

        return Wire.Object(
            ("MetricDataResults", Wire.Array(results)),
            ("Messages", Wire.Array()),
            ("NextToken", next < queries.Length ? PageToken.Issue("GetMetricData", next) : null));
    }

    public static FakeAwsException Invalid(string message) => new(400, "ValidationError", message);

    private static JsonObject Result(
        FakeRequest request, JsonObject query, DateTimeOffset start, DateTimeOffset end, string scanBy, out int count)
    {
        var id = query.Text("Id") ?? "";
        if (!IdPattern().IsMatch(id))
        {
            throw Invalid($"The value {id} for parameter id is not matching the expected pattern ^[a-z][a-zA-Z0-9_]*$.");
        }

        if (query["MetricStat"] is not JsonObject stat || stat["Metric"] is not JsonObject metric)
        {
            throw Invalid("The fake answers MetricStat only.");
        }

        var period = stat.Number("Period") ?? 0;
        if (period is not (1 or 5 or 10 or 30) && (period <= 0 || period % 60 != 0))
        {
            throw Invalid($"The value {period} for parameter Period is not one of 1, 5, 10, 30 or a multiple of 60.");
        }

        var buckets = IsKept(request.Now - start, period)
            ? Series(request, metric).Where(point => point.Time >= start && point.Time < end)
                .GroupBy(point => point.Time.ToUnixTimeSeconds() / period * period)
                .OrderBy(bucket => scanBy == "TimestampAscending" ? bucket.Key : -bucket.Key)
                .ToImmutableArray()
            : [];
        count = buckets.Length;
        return Wire.Object(
            ("Id", id),
            ("Label", query.Text("Label") ?? metric.Text("MetricName")),
            ("Timestamps", Wire.Array(buckets.Select(bucket => (JsonNode?)bucket.Key))),
            ("Values", Wire.Array(buckets.Select(bucket => (JsonNode?)Statistic(bucket, stat.Text("Stat"))))),
            ("StatusCode", "Complete"));
    }

    // B.3: an older start needs a coarser period, or there is no data and no error.
    private static bool IsKept(TimeSpan age, int period) => age.TotalDays switch
    {
        > 455 => false,
        > 63 => period % 3600 == 0,
        > 15 => period % 300 == 0,
        > 0.125 => period % 60 == 0,
        _ => true,
    };

    // A series is found by its exact dimensions.
    private static IEnumerable<FakeDataPoint> Series(FakeRequest request, JsonObject metric)
    {
        var dimensions = metric.Objects("Dimensions")
            .ToDictionary(dimension => dimension.Text("Name") ?? "", dimension => dimension.Text("Value") ?? "", StringComparer.Ordinal);
        return request.Region.Metrics
            .Where(candidate => candidate.Namespace == metric.Text("Namespace")
                && candidate.Name == metric.Text("MetricName")
                && candidate.Dimensions.Count == dimensions.Count
                && candidate.Dimensions.All(dimension => dimensions.GetValueOrDefault(dimension.Key) == dimension.Value))
            .SelectMany(candidate => candidate.Points);
    }

    private static double Statistic(IEnumerable<FakeDataPoint> points, string? statistic) => statistic switch
    {
        "Sum" => points.Sum(point => point.Sum),
        "SampleCount" => points.Sum(point => point.SampleCount),
        "Average" => points.Sum(point => point.Sum) / points.Sum(point => point.SampleCount),
        "Maximum" => points.Max(point => point.Sum / point.SampleCount),
        "Minimum" => points.Min(point => point.Sum / point.SampleCount),
        _ => throw Invalid($"The value {statistic} for parameter Stat is not supported."),
    };

    [GeneratedRegex(@"^[a-z][a-zA-Z0-9_]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex IdPattern();
}
