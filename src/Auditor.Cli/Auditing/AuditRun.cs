using Auditor.Cli.Collecting;
using Auditor.Cli.Terminal;
using Auditor.Core.Fixes;
using Auditor.Core.Inventory;
using Auditor.Core.Results;
using Auditor.Core.Rules;
using Auditor.Core.Text;
using Auditor.Templates.Tracing;

namespace Auditor.Cli.Auditing;

/// <summary>Judges an inventory, writes the reports and tells the result.</summary>
internal static class AuditRun
{
    public static Task<ExitCode> RunAsync(
        Estate estate, AuditRunSettings settings, Screen screen, IOContext io, CancellationToken cancellationToken) =>
        RunAsync(
            Audit.Run(settings.Redaction?.Over(estate) ?? estate, settings.Rules, settings.RuleSettings, cancellationToken),
            settings,
            screen,
            io,
            cancellationToken);

    /// <summary>What the rules say about an inventory, with the lines of templates where they were found.</summary>
    public static AuditResult Judged(Estate estate, SourceTrace? trace, AuditRunSettings settings, CancellationToken cancellationToken)
    {
        var result = Audit.Run(trace?.Estate ?? estate, settings.Rules, settings.RuleSettings, cancellationToken);
        return trace?.Place(result) ?? result;
    }

    /// <summary>What the rules say about an inventory of which an account and Region goes from memory when it was judged.</summary>
    /// <exception cref="UsageException">The file is another by now.</exception>
    public static AuditResult Judged(InventoryPlaces places, AuditRunSettings settings, CancellationToken cancellationToken)
    {
        try
        {
            var fixes = new FixBook(settings.Rules);
            return Audit.Run(places, settings.Rules, settings.RuleSettings, fixes.Kept, cancellationToken);
        }
        catch (AggregateException exception) when (exception.InnerException is IOException failure)
        {
            throw new UsageException($"The inventory cannot be read any more: {failure.Message}");
        }
    }

    public static async Task<ExitCode> RunAsync(
        AuditResult result, AuditRunSettings settings, Screen screen, IOContext io, CancellationToken cancellationToken)
    {
        // In this order: what got worse since the earlier run, at whatever severity somebody set, is not what was accepted.
        result = result with { IsMissed = MissedGaps.Of(settings.Rules) };
        result = SeverityOverrides.Apply(result, settings.Severities);
        if (settings.Baseline is { } baseline)
        {
            result = Baseline.Compare(result, baseline.Findings, baseline.Name, baseline.CollectedAt, baseline.Assessment);
            if (baseline.IsIncomplete)
            {
                screen.Note(baseline.Assessment is null
                    ? $"The run of {Quote.Of(baseline.Name)} could not assess everything: what it could not see is new now (its "
                        + $"findings.json would tell)."
                    : $"The run of {Quote.Of(baseline.Name)} could not assess everything: what it could not see does not count as new.");
            }
        }

        result = Suppressions.Apply(result, settings.Suppressions);
        var verdict = GateResult.Of(result, settings.Gate);
        cancellationToken.ThrowIfCancellationRequested();
        var written = await ReportWriting.WriteAsync(result, settings, verdict, io, cancellationToken).ConfigureAwait(false);
        new Summary(screen).Show(result, settings.Gate, verdict, written);
        return verdict.ExitCode;
    }
}
