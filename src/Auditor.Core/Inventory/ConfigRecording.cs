using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>AWS Config in one Region.</summary>
public sealed record ConfigRecording
{
    /// <summary>The customer's recorders, and service-linked ones (which do not count as the customer's).</summary>
    public ImmutableArray<ConfigRecorder> Recorders { get; init; } = [];

    /// <summary>Whether there is a delivery channel.</summary>
    public bool HasDeliveryChannel { get; init; }
}
