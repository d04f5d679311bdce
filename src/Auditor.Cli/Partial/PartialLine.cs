using Auditor.Core.Inventory;

namespace Auditor.Cli.Partial;

/// <summary>A line of a partial inventory: exactly one of its members is there.</summary>
internal sealed record PartialLine
{
    /// <summary>Begins what a run has read; the last one counts.</summary>
    public PartialHead? Head { get; init; }

    public Account? Account { get; init; }

    public Scope? Scope { get; init; }

    /// <summary>An API of an account and Region that has not been read to its end.</summary>
    public PartialApi? Api { get; init; }

    /// <summary>Why the run ended here, as a sentence. A process that is killed writes none.</summary>
    public string? Stopped { get; init; }
}
