using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.Baselines;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Configuration;
using Auditor.Cli.Reporting;
using Auditor.Cli.Selection;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;
using Auditor.Reports;

namespace Auditor.Cli.Commands;

/// <summary>How an inventory is judged and what is written about it, from the command line and the file.</summary>
internal sealed record AuditRunSettings(ImmutableArray<Rule> Rules, ImmutableArray<IReport> Reports, Gate Gate, string Folder)
{
    public RuleSettings RuleSettings { get; init; } = RuleSettings.Default;

    public ImmutableDictionary<string, Severity> Severities { get; init; } = [];

    public ImmutableArray<SuppressionEntry> Suppressions { get; init; } = [];

    /// <summary>The earlier run to measure against; <see langword="null"/> when there is none.</summary>
    public FindingsFile? Baseline { get; init; }

    public ImmutableArray<EarlierRun> EarlierRuns { get; init; } = [];

    /// <summary>Everything is looked at before anything is done: a typo must not show after a scan of minutes.</summary>
    /// <exception cref="UsageException">Something is wrong with it.</exception>
    public static AuditRunSettings Read(ParseResult parse, RuleOptions rules, ReportOptions reports, GateOptions gate, ConfigurationFile file, IOContext io)
    {
        var catalogue = rules.Catalogue(parse, io);
        return new(
            rules.Choose(parse, file, catalogue),
            reports.Formats(parse, file, io),
            gate.Gate(parse, file),
            ReportFolder.Prepare(reports.Folder(parse, file), io))
        {
            RuleSettings = OptionSelection.Read(file.RuleOptions, catalogue),
            Severities = SeveritiesOf(file, catalogue),
            Suppressions = [.. file.Suppressions.Select(setting => setting.Resolve(rule => catalogue.Find(rule).Info.Id))],
            Baseline = gate.Earlier(parse, io),
            EarlierRuns = gate.EarlierRuns(parse, io),
        };
    }

    private static ImmutableDictionary<string, Severity> SeveritiesOf(ConfigurationFile file, RuleSelection catalogue)
    {
        var severities = ImmutableDictionary.CreateBuilder<string, Severity>(StringComparer.Ordinal);
        foreach (var (name, severity) in file.Severities)
        {
            if (!severities.TryAdd(catalogue.Find(name).Info.Id, severity))
            {
                throw new UsageException($"{name.Where}: {Quote.Of(name.Value)} has a severity already, under another of its names.");
            }
        }

        return severities.ToImmutable();
    }
}
