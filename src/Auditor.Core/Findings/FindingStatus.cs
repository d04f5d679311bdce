namespace Auditor.Core.Findings;

/// <summary>What a finding is, measured against an earlier run.</summary>
public enum FindingStatus
{
    /// <summary>The earlier run did not have it.</summary>
    New,

    /// <summary>The earlier run had it.</summary>
    Unchanged,
}
