using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>AWS Config in one Region.</summary>
public sealed record ConfigRecording
{
    /// <summary>The customer's recorders, and service-linked ones (which do not count as the customer's).</summary>
    public ImmutableArray<ConfigRecorder> Recorders { get; init; } = [];

    /// <summary>Whether a recorder of the customer's that runs records things of a type, <c>AWS::ApiGateway::Stage</c>.</summary>
    public bool Records(string resourceType) =>
        Recorders.Any(recorder => recorder.IsOwn && recorder.Recording && recorder.Covers(resourceType));

    /// <summary>Whether there is a delivery channel.</summary>
    public bool HasDeliveryChannel { get; init; }

    /// <summary>The topics that are told of each change; empty when none is.</summary>
    public ImmutableArray<string> TopicArns { get; init; } = [];

    /// <summary>The rules that judge what is recorded.</summary>
    public Fact<ImmutableArray<ConfigRule>> Rules { get; init; }
}
