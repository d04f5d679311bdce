using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Auditor.Core.Secrets;

/// <summary>Takes secrets out of JSON, policies above all: each text is judged by the name of its member, and everything else stays as it is.</summary>
internal static class JsonSecrets
{
    // API Gateway escapes policies once beyond JSON itself; exports and tools have been seen to add one more, and a pair of quotes.
    private const int MostLayers = 4;

    private static readonly JsonReaderOptions Options = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 128 };

    /// <summary>The JSON without its secrets; null when the text is no JSON.</summary>
    public static string? Mask(string text)
    {
        if (text.AsSpan().TrimStart("\uFEFF \t\r\n") is not ['{' or '[' or '"', ..])
        {
            return null;
        }

        try
        {
            var plain = Unescaped(text);
            return plain is null ? null : Rewrite(plain) is { } masked ? masked : text;
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

    // Null when there is no secret in it.
    private static string? Rewrite(string plain)
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
                    frames.Push(new(reader.TokenType is JsonTokenType.StartArray && frames.TryPeek(out var outer) ? outer.Name : null, frames.TryPeek(out var around) ? around.Name : null));
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    frames.Pop();
                    break;
                case JsonTokenType.PropertyName:
                    var name = reader.GetString() ?? "";
                    frames.Peek().Name = name;
                    Put(name, SecretJudge.Replace(name, SecretFinder.Find(name, Randomness.Context.None)), ref reader);
                    break;
                case JsonTokenType.String:
                    var value = reader.GetString() ?? "";
                    frames.TryPeek(out var frame);
                    Put(value, Masked(frame, value), ref reader);
                    frame?.Heard(value);
                    break;
                case JsonTokenType.Number when frames.TryPeek(out var owner) && SecretNames.KindOf(owner.Name) is "password" or "secret" && reader.ValueSpan.Length >= 4:
                    var digits = Encoding.UTF8.GetString(reader.ValueSpan);
                    Put(digits, SecretMark.Of("number", digits), ref reader);
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
            if (!ReferenceEquals(before, after) && before != after)
            {
                output.Write(bytes.AsSpan(copied, (int)at.TokenStartIndex - copied));
                output.WriteByte((byte)'"');
                output.Write(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(after) is var encoded ? Encoding.UTF8.GetBytes(encoded) : []);
                output.WriteByte((byte)'"');
                copied = EndOf(ref at);
            }
        }
    }

    private static int EndOf(ref Utf8JsonReader at) => at.TokenType switch
    {
        JsonTokenType.Number => (int)at.BytesConsumed,
        // The reader has consumed the colon behind a name.
        JsonTokenType.PropertyName => (int)at.TokenStartIndex + at.ValueSpan.Length + 2,
        _ => (int)at.TokenStartIndex + at.ValueSpan.Length + 2,
    };

    private static string Masked(Frame? frame, string value)
    {
        var name = frame?.ValueName;
        if (name is null)
        {
            return SecretJudge.Replace(value, SecretFinder.Find(value, Randomness.Context.Value));
        }

        return SharedSecrets.IsOne(name) ? SharedSecrets.Mask(name, value) : SecretJudge.Mask(name, value);
    }

    private sealed class Frame(string? name, string? around)
    {
        private string? _called;

        public string? Name { get; set; } = name;

        // {"name": "DB_PASSWORD", "value": "..."}
        public string? ValueName => Name is not null && Name.ToUpperInvariant() is "VALUE" or "VALUES" or "VAL" or "TEXT" or "STRINGVALUE" or "SEARCHSTRING" or "DEFAULT" ? _called ?? around : Name;

        public void Heard(string value)
        {
            if (Name is not null && Name.ToUpperInvariant() is "NAME" or "KEY" or "HEADER" or "PARAMETERNAME" or "PARAMETERKEY" or "FIELD")
            {
                _called = value;
            }
        }
    }
}
