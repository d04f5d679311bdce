using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.Auditing;
using Auditor.Cli.Configuration;
using Auditor.Cli.Reporting;
using Auditor.Cli.Selection;
using Auditor.Core.Metadata;
using Auditor.Core.Text;

namespace Auditor.Cli.CommandLine;

/// <summary>How an inventory is judged and what is written about it: what scan, check and merge have in common.</summary>
internal sealed class AuditOptions
{
    private readonly ConfigurationOption _configuration = new();
    private readonly ReportOptions _reports = new();
    private readonly GateOptions _gate = new();
    private readonly RuleOptions _rules = new();
    private readonly RedactOption _redact = new();

    public void AddTo(Command command)
    {
        _configuration.AddTo(command);
        _reports.AddTo(command);
        _gate.AddTo(command);
        _rules.AddTo(command);
        _redact.AddTo(command);
    }

    /// <summary>The file that settings come from where the command line has none.</summary>
    /// <exception cref="UsageException">It cannot be used.</exception>
    public ConfigurationFile File(ParseResult parse, IOContext io) => _configuration.Read(parse, io);

    /// <summary>Everything is looked at before anything is done: a typo must not show after a scan of minutes.</summary>
    /// <exception cref="UsageException">Something is wrong with it.</exception>
    public AuditRunSettings Read(ParseResult parse, ConfigurationFile file, IOContext io)
    {
        var redaction = _redact.Read(parse);
        var catalogue = _rules.Catalogue(parse, io);
        return new(
            _rules.Choose(parse, file, catalogue),
            _reports.Formats(parse, file, io),
            _gate.Gate(parse, file),
            ReportFolder.Prepare(_reports.Folder(parse, file), io))
        {
            RuleSettings = OptionSelection.Read(file.RuleOptions, catalogue),
            Severities = SeveritiesOf(file, catalogue),
            Suppressions = [.. file.Suppressions.Select(setting => setting.Resolve(rule => catalogue.Find(rule).Info.Id))],
            Baseline = _gate.Earlier(parse, io),
            EarlierRuns = _gate.EarlierRuns(parse, io),
            Redaction = redaction,
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
