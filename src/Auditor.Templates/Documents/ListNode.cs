namespace Auditor.Templates.Documents;

/// <summary>A list.</summary>
internal sealed record ListNode(Span Span, ImmutableArray<Node> Items) : Node(Span);
