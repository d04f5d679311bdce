using Auditor.Core.Findings;
using Auditor.Templates.Documents;

namespace Auditor.Templates.Values;

/// <summary>Makes values of a document that has no expressions.</summary>
internal static class Literals
{
    /// <param name="node">The document or a part of it.</param>
    /// <param name="place">The place of all of it, where the document is itself a text somewhere; <see langword="null"/> for its own
    /// places.</param>
    public static Value? Of(Node? node, SourcePlace? place = null) => node switch
    {
        null or TextNode { IsNull: true } => null,
        TextNode text => TextValue.Of(place ?? text.Place, text.Text),
        ListNode list => new ListValue(place ?? list.Place, [.. list.Items.Select(item => Of(item, place)).OfType<Value>()]),
        MapNode map => new MapValue(place ?? map.Place, [.. map.Effective.Select(entry => (Entry: entry, Value: Of(entry.Value, place))).Where(each => each.Value is not null)
            .Select(each => new Property(each.Entry.Key, place ?? each.Entry.KeyPlace, each.Value ?? TextValue.Of(each.Entry.KeyPlace, "")))]),
        RepeatedNode repeated => new OpenValue(place ?? repeated.Place, repeated.Because),
        _ => null,
    };
}
