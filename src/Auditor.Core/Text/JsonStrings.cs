using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Auditor.Core.Text;

/// <summary>
/// Changes names and texts in JSON and leaves every other byte as it is: blanks, order and members that stand there twice.
/// </summary>
public static class JsonStrings
{
    // API Gateway escapes policies once beyond JSON itself; exports and tools have been seen to add one more, and a pair of quotes.
    private const int MostLayers = 4;

    private static readonly JsonReaderOptions Options = new()
    {
        CommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 128,
    };

    /// <summary>The JSON with other texts; null when the text is no JSON object, list or text that holds one.</summary>
    /// <param name="text">What may be JSON.</param>
    /// <param name="name">Makes the name of a member.</param>
    /// <param name="value">Makes a text.</param>
    /// <param name="number">Makes a text of a number; null where it stays.</param>
    public static string? Rewrite(
        string text, Func<string, string> name, Func<JsonMember, string, string> value, Func<JsonMember, string, string?>? number = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().TrimStart("\uFEFF \t\r\n") is not ['{' or '[' or '"', ..])
        {
            return null;
        }

        try
        {
            return Unescaped(text) is { } plain ? RewritePlain(plain, name, value, number) ?? text : null;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string? Unescaped(string text)
    {
        var plain = text.Trim().TrimStart('\uFEFF');
        for (var layer = 0; layer < MostLayers; layer++)
        {
            if (plain is ['"', ..])
            {
                plain = JsonSerializer.Deserialize<string>(plain)?.Trim() ?? "";
            }
            else if (plain is ['{', ..] && plain.AsSpan(1).TrimStart() is ['\\', ..])
            {
                plain = JsonSerializer.Deserialize<string>($"\"{plain.ReplaceLineEndings(" ")}\"")?.Trim() ?? "";
            }
            else
            {
                return plain is ['{' or '[', ..] ? plain : null;
            }
        }

        return null;
    }

    // Null when nothing changes.
    private static string? RewritePlain(
        string plain, Func<string, string> name, Func<JsonMember, string, string> value, Func<JsonMember, string, string?>? number)
    {
        var bytes = Encoding.UTF8.GetBytes(plain);
        var reader = new Utf8JsonReader(bytes, Options);
        var (output, copied) = (new MemoryStream(), 0);
        var frames = new Stack<Frame>();
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject or JsonTokenType.StartArray:
                    var isList = reader.TokenType is JsonTokenType.StartArray;
                    frames.Push(!frames.TryPeek(out var outer) ? new(default) : new(isList ? outer.Member : new(null, outer.Name, null)));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    frames.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    var member = reader.GetString() ?? "";
                    frames.Peek().Name = member;
                    Put(member, name(member), ref reader);
                    break;
                case JsonTokenType.String:
                    var before = reader.GetString() ?? "";
                    frames.TryPeek(out var frame);
                    Put(before, value(frame?.Member ?? default, before), ref reader);
                    frame?.Heard(before);
                    break;
                case JsonTokenType.Number when number is not null && frames.TryPeek(out var owner):
                    var digits = Encoding.UTF8.GetString(reader.ValueSpan);
                    Put(digits, number(owner.Member, digits) ?? digits, ref reader);
                    break;
                default:
                    break;
            }
        }

        if (copied is 0)
        {
            return null;
        }

        output.Write(bytes.AsSpan(copied));
        return Encoding.UTF8.GetString(output.GetBuffer().AsSpan(0, (int)output.Length));

        void Put(string before, string after, ref Utf8JsonReader at)
        {
            if (!string.Equals(before, after, StringComparison.Ordinal))
            {
                output.Write(bytes.AsSpan(copied, (int)at.TokenStartIndex - copied));
                output.WriteByte((byte)'"');
                output.Write(Encoding.UTF8.GetBytes(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(after)));
                output.WriteByte((byte)'"');
                // The reader has consumed the colon behind a name, too.
                copied = at.TokenType is JsonTokenType.Number ? (int)at.BytesConsumed : (int)at.TokenStartIndex + at.ValueSpan.Length + 2;
            }
        }
    }

    // What stands in a list stands where the list does.
    private sealed class Frame(JsonMember start)
    {
        private string? _called = start.Called;

        public string? Name { get; set; } = start.Name;

        public JsonMember Member => new(Name, start.Around, _called);

        public void Heard(string value)
        {
            if (Name is not null && Name.ToUpperInvariant() is "NAME" or "KEY" or "HEADER" or "PARAMETERNAME" or "PARAMETERKEY" or "FIELD")
            {
                _called = value;
            }
        }
    }
}
