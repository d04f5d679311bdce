using System.Net;
using Amazon.Runtime.EventStreams;
using Amazon.Runtime.Internal.Transform;

namespace Auditor.Aws.Recordings;

/// <summary>An answer whose body is in memory, as the SDK's pipeline takes it.</summary>
internal sealed class WireResponse(
    HttpStatusCode status, ImmutableSortedDictionary<string, string> headers, byte[] body, bool isCut) : IWebResponseData, IHttpResponseBody
{
    public byte[] Body => body;

    // More than there is, where the connection ended too early.
    public long ContentLength => body.Length + (isCut ? 1 : 0);

    public string ContentType => GetHeaderValue("Content-Type");

    public HttpStatusCode StatusCode => status;

    public bool IsSuccessStatusCode => (int)status is >= 200 and < 300;

    public IHttpResponseBody ResponseBody => this;

    public string[] GetHeaderNames() => [.. headers.Keys];

    public bool IsHeaderPresent(string headerName) => headers.ContainsKey(headerName);

    public string GetHeaderValue(string headerName) => headers.GetValueOrDefault(headerName, "");

    public IEventStreamHeader? GetEventStreamHeader(string headerName) => null;

    public bool IsEventHeaderPresent(string headerName) => false;

    public Stream OpenResponse() => new MemoryStream(body, writable: false);

    public Task<Stream> OpenResponseAsync() => Task.FromResult(OpenResponse());

    public void Dispose()
    {
    }
}
