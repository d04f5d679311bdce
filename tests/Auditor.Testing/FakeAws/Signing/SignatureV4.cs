using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.Signing;

/// <summary>The Authorization header of a request, as AWS Signature Version 4 has it.</summary>
internal sealed record SignatureV4(
    string AccessKeyId, string Date, string Region, string Service, ImmutableArray<string> SignedHeaders, string Signature)
{
    public static SignatureV4? Read(FakeRequest request) => Read(request.Header("authorization"));

    public static SignatureV4? Read(string? header)
    {
        const string Algorithm = "AWS4-HMAC-SHA256 ";
        if (header?.StartsWith(Algorithm, StringComparison.Ordinal) is not true)
        {
            return null;
        }

        var parts = header[Algorithm.Length..]
            .Split(',', StringSplitOptions.TrimEntries)
            .Select(part => part.Split('=', 2))
            .Where(part => part.Length == 2)
            .ToDictionary(part => part[0], part => part[1], StringComparer.Ordinal);
        return parts.GetValueOrDefault("Credential")?.Split('/') is [var key, var date, var region, var service, "aws4_request"]
            && parts.TryGetValue("SignedHeaders", out var headers)
            && parts.TryGetValue("Signature", out var signature)
            ? new(key, date, region, service, [.. headers.Split(';')], signature)
            : null;
    }

    /// <summary>When the request says it was signed.</summary>
    public static DateTimeOffset? SignedAt(FakeRequest request) =>
        DateTimeOffset.TryParseExact(
            request.Header("x-amz-date"), "yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time)
            ? time
            : null;

    /// <summary>What is wrong with the signature, or null.</summary>
    public string? Check(FakeRequest request, string secret)
    {
        const string Mismatch = "The request signature we calculated does not match the signature you provided. Check your AWS Secret "
            + "Access Key and signing method.";
        if (!SignedHeaders.Contains("host")
            || request.Header("x-amz-date") is not { } time
            || !time.StartsWith(Date, StringComparison.Ordinal))
        {
            return Mismatch;
        }

        // Every x-amz header has to be signed, or somebody on the way could add one.
        if (request.Headers.Keys.FirstOrDefault(name => name.StartsWith("x-amz-", StringComparison.OrdinalIgnoreCase)
            && !SignedHeaders.Contains(name.ToLowerInvariant())) is { } unsigned)
        {
            return $"There were headers present in the request which were not signed: {unsigned}";
        }

        var payload = Hex(SHA256.HashData(request.Body));
        if (request.Header("x-amz-content-sha256") is { } declared && declared != payload)
        {
            return Mismatch;
        }

        var canonical = string.Join('\n', [
            request.Method,
            CanonicalPath(request.RawPath),
            CanonicalQuery(request.Query),
            .. SignedHeaders.Select(name => $"{name}:{CanonicalHeader(request.Header(name))}"),
            "",
            string.Join(';', SignedHeaders),
            payload]);
        var toSign = $"AWS4-HMAC-SHA256\n{time}\n{Date}/{Region}/{Service}/aws4_request\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        var key = new[] { Date, Region, Service, "aws4_request" }.Aggregate(Encoding.UTF8.GetBytes($"AWS4{secret}"), Hmac);
        return CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(Hex(Hmac(key, toSign))), Encoding.ASCII.GetBytes(Signature))
            ? null
            : Mismatch;
    }

    // Every service but S3 encodes the path that is on the wire once more.
    private static string CanonicalPath(string path) => string.Join('/', path.Split('/').Select(Encode));

    private static string CanonicalQuery(ImmutableArray<(string Name, string Value)> query) => string.Join('&', query
        .Select(pair => (Name: Encode(pair.Name), Value: Encode(pair.Value)))
        .OrderBy(pair => pair.Name, StringComparer.Ordinal)
        .ThenBy(pair => pair.Value, StringComparer.Ordinal)
        .Select(pair => $"{pair.Name}={pair.Value}"));

    private static string CanonicalHeader(string? value) =>
        string.Join(' ', (value ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries));

    private static string Encode(string text) => Uri.EscapeDataString(text);

    private static byte[] Hmac(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text));

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
