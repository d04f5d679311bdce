using System.Collections.Concurrent;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Runtime.Internal;
using Auditor.Aws.Names;
using Auditor.Aws.Operations;
using Auditor.Core.Privacy;
using Auditor.Core.Secrets;

namespace Auditor.Aws.Recordings;

/// <summary>Keeps in memory what AWS answers. Nothing leaves it before the judge of secrets has seen it all.</summary>
/// <param name="secretVariables">Names of stage variables that hold secrets, with <c>*</c> for any characters.</param>
public sealed class Recorder(ImmutableArray<string> secretVariables)
{
    private readonly ConcurrentQueue<(Operation Operation, RecordedAnswer Answer)> _answers = [];
    private readonly ConcurrentDictionary<string, RecordedHost> _hosts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, RecordedRefusal> _refusals = new(StringComparer.Ordinal);

    /// <summary>Asks DNS and keeps what it says.</summary>
    public HostLookup Listening(HostLookup hosts) => async (name, cancellationToken) =>
    {
        var exists = await hosts(name, cancellationToken).ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
        _hosts[name] = exists.Unknown is { } unknown ? new(name, null, unknown.Because, unknown.Code) : new(name, exists.Value);
        return exists;
    };

    /// <summary>Hears what an identity asks in a Region and what AWS answers.</summary>
    internal PipelineHandler Handler(string identity, string region) => new RecordingHandler(this, identity, region);

    internal void Add(
        Operation operation, string identity, string region, JsonObject arguments, HttpStatusCode status, ImmutableSortedDictionary<string, string> headers, byte[] body, bool isCut) =>
        _answers.Enqueue((operation, Request(
            operation,
            identity,
            region,
            arguments) with
        { Status = (int)status, Headers = headers, Body = Encoding.UTF8.GetString(body), IsCut = isCut }));

    internal void Add(Operation operation, string identity, string region, JsonObject arguments, RecordedFailure failure) =>
        _answers.Enqueue((operation, Request(operation, identity, region, arguments) with { Failure = failure }));

    internal void AddRefusal(RecordedRefusal refusal) => _refusals[refusal.Role] = refusal;

    /// <summary>What was recorded, without secrets.</summary>
    /// <param name="head">What was read.</param>
    /// <param name="changes">What is put in the place of names, one after the other.</param>
    public Recording ToRecording(RecordingHead head, ImmutableArray<INameChange> changes)
    {
        ArgumentNullException.ThrowIfNull(head);
        var recording = new Recording
        {
            Head = head,
            // In an order that does not depend on which answer came first.
            Answers =
            [
                .. WithoutSecrets()
                    .OrderBy(answer => answer.Identity, StringComparer.Ordinal)
                    .ThenBy(answer => answer.Region, StringComparer.Ordinal)
                    .ThenBy(answer => answer.Service, StringComparer.Ordinal)
                    .ThenBy(answer => answer.Operation, StringComparer.Ordinal)
                    .ThenBy(answer => answer.Arguments.ToJsonString(), StringComparer.Ordinal),
            ],
            Hosts = [.. _hosts.Values.Select(host => host with { Because = Judged(host.Because) }).OrderBy(host => host.Name, StringComparer.Ordinal)],
            Refusals = [.. _refusals.Values.Select(refusal => refusal with { Message = SecretJudge.Mask(refusal.Message) }).OrderBy(refusal => refusal.Role, StringComparer.Ordinal)],
        };
        return changes.Aggregate(recording, ChangedNames.Of);
    }

    // A stage variable may name what an answer to another request calls by it: what belongs to one API is judged together.
    private IEnumerable<RecordedAnswer> WithoutSecrets()
    {
        var all = _answers.ToArray();
        var naming = all
            .GroupBy(one => ApiOf(one.Answer), StringComparer.Ordinal)
            .ToDictionary(
                answers => answers.Key,
                answers =>
                    answers.SelectMany(one => StageVariableNames.NamingIn(one.Answer.Body ?? ""))
                        .ToImmutableHashSet(StringComparer.Ordinal),
                StringComparer.Ordinal);
        return all.Select(one => one.Answer with
        {
            Arguments = WireSecrets.OfArguments(one.Answer.Arguments),
            Path = SecretJudge.Mask(one.Answer.Path),
            Query = Judged(one.Answer.Query),
            Body = one.Answer.Body is { } body
                ? WireSecrets.OfBody(one.Operation, body, new(secretVariables, naming[ApiOf(one.Answer)]))
                : null,
            Failure = one.Answer.Failure is { } failure ? failure with { Message = SecretJudge.Mask(failure.Message) } : null,
        });
    }

    private static string ApiOf(RecordedAnswer answer) =>
        $"{answer.Identity} {answer.Region} {answer.Service} {answer.Arguments["restapi_id"] ?? answer.Arguments["apiId"]}";

    private static string? Judged(string? text) => text is null ? null : SecretJudge.Mask(text);

    private static RecordedAnswer Request(Operation operation, string identity, string region, JsonObject arguments)
    {
        var wire = Transport.WireRequest.Bind(operation, arguments);
        return new()
        {
            Identity = identity,
            Region = region,
            Service = operation.Service.Id,
            Operation = operation.Id,
            Arguments = (JsonObject)arguments.DeepClone(),
            Method = operation.Method,
            Path = wire.Labels.Aggregate(wire.Path, (path, label) => path.Replace(label.Key, label.Value, StringComparison.Ordinal)),
            Query = wire.Query is [] ? null : string.Join('&', wire.Query.Select(part => $"{part.Key}={part.Value}")),
        };
    }
}
