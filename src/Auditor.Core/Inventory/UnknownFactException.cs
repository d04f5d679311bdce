namespace Auditor.Core.Inventory;

/// <summary>A rule read a value that is unknown. <see cref="Rules.Rule{T}"/> turns it into an inconclusive result.</summary>
#pragma warning disable CA1032 // Thrown with a reason, never with a bare message.
public sealed class UnknownFactException(Unknown unknown) : Exception(unknown?.Because)
#pragma warning restore CA1032
{
    /// <summary>Why the value is unknown.</summary>
    public Unknown Unknown { get; } = unknown ?? Inventory.Unknown.NotCollected;
}
