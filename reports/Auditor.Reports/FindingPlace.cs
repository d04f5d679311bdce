using Auditor.Core.Findings;

namespace Auditor.Reports;

/// <summary>Where a finding is, as far as all formats say it alike.</summary>
internal static class FindingPlace
{
    /// <summary>The one stage that a finding is about; <see langword="null"/> when it is about none or several.</summary>
    public static string? SingleStage(Finding finding) => finding.Subject.Identity.Stage ?? (finding.Stages is [var only] ? only : null);
}
