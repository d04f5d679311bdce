using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.Auditing;
using Auditor.Cli.Collecting;
using Auditor.Cli.Configuration;
using Auditor.Cli.Selection;
using Auditor.Cli.Storing;
using Auditor.Core.Metadata;
using Auditor.Core.Text;
using Auditor.Storage;

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
    /// <param name="parse">The command line.</param>
    /// <param name="file">The file.</param>
    /// <param name="io">The world.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <param name="shard">Which part of the accounts is read; null for all.</param>
    /// <param name="access">Who writes to S3; null for whom the environment says.</param>
    public async Task<AuditRunSettings> ReadAsync(
        ParseResult parse,
        ConfigurationFile file,
        IOContext io,
        CancellationToken cancellationToken,
        Shard? shard = null,
        StorageAccess? access = null)
    {
        var redaction = _redact.Read(parse);
        var catalogue = _rules.Catalogue(parse, io);
        var (rules, formats, gate) = (_rules.Choose(parse, file, catalogue), _reports.Formats(parse, file, io), _gate.Gate(parse, file));
        var place = await ReportPlace.PrepareAsync(_reports.Folder(parse, file), shard, io, access ?? new(), cancellationToken)
            .ConfigureAwait(false);
        return new(rules, formats, gate, place)
        {
            RuleSettings = OptionSelection.Read(file.RuleOptions, catalogue),
            Severities = SeveritiesOf(file, catalogue),
            Suppressions = [.. file.Suppressions.Select(setting => setting.Resolve(rule => catalogue.Find(rule).Info.Id))],
            Baseline = await _gate.EarlierAsync(parse, io, cancellationToken).ConfigureAwait(false),
            EarlierRuns = await _gate.EarlierRunsAsync(parse, io, cancellationToken).ConfigureAwait(false),
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
