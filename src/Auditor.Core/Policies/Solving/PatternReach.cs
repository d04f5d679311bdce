namespace Auditor.Core.Policies.Solving;

/// <summary>How far a pattern has got, in bits: states are compared with each other far more often than they are made.</summary>
/// <param name="At">A bit for each position.</param>
/// <param name="Covered">A bit for each position from which nothing is accepted that is not accepted from these.</param>
/// <param name="IsWhole">Whether all positions have a bit.</param>
internal readonly record struct PatternReach(ulong At, ulong Covered, bool IsWhole)
{
    /// <summary>Whether all that is accepted from another's positions is accepted from these; null where bits do not tell.</summary>
    public bool? Covers(PatternReach other) => IsWhole && other.IsWhole ? (other.At & ~Covered) == 0 : null;
}
