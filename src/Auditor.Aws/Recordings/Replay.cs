using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Amazon.Runtime.Internal;
using Auditor.Aws.Operations;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Recordings;

/// <summary>Answers as AWS answered when it was recorded.</summary>
public sealed class Replay
{
    private readonly Dictionary<string, RecordedAnswer[]> _answers;
    private readonly ConcurrentDictionary<string, int> _asked = new(StringComparer.Ordinal);
    private readonly Dictionary<string, RecordedHost> _hosts;
    private readonly Dictionary<string, RecordedRefusal> _refusals;
    private readonly RecordedMetrics _metrics;

    public Replay(Recording recording)
    {
        ArgumentNullException.ThrowIfNull(recording);
        Time = new ReplayTime(recording.Head.CollectedAt);
        _answers = recording.Answers
            .GroupBy(
                answer => RequestKey.Of(answer.Service, answer.Operation, answer.Identity, answer.Region, answer.Arguments),
                StringComparer.Ordinal)
            .ToDictionary(answers => answers.Key, answers => answers.ToArray(), StringComparer.Ordinal);
        _hosts = recording.Hosts.DistinctBy(host => host.Name, StringComparer.Ordinal)
            .ToDictionary(host => host.Name, StringComparer.Ordinal);
        _refusals = recording.Refusals.DistinctBy(refusal => refusal.Role, StringComparer.Ordinal)
            .ToDictionary(refusal => refusal.Role, StringComparer.Ordinal);
        _metrics = new(recording.Answers);
    }

    /// <summary>The time when it was recorded.</summary>
    public TimeProvider Time { get; }

    /// <summary>What DNS said.</summary>
    public Task<Fact<bool>> ExistsAsync(
        string name, CancellationToken cancellationToken) => Task.FromResult<Fact<bool>>(_hosts.GetValueOrDefault(name) switch
        {
            { Exists: { } exists } => exists,
            { } host => new Unknown(host.Because ?? "") { Code = host.Code },
            null => new Unknown($"The recording does not say whether {Core.Text.Quote.Of(name)} exists.") { Code = "NotRecorded" },
        });

    /// <summary>Answers what an identity asks in a Region, in place of AWS.</summary>
    internal PipelineHandler Handler(string identity, string region) => new ReplayHandler(this, identity, region);

    internal RecordedRefusal? RefusalOf(string role) => _refusals.GetValueOrDefault(role);

    // The same request may have been sent several times, because AWS asked for patience. What is asked for more often still gets the last
    // answer.
    internal RecordedAnswer? Find(Operation operation, string identity, string region, JsonObject arguments)
    {
        var judged = WireSecrets.OfArguments(arguments);
        if (RecordedMetrics.IsAskedBy(operation) && _metrics.Answer(identity, region, judged) is { } metrics)
        {
            return metrics;
        }

        var key = RequestKey.Of(operation.Service.Id, operation.Id, identity, region, judged);
        return _answers.TryGetValue(key, out var answers)
            ? answers[Math.Min(_asked.AddOrUpdate(key, 0, (_, asked) => asked + 1), answers.Length - 1)]
            : null;
    }
}
