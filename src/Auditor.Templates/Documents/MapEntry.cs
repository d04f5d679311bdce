using Auditor.Core.Findings;

namespace Auditor.Templates.Documents;

/// <summary>A member of an object.</summary>
/// <param name="Key">Its name.</param>
/// <param name="KeySpan">Where the name stands.</param>
/// <param name="Value">What it says.</param>
internal sealed record MapEntry(string Key, Span KeySpan, Node Value)
{
    public SourcePlace KeyPlace => KeySpan.Place;
}
