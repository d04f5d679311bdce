using System.Text.Json;

namespace Auditor.Core.Inventory;

/// <summary>
/// Finds <c>null</c> where an inventory lists things: the deserializer lets it through, and everything behind it would stumble.
/// </summary>
internal static class MissingThings
{
    private const int BufferSize = 1 << 16;

    /// <summary>The line, from 1, of the first <c>null</c> in a list; <see langword="null"/> when there is none.</summary>
    public static int? LineOf(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return IsNullInAList(ref reader, new()) ? 1 + json[..(int)reader.TokenStartIndex].Count((byte)'\n') : null;
    }

    /// <inheritdoc cref="LineOf(ReadOnlySpan{byte})"/>
    public static int? LineOf(Stream json)
    {
        var buffer = new byte[BufferSize];
        var lists = new Stack<bool>();
        var (state, held, line) = (default(JsonReaderState), 0, 1);
        for (var isFirst = true; ; isFirst = false)
        {
            var read = json.ReadAtLeast(buffer.AsSpan(held), buffer.Length - held, throwOnEndOfStream: false);
            var isLast = held + read < buffer.Length;
            ReadOnlySpan<byte> text = buffer.AsSpan(0, held + read);
            text = isFirst && text.StartsWith("\uFEFF"u8) ? text[3..] : text;
            var reader = new Utf8JsonReader(text, isLast, state);
            if (IsNullInAList(ref reader, lists))
            {
                return line + text[..(int)reader.TokenStartIndex].Count((byte)'\n');
            }

            if (isLast)
            {
                return null;
            }

            var consumed = (int)reader.BytesConsumed;
            line += text[..consumed].Count((byte)'\n');
            state = reader.CurrentState;
            var rest = text[consumed..];
            held = rest.Length;
            // A text that is longer than all that fits.
            var next = consumed == 0 ? new byte[buffer.Length * 2] : buffer;
            rest.CopyTo(next);
            buffer = next;
        }
    }

    private static bool IsNullInAList(ref Utf8JsonReader reader, Stack<bool> lists)
    {
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartArray or JsonTokenType.StartObject:
                    lists.Push(reader.TokenType is JsonTokenType.StartArray);
                    break;
                case JsonTokenType.EndArray or JsonTokenType.EndObject:
                    lists.Pop();
                    break;
                case JsonTokenType.Null when lists.TryPeek(out var isList) && isList:
                    return true;
                default:
                    break;
            }
        }

        return false;
    }
}
