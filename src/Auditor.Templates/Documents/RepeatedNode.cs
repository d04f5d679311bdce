using Auditor.Core.Text;

namespace Auditor.Templates.Documents;

/// <summary>The value of a key that stands twice in one map: tools differ in which of the two counts, so neither does.</summary>
internal sealed record RepeatedNode(Span Span, string Key) : Node(Span)
{
    public string Because => $"The key {Quote.Of(Key)} stands twice in one map.";
}
