using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Auditor.Testing.FakeAws.Protocol;

/// <summary>The JSON that a client sent.</summary>
internal static class JsonInput
{
    public static JsonObject? TryRead(FakeRequest request)
    {
        try
        {
            return JsonNode.Parse(request.Text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static JsonObject Read(FakeRequest request) => TryRead(request) ?? throw Unreadable();

    public static string? Text(this JsonObject input, string name) => Value<string>(input, name);

    public static int? Number(this JsonObject input, string name) => input[name] is null ? null : Value<int>(input, name);

    public static ImmutableArray<JsonObject> Objects(this JsonObject input, string name) => input[name] switch
    {
        null => [],
        JsonArray items when items.All(item => item is JsonObject) => [.. items.OfType<JsonObject>()],
        _ => throw Unreadable(),
    };

    public static ImmutableArray<string> Texts(this JsonObject input, string name) => input[name] switch
    {
        null => [],
        JsonArray items =>
            [.. items.Select(item => item is JsonValue value && value.TryGetValue<string>(out var text) ? text : throw Unreadable())],
        _ => throw Unreadable(),
    };

    /// <summary>A time is a number of seconds in AWS JSON (aws-facts.md 0.3).</summary>
    public static DateTimeOffset? Time(this JsonObject input, string name) =>
        input[name] is null ? null : DateTimeOffset.UnixEpoch.AddSeconds(Value<double>(input, name));

    public static FakeAwsException Unreadable() => new(400, "SerializationException", "");

    private static T? Value<T>(JsonObject input, string name) => input[name] switch
    {
        null => default,
        JsonValue value when value.TryGetValue<T>(out var result) => result,
        _ => throw Unreadable(),
    };
}
