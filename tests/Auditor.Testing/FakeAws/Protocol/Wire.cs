using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auditor.Testing.FakeAws.Protocol;

/// <summary>How values look in JSON from AWS.</summary>
internal static class Wire
{
    // AWS does not escape what JSON lets stand, so a client that only copes with ASCII is found out.
    private static readonly JsonSerializerOptions Format = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static FakeResponse Json(JsonObject body, int status = 200, string contentType = "application/json") =>
        new(status, contentType, Encoding.UTF8.GetBytes(body.ToJsonString(Format)));

    /// <summary>Members that are null are left out (aws-facts.md A.3).</summary>
    public static JsonObject Object(params ReadOnlySpan<(string Name, JsonNode? Value)> members)
    {
        var result = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                result[name] = value;
            }
        }

        return result;
    }

    public static JsonArray Array() => [];

    public static JsonArray Array(IEnumerable<JsonNode?> items) => new([.. items]);

    public static JsonArray Array(ImmutableArray<string> items) => new([.. items.Select(item => (JsonNode?)item)]);

    /// <summary>Null when empty, so that it is left out.</summary>
    public static JsonArray? ArrayOrNull(ImmutableArray<string> items) => items.IsDefaultOrEmpty ? null : Array(items);

    public static JsonObject? MapOrNull(IReadOnlyDictionary<string, string> items) => items.Count == 0 ? null : Map(items, value => value);

    public static JsonObject Map<T>(IReadOnlyDictionary<string, T> items, Func<T, JsonNode?> value)
    {
        var result = new JsonObject();
        foreach (var (key, item) in items.OrderBy(item => item.Key, StringComparer.Ordinal))
        {
            result[key] = value(item);
        }

        return result;
    }

    /// <summary>False is left out where AWS leaves it out.</summary>
    public static JsonNode? TrueOrNull(bool value) => value ? true : null;

    /// <summary>Seconds since 1970, fractional when there is a fraction (aws-facts.md 0.3).</summary>
    public static JsonNode Epoch(DateTimeOffset time) =>
        time.ToUnixTimeMilliseconds() % 1000 == 0 ? (JsonNode)time.ToUnixTimeSeconds() : time.ToUnixTimeMilliseconds() / 1000.0;

    /// <summary>ISO-8601 (aws-facts.md 0.3).</summary>
    public static JsonNode Iso(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    /// <summary>A policy as API Gateway v1 has it: the inside of a JSON string literal, slashes escaped too (aws-facts.md 0.4).</summary>
    public static JsonNode? EscapedPolicy(string? policy) => policy is null
        ? null
        : JsonSerializer.Serialize(policy, Format)[1..^1].Replace("/", @"\/", StringComparison.Ordinal);
}
