using System.Collections.Concurrent;
using System.Net;
using System.Text;
using Amazon.Runtime;
using Auditor.Aws.Advice;
using Auditor.Aws.Transport;

namespace Auditor.Aws.Tests.Transport;

/// <summary>Answers requests from a script, without a network, and remembers them. The last step repeats.</summary>
internal sealed class ScriptedAws(params Func<HttpRequestMessage, HttpResponseMessage>[] steps) : HttpClientFactory
{
    private int _step;

    public ConcurrentQueue<SentRequest> Requests { get; } = new();

    public ImpatientClock Clock { get; init; } = new();

    public override HttpClient CreateHttpClient(IClientConfig clientConfig) => new(new Handler(this));

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public AwsCaller Caller(AwsCallerOptions? options = null) => new(
        (options ?? new()) with
        {
            Credentials = options?.Credentials ?? new BasicAWSCredentials("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"),
            HttpClientFactory = this,
            Explain = CallAdvice.Of,
        },
        Clock);

    public static Func<HttpRequestMessage, HttpResponseMessage> Json(
        string body, HttpStatusCode status = HttpStatusCode.OK, params (string Name, string Value)[] headers) => _ =>
    {
        var response = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        foreach (var (name, value) in headers)
        {
            response.Headers.TryAddWithoutValidation(name, value);
        }

        return response;
    };

    public static Func<HttpRequestMessage, HttpResponseMessage> Xml(string body, HttpStatusCode status = HttpStatusCode.OK) => _ =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "text/xml") };

    private Func<HttpRequestMessage, HttpResponseMessage> NextStep() => steps[Math.Min(Interlocked.Increment(ref _step), steps.Length) - 1];

    private sealed class Handler(ScriptedAws script) : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
            var headers = request.Headers.Concat(request.Content?.Headers.AsEnumerable() ?? [])
                .ToDictionary(header => header.Key, header => string.Join(",", header.Value), StringComparer.OrdinalIgnoreCase);
            script.Requests.Enqueue(new(
                request.Method.Method, request.RequestUri ?? throw new InvalidOperationException("No URL."), headers, body));
            var response = script.NextStep()(request);
            response.RequestMessage = request;
            return response;
        }
    }
}
