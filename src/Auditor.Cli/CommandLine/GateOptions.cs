using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.Baselines;
using Auditor.Cli.Configuration;
using Auditor.Core.Text;
using Auditor.Reports;

namespace Auditor.Cli.CommandLine;

/// <summary>What a run is measured against: severities, and earlier runs.</summary>
internal sealed class GateOptions
{
    public Option<string?> FailOn { get; } = new("--fail-on")
    {
        Description = "Exit with code 1 for findings of at least this severity; 'none' never does [default: high, or none with "
            + "--fail-on-new]",
        HelpName = string.Join('|', Severities.Names),
    };

    public Option<string?> FailOnNew { get; } = new("--fail-on-new")
    {
        Description = "Exit with code 1 for findings of at least this severity that the --baseline does not have, or has milder: of a "
            + "lower severity, for fewer callers, on fewer stages; 'high' where none is given",
        HelpName = string.Join('|', Severities.Names),
        Arity = ArgumentArity.ZeroOrOne,
    };

    public Option<bool> AllowIncomplete { get; } = new("--allow-incomplete")
    {
        Description = "Let pass, with exit code 0 instead of 3, "
        + "what could not be assessed; the reports say so all the same. Not where no API at all could be listed"
    };

    public Option<string?> Baseline { get; } = new("--baseline")
    {
        Description = "Measure against an earlier run, by its findings.json or auditor.sarif: what is new, worse, unchanged, gone",
        HelpName = "file",
    };

    public Option<string[]> Trend { get; } = new("--trend")
    {
        Description = "Show an earlier run in the trend, by its findings.json; "
        + "repeat for more",
        HelpName = "findings.json"
    };

    public void AddTo(Command command)
    {
        command.Add(FailOn);
        command.Add(FailOnNew);
        command.Add(Baseline);
        command.Add(AllowIncomplete);
        command.Add(Trend);
    }

    /// <exception cref="UsageException">Something is no severity, or there is no baseline to be new against.</exception>
    public Gate Gate(ParseResult parse, ConfigurationFile file)
    {
        var failOnNew = Severity(parse, FailOnNew) ?? (parse.GetResult(FailOnNew) is { Implicit: false } ? Cli.FailOn.High : null);
        if (failOnNew is not null && parse.GetValue(Baseline) is null)
        {
            throw new UsageException($"{FailOnNew.Name} needs a {Baseline.Name}: without an earlier run nothing is new.");
        }

        // Who gates on what is new wants the old to pass, unless they say from where on not.
        return new(
            Severity(parse, FailOn) ?? file.FailOn ?? (failOnNew is null ? Cli.FailOn.High : Cli.FailOn.None),
            failOnNew,
            parse.GetValue(AllowIncomplete));
    }

    /// <summary>The earlier run to measure against; <see langword="null"/> when nobody named one.</summary>
    /// <exception cref="UsageException">It cannot be used.</exception>
    public async Task<EarlierFindings?> EarlierAsync(ParseResult parse, IOContext io, CancellationToken cancellationToken) =>
        parse.GetValue(Baseline) is { } path
            ? await EarlierFindingsReader.ReadAsync(Baseline.Name, path, io, cancellationToken).ConfigureAwait(false)
            : null;

    /// <summary>The earlier runs for the trend, oldest first.</summary>
    /// <exception cref="UsageException">One cannot be used.</exception>
    public async Task<ImmutableArray<EarlierRun>> EarlierRunsAsync(ParseResult parse, IOContext io, CancellationToken cancellationToken)
    {
        var runs = new List<EarlierRun>();
        foreach (var path in parse.GetValue(Trend) ?? [])
        {
            runs.Add(await EarlierFindingsReader.ReadAsync(Trend.Name, path, io, cancellationToken).ConfigureAwait(false)
                is { CollectedAt: { } at } run
                    ? new EarlierRun(at, run.Counts, run.IsIncomplete) { OpenRoutes = run.OpenRoutes }
                    : throw new UsageException(
                        $"{Trend.Name}: {Quote.Of(path)} does not say when its run was: give the findings.json of it."));
        }

        // A run that is named twice, or under two names, is one.
        return
        [
            .. runs.DistinctBy(run => (run.CollectedAt, string.Join(' ', run.Flagged), run.IsIncomplete)).OrderBy(run => run.CollectedAt),
        ];
    }

    private static FailOn? Severity(ParseResult parse, Option<string?> option) => parse.GetValue(option) is { } text
        ? Severities.Parse(Choice.Of(text, Severities.Names, option.Name, "severity"))
        : null;
}
