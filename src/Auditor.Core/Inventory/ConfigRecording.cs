using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>AWS Config in one Region.</summary>
public sealed record ConfigRecording
{
    /// <summary>The customer's recorders, and service-linked ones (which do not count as the customer's).</summary>
    public ImmutableArray<ConfigRecorder> Recorders { get; init; } = [];

    /// <summary>Whether there is a delivery channel.</summary>
    public bool HasDeliveryChannel { get; init; }

    /// <summary>The topics that are told of each change; empty when none is.</summary>
    public ImmutableArray<string> TopicArns { get; init; } = [];

    /// <summary>The rules that judge what is recorded.</summary>
    public Fact<ImmutableArray<ConfigRule>> Rules { get; init; }
}
