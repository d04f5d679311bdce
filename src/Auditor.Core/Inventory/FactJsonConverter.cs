using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auditor.Core.Inventory;

internal sealed class FactJsonConverter<T>(bool takesNull) : JsonConverter<Fact<T>>
{
    private const string Marker = "unknown";

    // A known "there is none" is null in the file; without this the serializer would answer for us.
    public override bool HandleNull => true;

    public override Fact<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.StartObject)
        {
            var ahead = reader;
            if (ahead.Read() && ahead.TokenType is JsonTokenType.PropertyName && ahead.ValueTextEquals(Marker))
            {
                reader.Read();
                reader.Read();
                var unknown = Unknown.AsRead(JsonSerializer.Deserialize<Unknown>(ref reader, options));
                if (!reader.Read() || reader.TokenType is not JsonTokenType.EndObject)
                {
                    throw new JsonException($"An object with the member '{Marker}' has no other members.");
                }

                return unknown;
            }
        }

        if (reader.TokenType is JsonTokenType.Null)
        {
            return takesNull && default(T) is null
                ? Fact<T>.Known(default)
                : throw new JsonException($"A value is missing: null is no {typeof(T).Name}.");
        }

        return Fact<T>.Known(JsonSerializer.Deserialize<T>(ref reader, options));
    }

    public override void Write(Utf8JsonWriter writer, Fact<T> value, JsonSerializerOptions options)
    {
        if (value.Unknown is { } unknown)
        {
            writer.WriteStartObject();
            writer.WritePropertyName(Marker);
            JsonSerializer.Serialize(writer, unknown, options);
            writer.WriteEndObject();
        }
        else
        {
            JsonSerializer.Serialize(writer, value.Value, options);
        }
    }
}
