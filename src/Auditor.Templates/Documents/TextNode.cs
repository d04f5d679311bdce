namespace Auditor.Templates.Documents;

/// <summary>A scalar. Nobody types it: <c>012345678901</c> is an account and <c>2010-09-09</c> no date.</summary>
/// <param name="Span">Where it stands.</param>
/// <param name="Text">What it says.</param>
/// <param name="IsQuoted">Whether it is certainly text: an empty or <c>null</c> one that is not quoted is nothing.</param>
internal sealed record TextNode(Span Span, string Text, bool IsQuoted) : Node(Span)
{
    public bool IsNull => !IsQuoted && Text is "" or "~" or "null" or "Null" or "NULL";
}
