using System.Text.Json;

namespace Auditor.Core.Inventory;

/// <summary>Goes through the tokens of JSON that is never in memory as a whole.</summary>
internal static class JsonTokens
{
    private const int BufferSize = 1 << 16;

    /// <summary>Looks at one token.</summary>
    /// <param name="reader">Stands on the token.</param>
    /// <param name="before">How many bytes of the file come before those that the reader counts from.</param>
    /// <returns>Whether this is the one.</returns>
    public delegate bool Look(ref Utf8JsonReader reader, long before);

    /// <summary>The line, from 1, of the first token that is the one; <see langword="null"/> when none is.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static int? LineOf(Stream json, Look isIt)
    {
        var buffer = new byte[BufferSize];
        var (state, held, line, before) = (default(JsonReaderState), 0, 1, 0L);
        for (var isFirst = true; ; isFirst = false)
        {
            var read = json.ReadAtLeast(buffer.AsSpan(held), buffer.Length - held, throwOnEndOfStream: false);
            var isLast = held + read < buffer.Length;
            ReadOnlySpan<byte> text = buffer.AsSpan(0, held + read);
            if (isFirst && text.StartsWith("\uFEFF"u8))
            {
                text = text[3..];
                before = 3;
            }

            var reader = new Utf8JsonReader(text, isLast, state);
            while (reader.Read())
            {
                if (isIt(ref reader, before))
                {
                    return line + text[..(int)reader.TokenStartIndex].Count((byte)'\n');
                }
            }

            if (isLast)
            {
                return null;
            }

            var consumed = (int)reader.BytesConsumed;
            line += text[..consumed].Count((byte)'\n');
            before += consumed;
            state = reader.CurrentState;
            var rest = text[consumed..];
            held = rest.Length;
            // A text that is longer than all that fits.
            var next = consumed == 0 ? new byte[buffer.Length * 2] : buffer;
            rest.CopyTo(next);
            buffer = next;
        }
    }
}
