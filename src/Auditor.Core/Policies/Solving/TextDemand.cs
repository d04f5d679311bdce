using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>Which texts are looked for: all that is required and nothing that is forbidden, the best first.</summary>
internal sealed record TextDemand(ImmutableArray<TextGroup> Groups)
{
    public TextDemand With(params IEnumerable<TextGroup> more) => new(Groups.AddRange(more));
}
