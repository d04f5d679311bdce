namespace Auditor.Core.Inventory;

/// <summary>A rule read a value that is unknown. <see cref="Rules.Rule{T}"/> turns it into an inconclusive result.</summary>
public sealed class UnknownFactException(Unknown unknown) : Exception(unknown?.Because)
{
    /// <summary>Why the value is unknown.</summary>
    public Unknown Unknown { get; } = unknown ?? Inventory.Unknown.NotCollected;
}
