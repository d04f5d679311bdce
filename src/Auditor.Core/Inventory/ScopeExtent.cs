using System.Collections.Immutable;
using System.Text.Json;

namespace Auditor.Core.Inventory;

/// <summary>Where an account in a Region stands in the file of an inventory.</summary>
/// <param name="Start">Its first byte.</param>
/// <param name="Length">How many it has.</param>
internal readonly record struct ScopeExtent(long Start, int Length)
{
    /// <summary>Of all of an inventory, in its order.</summary>
    /// <exception cref="JsonException">It is no JSON.</exception>
    public static ImmutableArray<ScopeExtent> AllOf(Stream json)
    {
        var extents = ImmutableArray.CreateBuilder<ScopeExtent>();
        var (isList, start) = (false, 0L);
        JsonTokens.LineOf(json, (ref reader, before) =>
        {
            switch (reader.CurrentDepth, reader.TokenType)
            {
                case (1, JsonTokenType.PropertyName):
                    isList = reader.ValueTextEquals("scopes");
                    break;
                case (2, JsonTokenType.StartObject) when isList:
                    start = before + reader.TokenStartIndex;
                    break;
                case (2, JsonTokenType.EndObject) when isList:
                    extents.Add(new(start, checked((int)(before + reader.BytesConsumed - start))));
                    break;
                default:
                    break;
            }

            return false;
        });
        return extents.ToImmutable();
    }
}
