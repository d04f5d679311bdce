using System.Collections.Immutable;
using System.Text.Json.Nodes;

namespace Auditor.Testing.FakeAws.Protocol;

/// <summary>AWS JSON 1.0 and 1.1: POST / with X-Amz-Target, the code in the body's __type (aws-facts.md A.1).</summary>
internal abstract class JsonRpcService : FakeService
{
    protected abstract string TargetPrefix { get; }

    protected abstract string ActionPrefix { get; }

    protected virtual string ContentType => "application/x-amz-json-1.1";

    protected abstract ImmutableDictionary<string, Func<FakeRequest, JsonObject, JsonObject>> Operations { get; }

    public override FakeOperation? Find(FakeRequest request)
    {
        if (request.Method != "POST"
            || request.RawPath != "/"
            || request.Header("x-amz-target")?.Split('.') is not [var prefix, var name]
            || prefix != TargetPrefix
            || request.Header("content-type") != ContentType)
        {
            return null;
        }

        return new FakeOperation(name)
        {
            Action = $"{ActionPrefix}:{name}",
            Resource = JsonInput.TryRead(request) is { } input ? Resource(input) : "*",
            Writes = !IsRead(name),
            Answer = Operations.TryGetValue(name, out var answer) ? received =>
                Wire.Json(answer(received, JsonInput.Read(received)), 200, ContentType) : null,
        };
    }

    // AWS answers an awsJson error with 400 whatever it means; the code is in __type.
    public override FakeResponse Error(FakeAwsException error) =>
        Wire.Json(
            Wire.Object(("__type", error.Code), ("message", error.Message)),
            error.Status,
            ContentType) with
        { Headers = error.Headers, ErrorCode = error.Code };

    public override FakeAwsException UnknownOperation(FakeRequest request) => new(400, "UnknownOperationException", "");

    public override FakeAwsException AccessDenied(string message) => new(400, "AccessDeniedException", message);

    public override FakeAwsException Throttled(TimeSpan retryAfter) => new(400, "ThrottlingException", "Rate exceeded");

    internal static bool IsRead(string operation) =>
        new[] { "Get", "List", "Describe", "BatchGet", "Select", "Check", "Lookup", "Simulate", "Validate", "Search" }
            .Any(verb => operation.StartsWith(verb, StringComparison.Ordinal));

    /// <summary>The ARN that IAM looks at, where the action has resources.</summary>
    protected virtual string Resource(JsonObject input) => "*";
}
