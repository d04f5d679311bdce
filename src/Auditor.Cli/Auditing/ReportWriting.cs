using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Reports;

namespace Auditor.Cli.Auditing;

/// <summary>Writes the files of a run.</summary>
internal static class ReportWriting
{
    /// <summary>The paths of what was written.</summary>
    /// <exception cref="UsageException">The folder cannot be written to.</exception>
    public static async Task<ImmutableArray<string>> WriteAsync(
        AuditResult result, AuditRunSettings settings, GateResult verdict, IOContext io, CancellationToken cancellationToken)
    {
        var input = new ReportInput
        {
            Result = result,
            // The lines that findings point to are those of this very file, so it is written anew even where it was read from one.
            Text = result.Places is { } places ? InventoryText.Of(places) : InventoryText.Of(result.Estate),
            Tool = new("auditor", ProductVersion.Text),
            GeneratedAt = io.Time.GetUtcNow(),
            Gate = verdict.ToString(),
            FailsGate = settings.Gate.Fails,
            EarlierRuns = settings.EarlierRuns,
        };
        try
        {
            var written = new ReportDirectory(settings.Output.Folder).Write(input, settings.Reports, cancellationToken);
            return await settings.Output.DeliverAsync(written, cancellationToken).ConfigureAwait(false);
        }
        catch (ReportException exception)
        {
            throw new UsageException(exception.Message);
        }
    }
}
