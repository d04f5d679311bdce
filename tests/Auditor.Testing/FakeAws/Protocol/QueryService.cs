using System.Collections.Immutable;
using System.Text;
using System.Xml.Linq;

namespace Auditor.Testing.FakeAws.Protocol;

/// <summary>The query protocol of IAM and STS: a form in, XML out (aws-facts.md A.1).</summary>
internal abstract class QueryService : FakeService
{
    protected abstract string Version { get; }

    protected abstract XNamespace Namespace { get; }

    protected abstract ImmutableDictionary<string, Func<FakeRequest, ImmutableDictionary<string, string>, XElement>> Operations { get; }

    protected abstract FakeOperation Describe(string name, ImmutableDictionary<string, string> form, FakeRequest request);

    public override FakeOperation? Find(FakeRequest request)
    {
        var form = Form(request);
        if (form.GetValueOrDefault("Version") != Version || form.GetValueOrDefault("Action") is not { } name)
        {
            return null;
        }

        var operation = Describe(name, form, request);
        return Operations.TryGetValue(name, out var answer)
            ? operation with { Answer = received => Xml(200, Response(name, answer(received, form))) }
            : operation;
    }

    public override FakeResponse Error(FakeAwsException error) =>
        Xml(error.Status, Failure(error)) with { Headers = error.Headers, ErrorCode = error.Code };

    public override FakeAwsException UnknownOperation(FakeRequest request) => new(400, "InvalidAction", "Could not find operation");

    public override FakeAwsException AccessDenied(string message) => new(403, "AccessDenied", message);

    // aws-facts.md B.5: IAM and STS throttle with HTTP 400.
    public override FakeAwsException Throttled(TimeSpan retryAfter) => new(400, "Throttling", "Rate exceeded");

    public override FakeAwsException SignatureDoesNotMatch(string message) => new(403, "SignatureDoesNotMatch", message);

    public override FakeAwsException SignatureExpired(string message) => new(403, "SignatureDoesNotMatch", message);

    public override FakeAwsException UnknownKey() =>
        new(403, "InvalidClientTokenId", "The security token included in the request is invalid.");

    public override FakeAwsException ExpiredToken() => new(403, "ExpiredToken", "The security token included in the request is expired");

    public override FakeAwsException MissingToken() => new(403, "MissingAuthenticationToken", "Request is missing Authentication Token");

    protected virtual XElement Response(string name, XElement result) => new(
        Namespace + $"{name}Response",
        result,
        new XElement(Namespace + "ResponseMetadata", new XElement(Namespace + "RequestId", "00000000-0000-4000-8000-000000000000")));

    protected virtual XElement Failure(FakeAwsException error) => new(
        Namespace + "ErrorResponse",
        new XElement(
            Namespace + "Error",
            new XElement(Namespace + "Type", error.Status < 500 ? "Sender" : "Receiver"),
            new XElement(Namespace + "Code", error.Code),
            new XElement(Namespace + "Message", error.Message)),
        new XElement(Namespace + "RequestId", "00000000-0000-4000-8000-000000000000"));

    private static ImmutableDictionary<string, string> Form(FakeRequest request) =>
        FakeRequest.ParsePairs(request.Method == "POST" ? request.Text : request.RawQuery, plusIsSpace: true)
            .GroupBy(pair => pair.Name, StringComparer.Ordinal)
            .ToImmutableDictionary(pairs => pairs.Key, pairs => pairs.Last().Value, StringComparer.Ordinal);

    private static FakeResponse Xml(int status, XElement root) =>
        new(status, "text/xml", Encoding.UTF8.GetBytes(root.ToString(SaveOptions.DisableFormatting)));
}
