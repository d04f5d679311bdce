namespace Auditor.Core.Findings;

/// <summary>How a finding relates to an earlier report.</summary>
public enum FindingStatus
{
    /// <summary>It was not there before, or there is nothing to compare with.</summary>
    New,

    /// <summary>It was there before.</summary>
    Unchanged,
}
