using System.Collections.Immutable;

namespace Auditor.Core.Fixes;

/// <summary>One command that is part of a fix, to be pasted into a POSIX shell.</summary>
/// <param name="Text">The command, possibly over several lines.</param>
public sealed record FixCommand(string Text)
{
    /// <summary>What it does to what is there.</summary>
    public FixStepKind Kind { get; init; }

    /// <summary>What a reader should know before running it; empty when the command says it all.</summary>
    public string Note { get; init; } = "";

    /// <summary>Whether it is another way to the same end, not to be taken together with the others.</summary>
    public bool IsInstead { get; init; }

    /// <summary>What has to be filled in first; empty when it runs as it stands.</summary>
    public ImmutableArray<FixBlank> Blanks { get; init; } = [];
}
