using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>A group of predicates that hangs on the text that follows.</summary>
/// <param name="Role">What matching one of them means.</param>
/// <param name="Patterns">Those that can still match.</param>
/// <param name="Start">Where they are.</param>
internal sealed record OpenGroup(TextRole Role, ImmutableArray<TextPattern> Patterns, FrontierGroup Start)
{
    /// <summary>The numbers of those patterns.</summary>
    public ImmutableArray<int> Numbers { get; init; } = [];
}
