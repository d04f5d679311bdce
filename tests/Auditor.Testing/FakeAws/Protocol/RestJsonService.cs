using System.Collections.Immutable;
using System.Globalization;

namespace Auditor.Testing.FakeAws.Protocol;

/// <summary>rest-json: the code is in the x-amzn-ErrorType header (aws-facts.md A.2).</summary>
internal abstract class RestJsonService : FakeService
{
    protected abstract ImmutableArray<RestRoute> Routes { get; }

    protected abstract string UnknownOperationCode { get; }

    protected abstract string ThrottlingCode { get; }

    public sealed override FakeOperation? Find(FakeRequest request)
    {
        foreach (var route in Routes)
        {
            if (route.Match(request) is { } path)
            {
                return Describe(route, request, path);
            }
        }

        return request.Method is "GET" or "HEAD"
            ? null
            : new FakeOperation($"{request.Method} {request.RawPath}") { Writes = true, Action = $"{SigningName}:{request.Method}" };
    }

    public sealed override FakeResponse Error(FakeAwsException error) =>
        Wire.Json(Wire.Object(("message", error.Message)), error.Status) with
        {
            // Real codes come with a suffix now and then; whoever reads one has to cut it at the colon (aws-facts.md A.2).
            Headers = [("x-amzn-ErrorType", $"{error.Code}:http://internal.amazon.com/coral/com.amazon.coral.service/"), .. error.Headers],
            ErrorCode = error.Code,
        };

    public override FakeAwsException UnknownOperation(FakeRequest request) =>
        new(404, UnknownOperationCode, $"Unable to determine service/operation name to be authorized: {request.Method} {request.RawPath}");

    public override FakeAwsException AccessDenied(string message) => new(403, "AccessDeniedException", message);

    public override FakeAwsException Throttled(TimeSpan retryAfter) => new(429, ThrottlingCode, "Too Many Requests")
    {
        Headers = [("Retry-After", Math.Max(1, (int)Math.Ceiling(retryAfter.TotalSeconds)).ToString(CultureInfo.InvariantCulture))],
    };

    protected abstract FakeOperation Describe(RestRoute route, FakeRequest request, ImmutableDictionary<string, string> path);
}
