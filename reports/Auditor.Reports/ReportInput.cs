using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Fixes;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;

namespace Auditor.Reports;

/// <summary>Everything that a report is made from. Reports decide nothing.</summary>
public sealed record ReportInput
{
    /// <summary>What <see cref="InventoryUri"/> is unless somebody says otherwise.</summary>
    public const string DefaultInventoryUri = "auditor-report/inventory.json";

    /// <summary>What the rules said.</summary>
    public required AuditResult Result { get; init; }

    /// <summary>The text of <c>inventory.json</c>.</summary>
    public required InventoryText Text { get; init; }

    /// <summary>The bytes of <c>inventory.json</c>.</summary>
    public ReadOnlyMemory<byte> Inventory => Text.Bytes;

    /// <summary>The lines of <see cref="Inventory"/>.</summary>
    public InventoryLines Lines => Text.Lines;

    /// <summary>How to fix what was found.</summary>
    internal FixBook Fixes => field ??= new(Result.Rules);

    /// <summary>The program.</summary>
    public required ToolInfo Tool { get; init; }

    /// <summary>
    /// When the report was made, UTC. Only the HTML shows it: the other formats are the same bytes for the same inventory.
    /// </summary>
    public required DateTimeOffset GeneratedAt { get; init; }

    /// <summary>
    /// What the run was measured against and what came of it, <c>Exit code 1: 3 findings at or above high.</c>; <see langword="null"/> when
    /// nothing was.
    /// </summary>
    public string? Gate { get; init; }

    /// <summary>Which findings make the build fail: reports that show a part show these first.</summary>
    public Func<Finding, bool> FailsGate { get; init; } = _ => false;

    /// <summary>Earlier runs, oldest first, for the trend.</summary>
    public ImmutableArray<EarlierRun> EarlierRuns { get; init; } = [];

    /// <summary>
    /// The inventory's path as SARIF names it: with forward slashes, percent-encoded. The same wherever reports are written, because
    /// consumers take a finding under another path for another finding, and forget what people decided about it.
    /// </summary>
    public string InventoryUri { get; init; } = DefaultInventoryUri;
}
