using System.Globalization;
using Auditor.Core.Findings;

namespace Auditor.Reports;

/// <summary>Says in a sentence why a finding does not count, and who decided that.</summary>
internal static class SuppressionText
{
    /// <summary><c>Public by design. Accepted by alice on 2026-11-29.</c></summary>
    public static string Of(Suppression suppression) =>
        AcceptedBy(suppression) is { } accepted
            ? $"{suppression.Reason}{(suppression.Reason is [.., '.' or '!' or '?'] ? "" : ".")} {accepted}"
            : suppression.Reason;

    /// <summary>The day as reports write it.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? AcceptedBy(Suppression suppression) => suppression switch
    {
        { AcceptedBy: { } who, AcceptedOn: { } on } => $"Accepted by {who} on {Day(on)}.",
        { AcceptedBy: { } who } => $"Accepted by {who}.",
        { AcceptedOn: { } on } => $"Accepted on {Day(on)}.",
        _ => null,
    };
}
