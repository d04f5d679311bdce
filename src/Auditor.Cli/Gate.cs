using Auditor.Core.Findings;

namespace Auditor.Cli;

/// <summary>What makes a build fail.</summary>
/// <param name="FailOn">The severity from which on findings count.</param>
/// <param name="FailOnNew">The severity from which on findings count that the baseline does not have, or has milder; <see langword="null"/>
/// when nobody asked.</param>
/// <param name="AllowIncomplete">Whether a scan may pass that could not assess everything.</param>
internal sealed record Gate(FailOn FailOn, FailOn? FailOnNew = null, bool AllowIncomplete = false)
{
    /// <summary>Whether a finding makes the build fail.</summary>
    public bool Fails(Finding finding) => finding is { Outcome: Outcome.Flagged, Suppression: null }
        && ((int)finding.Severity >= (int)FailOn || FailsAs(finding, FindingStatus.New) || FailsAs(finding, FindingStatus.Worsened));

    /// <summary>Whether a finding makes the build fail for what it is, measured against the baseline.</summary>
    public bool FailsAs(Finding finding, FindingStatus status) => finding is { Outcome: Outcome.Flagged, Suppression: null }
        && finding.Status == status && FailOnNew is { } failOnNew && (int)finding.Severity >= (int)failOnNew;
}
