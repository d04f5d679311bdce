using System.Collections.Immutable;

namespace Auditor.Core.Fixes;

/// <summary>What makes one finding go away.</summary>
public sealed record Fix
{
    /// <summary>What has to be done, as plain text; empty when the rule has no page.</summary>
    public required string Summary { get; init; }

    /// <summary>
    /// The commands, in the order in which they are run; empty for what stands in a template, and where no command does it.
    /// </summary>
    public ImmutableArray<FixCommand> Commands { get; init; } = [];

    /// <summary>What has to be filled in before all commands run, each once.</summary>
    public ImmutableArray<FixBlank> Blanks =>
        [.. Commands.SelectMany(command => command.Blanks).DistinctBy(blank => blank.Name, StringComparer.Ordinal)];

    /// <summary>The same for templates.</summary>
    public ImmutableArray<FixSnippet> Snippets { get; init; } = [];

    /// <summary>The command that accepts the finding instead.</summary>
    public required string Suppress { get; init; }
}
