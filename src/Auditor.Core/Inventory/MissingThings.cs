using System.Text.Json;

namespace Auditor.Core.Inventory;

/// <summary>
/// Finds <c>null</c> where an inventory lists things: the deserializer lets it through, and everything behind it would stumble.
/// </summary>
internal static class MissingThings
{
    /// <summary>The line, from 1, of the first <c>null</c> in a list; <see langword="null"/> when there is none.</summary>
    public static int? LineOf(ReadOnlySpan<byte> json)
    {
        var lists = new Stack<bool>();
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            if (IsNullInAList(reader.TokenType, lists))
            {
                return 1 + json[..(int)reader.TokenStartIndex].Count((byte)'\n');
            }
        }

        return null;
    }

    /// <inheritdoc cref="LineOf(ReadOnlySpan{byte})"/>
    public static int? LineOf(Stream json)
    {
        var lists = new Stack<bool>();
        return JsonTokens.LineOf(json, (ref reader, _) => IsNullInAList(reader.TokenType, lists));
    }

    private static bool IsNullInAList(JsonTokenType token, Stack<bool> lists)
    {
        switch (token)
        {
            case JsonTokenType.StartArray or JsonTokenType.StartObject:
                lists.Push(token is JsonTokenType.StartArray);
                return false;
            case JsonTokenType.EndArray or JsonTokenType.EndObject:
                lists.Pop();
                return false;
            default:
                return token is JsonTokenType.Null && lists.TryPeek(out var isList) && isList;
        }
    }
}
