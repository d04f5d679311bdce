using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;

namespace Auditor.Cli.Auditing;

/// <summary>Makes one result of what was said about inventories and about templates.</summary>
internal static class JoinedAudits
{
    public static AuditResult Of(AuditResult live, AuditResult written)
    {
        var estate = Estates(live.Estate, written.Estate);
        return live with
        {
            Estate = estate,
            Findings = [.. FindingOrder.Sort([.. live.Findings, .. written.Findings.Select(finding => Moved(finding, live.Estate))])],
            OnlyCounted = [.. FindingOrder.Sort([.. live.OnlyCounted, .. written.OnlyCounted.Select(finding => Moved(finding, live.Estate))])],
            Tallies =
            [
                .. live.Tallies.Zip(
                    written.Tallies,
                    (one, other) => one with { Looked = one.Looked + other.Looked, Flagged = one.Flagged + other.Flagged, Inconclusive = one.Inconclusive + other.Inconclusive, OnlyCounted = one.OnlyCounted + other.OnlyCounted }),
            ],
            Failures = [.. live.Failures, .. written.Failures],
            Exposure = new ExposureMap(estate),
            Assumptions = [.. live.Assumptions, .. written.Assumptions],
        };
    }

    public static Estate Estates(Estate one, Estate other) => one with
    {
        Interruption = one.Interruption ?? other.Interruption,
        Accounts = [.. one.Accounts, .. other.Accounts],
        Scopes = [.. one.Scopes, .. other.Scopes],
    };

    private static Finding Moved(Finding finding, Estate before)
    {
        string Pointer(string pointer) =>
            pointer.Split('/') is ["", var list and ("scopes" or "accounts"), var index, ..] && int.TryParse(index, out var at)
            ? $"/{list}/{at + (list is "scopes" ? before.Scopes.Length : before.Accounts.Length)}{pointer[(list.Length + index.Length + 2)..]}"
            : pointer;
        return finding with
        {
            Subject = finding.Subject with { Pointer = Pointer(finding.Subject.Pointer) },
            Evidence = [.. finding.Evidence.Select(evidence => evidence.Pointer is { } pointer ? evidence with { Pointer = Pointer(pointer) } : evidence)],
        };
    }
}
