using System.Text.Json;

namespace Auditor.Core.Inventory;

/// <summary>Finds <c>null</c> where an inventory lists things: the deserializer lets it through, and everything behind it would stumble.</summary>
internal static class MissingThings
{
    /// <summary>The line, from 1, of the first <c>null</c> in a list; <see langword="null"/> when there is none.</summary>
    public static int? LineOf(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        var lists = new Stack<bool>();
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
                    return 1 + json[..(int)reader.TokenStartIndex].Count((byte)'\n');
                default:
                    break;
            }
        }

        return null;
    }
}
