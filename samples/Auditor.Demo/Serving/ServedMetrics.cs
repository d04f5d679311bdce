namespace Auditor.Demo.Serving;

/// <summary>The requests that CloudWatch counted.</summary>
internal static class ServedMetrics
{
    private const string SharedName = "SharedName";

    public static IEnumerable<FakeMetric> Of(Api api, DateTimeOffset now) =>
    [
        .. HadRequests(api.Usage) ? [Of(api, null, now)] : ImmutableArray<FakeMetric>.Empty,
        .. api.Stages.Value.Where(stage => HadRequests(stage.Usage)).Select(stage => Of(api, stage.Name, now)),
    ];

    private static bool HadRequests(Fact<Usage> usage) =>
        usage is { IsKnown: true, Value.AnyRequest: true } or { Unknown.Code: SharedName };

    private static FakeMetric Of(Api api, string? stage, DateTimeOffset now)
    {
        var dimensions = ImmutableSortedDictionary<string, string>.Empty
            .Add(api.IsRest ? "ApiName" : "ApiId", api.IsRest ? api.Name : api.Id);
        return new(api.Kind is ApiKind.WebSocket ? "ConnectCount" : "Count")
        {
            Dimensions = stage is null ? dimensions : dimensions.Add("Stage", stage),
            Points = [new(now.AddDays(-1), 1200)],
        };
    }
}
