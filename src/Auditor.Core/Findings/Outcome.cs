namespace Auditor.Core.Findings;

/// <summary>What a rule came to.</summary>
public enum Outcome
{
    /// <summary>It is wrong.</summary>
    Flagged,

    /// <summary>It could not be told, because something could not be read.</summary>
    Inconclusive,
}
