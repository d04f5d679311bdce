using Auditor.Core.Findings;

namespace Auditor.Templates.Documents;

/// <summary>A list.</summary>
internal sealed record ListNode(SourcePlace Place, ImmutableArray<Node> Items) : Node(Place);
