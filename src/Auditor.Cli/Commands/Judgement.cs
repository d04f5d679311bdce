using Auditor.Cli.Reporting;
using Auditor.Cli.Terminal;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Cli.Commands;

/// <summary>Judges an inventory, writes the reports and tells the result.</summary>
internal static class Judgement
{
    public static ExitCode Run(Estate estate, JudgementSettings settings, Screen screen, IOContext io, CancellationToken cancellationToken)
    {
        // In this order: what is suppressed is so at any severity, and what is new is so whether suppressed or not.
        var result = Audit.Run(estate, settings.Rules, settings.RuleSettings, cancellationToken);
        result = SeverityOverrides.Apply(result, settings.Severities);
        result = Suppressions.Apply(result, settings.Suppressions);
        if (settings.Baseline is { } baseline)
        {
            result = Baseline.Compare(result, baseline.Findings, baseline.Name, baseline.CollectedAt);
            if (baseline.IsIncomplete)
            {
                screen.Note($"The run of {Quote.Of(baseline.Name)} could not assess everything: what it could not see is new now.");
            }
        }

        var verdict = Verdict.Of(result, settings.Gate);
        cancellationToken.ThrowIfCancellationRequested();
        var written = ReportWriting.Write(result, settings, verdict, io);
        new Summary(screen).Show(result, verdict, written);
        return verdict.ExitCode;
    }
}
