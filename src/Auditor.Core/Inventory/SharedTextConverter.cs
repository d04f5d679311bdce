using System.Text.Json;
using System.Text.Json.Serialization;

namespace Auditor.Core.Inventory;

/// <summary>Reads texts so that those that are said over and over are one object: keys of routes, names of Regions, ids.</summary>
internal sealed class SharedTextConverter : JsonConverter<string>
{
    private const int Places = 16_384;
    private const int LongestShared = 200;

    // A text that comes to the place of another takes it. Several threads may read; each place holds a whole text.
    private readonly string?[] _texts = new string?[Places];

    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.String
            || (reader.HasValueSequence ? reader.ValueSequence.Length : reader.ValueSpan.Length) > LongestShared)
        {
            return reader.GetString();
        }

        Span<char> characters = stackalloc char[LongestShared];
        ReadOnlySpan<char> text = characters[..reader.CopyString(characters)];
        var place = (int)((uint)string.GetHashCode(text) % Places);
        if (_texts[place] is { } known && text.SequenceEqual(known))
        {
            return known;
        }

        var made = text.ToString();
        _texts[place] = made;
        return made;
    }

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options) => writer.WriteStringValue(value);
}
