using System.Collections.Immutable;
using Auditor.Cli.Baselines;
using Auditor.Cli.Storing;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Privacy;
using Auditor.Core.Rules;
using Auditor.Reports;

namespace Auditor.Cli.Auditing;

/// <summary>How an inventory is judged and what is written about it, from the command line and the file.</summary>
internal sealed record AuditRunSettings(ImmutableArray<Rule> Rules, ImmutableArray<IReport> Reports, Gate Gate, ReportPlace Output)
{
    public RuleSettings RuleSettings { get; init; } = RuleSettings.Default;

    public ImmutableDictionary<string, Severity> Severities { get; init; } = [];

    public ImmutableArray<SuppressionEntry> Suppressions { get; init; } = [];

    /// <summary>The earlier run to measure against; <see langword="null"/> when there is none.</summary>
    public EarlierFindings? Baseline { get; init; }

    public ImmutableArray<EarlierRun> EarlierRuns { get; init; } = [];

    /// <summary>Whether all of the inventory has to be in memory at once.</summary>
    /// <remarks>
    /// Windows lets no file take the place of one that is open, as the inventory of the folder that is written to may be.
    /// </remarks>
    public bool NeedsWholeInventory =>
        Redaction is not null || Reports.Any(report => report.ReadsApis) || OperatingSystem.IsWindows();

    /// <summary>What is left out of the inventory before it is judged, besides secrets; <see langword="null"/> for nothing.</summary>
    public INameChange? Redaction { get; init; }
}
