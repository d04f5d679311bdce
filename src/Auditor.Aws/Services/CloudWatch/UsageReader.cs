using System.Text.Json.Nodes;
using Auditor.Aws.Reading;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Aws.Services.CloudWatch;

/// <summary>
/// Finds out which APIs and stages had requests. The list of metrics names everything active in the last two weeks for a call or two; only
/// the rest is asked for in data.
/// </summary>
internal sealed class UsageReader(RegionReader region, TimeProvider time)
{
    private const string Namespace = "AWS/ApiGateway";
    private const int ListedDays = 14;
    private const int QueriesPerCall = 500;
    private const int SecondsPerDay = 86_400;

    public async Task<ImmutableArray<Api>> WithUsageAsync(ImmutableArray<Api> apis, CancellationToken cancellationToken)
    {
        var used = apis.Where(api => api.Stages.ValueOr([]) is not []).ToArray();
        if (used.Length is 0)
        {
            return apis;
        }

        var series = used.SelectMany(Series).Distinct().ToArray();
        var requests = await region.Gaps.TryAsync(
            () => RequestsAsync(series, cancellationToken),
            region.Region,
            "Requests per API and stage: whether an API is used at all.").ConfigureAwait(false);
        var sharedNames = used.Where(api => api.IsRest)
            .GroupBy(MetricName, StringComparer.Ordinal)
            .Where(group => group.Count() > 1)
            .Select(group => group.Key)
            .ToHashSet(StringComparer.Ordinal);
        return [.. apis.Select(api => used.Contains(api) ? WithUsage(api, requests, sharedNames) : api)];
    }

    private static Api WithUsage(Api api, Fact<Dictionary<MetricSeries, Fact<Usage>>> requests, HashSet<string> sharedNames) => api with
    {
        Usage = Of(api, Series(api, null), requests, sharedNames),
        Stages = api.Stages.Select(stages => ImmutableArray.CreateRange(stages.Select(
            stage => stage with { Usage = Of(api, Series(api, stage), requests, sharedNames) }))),
    };

    // REST APIs are counted by name: what two of one name share proves nothing about either, unless it is nothing at all.
    private static Fact<Usage> Of(
        Api api, MetricSeries series, Fact<Dictionary<MetricSeries, Fact<Usage>>> requests, HashSet<string> sharedNames)
    {
        if (requests.Unknown is { } reason)
        {
            return reason;
        }

        var usage = requests.Value[series];
        return api.IsRest && sharedNames.Contains(series.Api) && usage is { IsKnown: true, Value.AnyRequest: true }
            ? new Unknown($"CloudWatch counts REST APIs by name, and several in this Region are called {Quote.Of(api.Name)}: whose "
                + $"requests these are cannot be told.")
            {
                Operation = CloudWatchOperations.GetMetricData.Id,
                Code = "SharedName",
            }
            : usage;
    }

    private async Task<Dictionary<MetricSeries, Fact<Usage>>> RequestsAsync(MetricSeries[] series, CancellationToken cancellationToken)
    {
        var window = Math.Clamp(region.Options.UsageWindowDays, 1, 455);
        var listed = window < ListedDays ? [] : await ListedAsync(series, cancellationToken).ConfigureAwait(false);
        var answers = series.Where(listed.Contains)
            .ToDictionary(one => one, _ => (Fact<Usage>)new Usage { WindowDays = window, AnyRequest = true });
        foreach (var batch in series.Where(one => !listed.Contains(one))
            .OrderBy(one => one.Api, StringComparer.Ordinal)
            .ThenBy(one => one.Stage, StringComparer.Ordinal)
            .Chunk(QueriesPerCall))
        {
            await CountAsync(batch, window, answers, cancellationToken).ConfigureAwait(false);
        }

        return answers;
    }

    private async Task<HashSet<MetricSeries>> ListedAsync(MetricSeries[] series, CancellationToken cancellationToken)
    {
        var listed = new HashSet<MetricSeries>();
        foreach (var metric in series.Select(one => one.Metric).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var arguments = new JsonObject { ["Namespace"] = Namespace, ["MetricName"] = metric };
            await foreach (var page in region.PagesAsync(CloudWatchOperations.ListMetrics, arguments, cancellationToken)
                .ConfigureAwait(false))
            {
                listed.UnionWith((page.Metrics ?? [])
                    .OfType<Wire.Metric>()
                    .Select(found => MetricSeries.Of(metric, found))
                    .OfType<MetricSeries>());
            }
        }

        return listed;
    }

    private async Task CountAsync(
        MetricSeries[] batch, int window, Dictionary<MetricSeries, Fact<Usage>> answers, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var arguments = new JsonObject
        {
            ["StartTime"] = now.AddDays(-window).ToUnixTimeSeconds(),
            ["EndTime"] = now.ToUnixTimeSeconds(),
            ["MetricDataQueries"] = new JsonArray([.. batch.Select((one, index) => one.Query($"m{index}", Namespace, SecondsPerDay))]),
        };
        var sums = new double[batch.Length];
        var status = new string?[batch.Length];
        await foreach (var page in region.PagesAsync(CloudWatchOperations.GetMetricData, arguments, cancellationToken)
            .ConfigureAwait(false))
        {
            foreach (var result in (page.MetricDataResults ?? []).OfType<Wire.MetricDataResult>())
            {
                if (result.Id is ['m', .. var digits]
                    && int.TryParse(digits, System.Globalization.CultureInfo.InvariantCulture, out var index)
                    && index >= 0
                    && index < batch.Length)
                {
                    sums[index] += result.Values?.Sum() ?? 0;
                    status[index] = result.StatusCode;
                }
            }
        }

        for (var index = 0; index < batch.Length; index++)
        {
            // Some data is proof of use; none is proof of disuse only when all of it was read.
            answers[batch[index]] = sums[index] > 0 || status[index] is "Complete"
                ? new Usage { WindowDays = window, AnyRequest = sums[index] > 0, Requests = sums[index] }
                : new Unknown($"CloudWatch did not give all of the data (status {status[index] ?? "missing"}).")
                {
                    Operation = CloudWatchOperations.GetMetricData.Id,
                    Code = status[index] ?? "MissingMember",
                };
        }
    }

    private static IEnumerable<MetricSeries> Series(Api api) =>
        api.Stages.ValueOr([]).Select(stage => Series(api, stage)).Prepend(Series(api, null));

    private static MetricSeries Series(Api api, Stage? stage) => new(
        api.Kind is ApiKind.WebSocket ? "ConnectCount" : "Count",
        api.IsRest ? "ApiName" : "ApiId",
        api.IsRest ? MetricName(api) : api.Id,
        stage?.Name);

    /// <summary>CloudWatch drops what is not ASCII from the name, and takes the id if nothing is left.</summary>
    private static string MetricName(Api api)
    {
        var ascii = new string([.. api.Name.Where(char.IsAscii)]);
        return ascii.Length is 0 ? api.Id : ascii;
    }
}
