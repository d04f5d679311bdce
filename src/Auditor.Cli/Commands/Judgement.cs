using Auditor.Cli.Reporting;
using Auditor.Cli.Terminal;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;

namespace Auditor.Cli.Commands;

/// <summary>Judges an inventory, writes the reports and tells the result.</summary>
internal static class Judgement
{
    public static ExitCode Run(Estate estate, JudgementSettings settings, Screen screen, IOContext io, CancellationToken cancellationToken)
    {
        var result = Audit.Run(estate, settings.Rules, settings.RuleSettings, cancellationToken);
        var verdict = Verdict.Of(result, settings.FailOn);
        cancellationToken.ThrowIfCancellationRequested();
        var written = ReportWriting.Write(result, settings, verdict, io);
        new Summary(screen).Show(result, verdict, written);
        return verdict.ExitCode;
    }
}
