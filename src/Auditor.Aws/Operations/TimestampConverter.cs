using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auditor.Aws.Operations;

/// <summary>
/// API Gateway's first interface and CloudWatch write seconds since 1970, the second interface and the XML services write ISO 8601.
/// </summary>
internal sealed class TimestampConverter : JsonConverter<DateTimeOffset>
{
    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.Number)
        {
            return FromSeconds(reader.GetDouble());
        }

        var text = reader.TokenType is JsonTokenType.String
            ? reader.GetString()
            : throw new JsonException("A point in time is neither a number nor a string.");
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds))
        {
            return FromSeconds(seconds);
        }

        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var instant)
            ? instant
            : throw new JsonException("A point in time is neither seconds since 1970 nor ISO 8601.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);

    private static DateTimeOffset FromSeconds(double seconds)
    {
        var limit = DateTimeOffset.MaxValue.ToUnixTimeSeconds();
        return seconds >= 0 && seconds < limit
            ? DateTimeOffset.UnixEpoch.AddTicks((long)(seconds * TimeSpan.TicksPerSecond))
            : throw new JsonException("A point in time is out of range.");
    }
}
