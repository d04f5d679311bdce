namespace Auditor.Core.Findings;

/// <summary>What a finding is, measured against an earlier run.</summary>
public enum FindingStatus
{
    /// <summary>The earlier run did not have it.</summary>
    New,

    /// <summary>The earlier run had it, no milder than it is.</summary>
    Unchanged,

    /// <summary>The earlier run had it, but milder: with a lower severity, for fewer callers or on fewer stages.</summary>
    Worsened,

    /// <summary>The earlier run did not have it because it could not look, or did not ask: nobody knows whether it was there.</summary>
    FirstAssessed,
}
