using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace Auditor.Aws.Tests.Transport;

/// <summary>Signature Version 4 written from its specification, to check the SDK's against.</summary>
internal static partial class ReferenceSignature
{
    public static bool IsGood(SentRequest request, string secret)
    {
        var parts = Authorization().Match(request.Headers["Authorization"]);
        parts.Success.ShouldBeTrue(request.Headers["Authorization"]);
        var signed = parts.Groups["headers"].Value.Split(';');
        // What changes the meaning of a request must be covered by its signature.
        signed.ShouldContain("host");
        signed.ShouldContain("x-amz-date");
        var expected = Sign(
            request.Method,
            request.Url,
            signed.Select(name => (name, name is "host" ? request.Url.Authority : request.Headers[name])),
            request.Body,
            request.Headers["X-Amz-Date"],
            parts.Groups["scope"].Value,
            secret);
        return expected == parts.Groups["signature"].Value;
    }

    public static string Sign(
        string method, Uri url, IEnumerable<(string Name, string Value)> headers, string body, string date, string scope, string secret)
    {
        var listed = headers.ToArray();
        var query = url.Query.TrimStart('?').Split('&', StringSplitOptions.RemoveEmptyEntries)
            .Select(pair => pair.Contains('=', StringComparison.Ordinal) ? pair : pair + "=")
            .Order(StringComparer.Ordinal);
        // Every service but S3 signs the path encoded once more than it is sent.
        var path = string.Join('/', url.AbsolutePath.Split('/').Select(Uri.EscapeDataString));
        var canonical = string.Join('\n', [
            method,
            path,
            string.Join('&', query),
            .. listed.Select(header => $"{header.Name}:{header.Value.Trim()}"),
            "",
            string.Join(';', listed.Select(header => header.Name)),
            Hex(SHA256.HashData(Encoding.UTF8.GetBytes(body)))]);
        var toSign = string.Join('\n', "AWS4-HMAC-SHA256", date, scope, Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical))));
        var key = scope.Split('/')
            .Aggregate(
                Encoding.UTF8.GetBytes("AWS4" + secret), (previous, part) => HMACSHA256.HashData(previous, Encoding.UTF8.GetBytes(part)));
        return Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);

    [GeneratedRegex("^AWS4-HMAC-SHA256 Credential=[^/]+/(?<scope>[^,]+), ?SignedHeaders=(?<headers>[^,]+), "
        + "?Signature=(?<signature>[0-9a-f]{64})$")]
    private static partial Regex Authorization();
}
