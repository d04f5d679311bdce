using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Aws.Tests.FakeAws;

/// <summary>
/// A client with a signer of its own, written from the SigV4 specification and not from the fake, so that the two check each other.
/// </summary>
internal sealed class SignedClient(FakeAwsServer aws, FakeCredentials? credentials = null, string region = "eu-west-1") : IDisposable
{
    private readonly HttpMessageInvoker _http = new(new SocketsHttpHandler { AllowAutoRedirect = false });

    public FakeCredentials Credentials { get; init; } = credentials ?? aws.Credentials;

    public DateTimeOffset? SignedAt { get; init; }

    /// <summary>Null leaves the header out.</summary>
    public string? Accept { get; init; } = "application/json";

    public Task<HttpResponseMessage> GetAsync(
        string target, string service = "apigateway", CancellationToken cancellationToken = default) =>
        SendAsync(HttpMethod.Get, target, service, cancellationToken: cancellationToken);

    public async Task<JsonObject> JsonAsync(string target, string service = "apigateway")
    {
        using var response = await GetAsync(target, service);
        return await BodyAsync(response);
    }

    public async Task<(int Status, string? Code, JsonObject Body)> ErrorAsync(string target, string service = "apigateway")
    {
        using var response = await GetAsync(target, service);
        var code = response.Headers.TryGetValues("x-amzn-ErrorType", out var values) ? values.First().Split(':')[0] : null;
        return ((int)response.StatusCode, code, await BodyAsync(response));
    }

    public Task<HttpResponseMessage> CallAsync(
        string service, string target, string body, string contentType = "application/x-amz-json-1.1") =>
        SendAsync(HttpMethod.Post, "/", service, body, contentType, ("x-amz-target", target));

    public async Task<JsonObject> CallJsonAsync(
        string service, string target, string body, string contentType = "application/x-amz-json-1.1")
    {
        using var response = await CallAsync(service, target, body, contentType);
        return await BodyAsync(response);
    }

    public async Task<(int Status, string Body)> QueryAsync(string service, string form)
    {
        using var response = await SendAsync(HttpMethod.Post, "/", service, form, "application/x-www-form-urlencoded; charset=utf-8");
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    public async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string target, string service, string body = "", string? contentType = null, (string Name, string Value)? header = null, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(method, new Uri(aws.Url, target));
        if (contentType is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }

        if (Accept is not null)
        {
            request.Headers.TryAddWithoutValidation("accept", Accept);
        }

        var time = (SignedAt ?? TimeProvider.System.GetUtcNow()).UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal) { ["host"] = aws.Url.Authority, ["x-amz-date"] = time };
        if (Credentials.SessionToken is { } token)
        {
            headers["x-amz-security-token"] = token;
        }

        if (header is { } extra)
        {
            headers[extra.Name] = extra.Value;
        }

        foreach (var (name, value) in headers.Where(pair => pair.Key != "host"))
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        request.Headers.TryAddWithoutValidation(
            "Authorization", Authorization(method.Method, new Uri(aws.Url, target), service, body, headers, time));
        return await _http.SendAsync(request, cancellationToken);
    }

    public void Dispose() => _http.Dispose();

    private string Authorization(string method, Uri url, string service, string body, SortedDictionary<string, string> headers, string time)
    {
        var scope = $"{time[..8]}/{region}/{service}/aws4_request";
        var names = string.Join(';', headers.Keys);
        var query = url.Query.TrimStart('?')
            .Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Split('=', 2))
            .Select(pair => $"{Escape(pair[0])}={Escape(pair.Length == 2 ? pair[1] : "")}")
            .Order(StringComparer.Ordinal);
        var canonical = new StringBuilder()
            .Append(method).Append('\n')
            .Append(string.Join('/', url.AbsolutePath.Split('/').Select(Uri.EscapeDataString))).Append('\n')
            .Append(string.Join('&', query)).Append('\n');
        foreach (var (name, value) in headers)
        {
            canonical.Append(name).Append(':').Append(value).Append('\n');
        }

        canonical.Append('\n').Append(names).Append('\n').Append(Hash(body));
        var key = Encoding.UTF8.GetBytes($"AWS4{Credentials.SecretAccessKey}");
        foreach (var part in scope.Split('/'))
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        var signature = HMACSHA256.HashData(
            key, Encoding.UTF8.GetBytes($"AWS4-HMAC-SHA256\n{time}\n{scope}\n{Hash(canonical.ToString())}"));
        return $"AWS4-HMAC-SHA256 Credential={Credentials.AccessKeyId}/{scope}, SignedHeaders={names}, "
            + $"Signature={Convert.ToHexStringLower(signature)}";
    }

    private static string Escape(string text) => Uri.EscapeDataString(Uri.UnescapeDataString(text));

    private static string Hash(string text) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static async Task<JsonObject> BodyAsync(HttpResponseMessage response) =>
        JsonNode.Parse(await response.Content.ReadAsStringAsync()).ShouldBeOfType<JsonObject>();
}
