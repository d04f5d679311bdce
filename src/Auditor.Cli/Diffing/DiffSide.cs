using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Results;
using Auditor.Core.Rules;

namespace Auditor.Cli.Diffing;

/// <summary>One of the two that are compared.</summary>
internal sealed record DiffSide(string Name, ImmutableArray<PastFinding> Findings)
{
    /// <summary>What it looked at; <see langword="null"/> where the file does not tell.</summary>
    public Assessment? Assessment { get; init; }

    /// <summary>The inventory; <see langword="null"/> when it is a file of findings.</summary>
    public Estate? Estate { get; init; }

    /// <summary>An inventory, judged.</summary>
    public static DiffSide Of(string name, AuditResult result) => new(name, [.. result.Flagged.Select(PastFinding.Of)])
    {
        Assessment = Assessment.Of(result),
        Estate = result.Estate,
    };
}
