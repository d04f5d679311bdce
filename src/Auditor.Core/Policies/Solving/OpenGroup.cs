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

    /// <summary>Whether nothing that follows changes it.</summary>
    public bool IsSettled => Start.Decided is not null;

    /// <summary>Whether what is required is missed, or what is forbidden met, whatever follows.</summary>
    public bool IsMissed => Start.Decided is { } decided && Role == (decided ? TextRole.Forbidden : TextRole.Required);
}
