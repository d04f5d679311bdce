using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Recordings;

/// <summary>Answers questions about metrics one by one: how many stand in a request, and in which order, says nothing about them.</summary>
internal sealed class RecordedMetrics
{
    private const string GetMetricData = "cloudwatch:GetMetricData";
    private const string Queries = "MetricDataQueries";
    private const string Results = "MetricDataResults";

    private readonly Dictionary<string, List<JsonObject>> _results = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Identity, string Region), RecordedAnswer> _last = [];

    public RecordedMetrics(ImmutableArray<RecordedAnswer> answers)
    {
        foreach (var answer in answers.Where(answer => answer.Operation is GetMetricData))
        {
            _last[(answer.Identity, answer.Region)] = answer;
            foreach (var (id, query) in QueriesOf(answer.Arguments))
            {
                if (!_results.TryGetValue(Key(answer.Identity, answer.Region, query), out var results))
                {
                    _results[Key(answer.Identity, answer.Region, query)] = results = [];
                }

                results.AddRange(ResultsOf(answer).Where(result => result["Id"]?.ToString() == id));
            }
        }
    }

    /// <summary>Whether an operation asks about metrics.</summary>
    public static bool IsAskedBy(Operation operation) => operation.Id is GetMetricData;

    /// <summary>The answer to a request; null when something in it was never asked.</summary>
    public RecordedAnswer? Answer(string identity, string region, JsonObject arguments)
    {
        var results = new JsonArray();
        foreach (var (id, query) in QueriesOf(arguments))
        {
            if (!_results.TryGetValue(Key(identity, region, query), out var recorded))
            {
                return null;
            }

            foreach (var result in recorded)
            {
                var copy = (JsonObject)result.DeepClone();
                copy["Id"] = id;
                results.Add(copy);
            }
        }

        var last = _last.GetValueOrDefault((identity, region));
        return last is null || results.Count > 0 == false
            ? last
            : last with { Status = 200, Failure = null, IsCut = false, Body = new JsonObject { [Results] = results }.ToJsonString() };
    }

    private static IEnumerable<(string Id, string Query)> QueriesOf(JsonObject arguments) =>
        (arguments[Queries] as JsonArray ?? [])
            .OfType<JsonObject>()
            .Select(query => (query["Id"]?.ToString() ?? "", (query["MetricStat"] ?? query).ToJsonString()));

    private static IEnumerable<JsonObject> ResultsOf(RecordedAnswer answer)
    {
        try
        {
            return answer is { Status: 200, IsCut: false, Body: { } body } && JsonNode.Parse(body) is JsonObject members
                ? (members[Results] as JsonArray ?? []).OfType<JsonObject>()
                : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static string Key(string identity, string region, string query) => string.Join('\n', identity, region, query);
}
