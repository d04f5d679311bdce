using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A recorder of AWS Config and its status.</summary>
public sealed record FakeConfigurationRecorder(string Name = "default")
{
    public bool Recording { get; init; } = true;

    /// <summary>The model says Success, the AWS CLI's example of the operation SUCCESS: a reader has to take both.</summary>
    public string LastStatus { get; init; } = "SUCCESS";

    public bool AllSupported { get; init; } = true;

    public ImmutableArray<string> ResourceTypes { get; init; } = [];

    public ImmutableArray<string> ExclusionByResourceTypes { get; init; } = [];

    public string? UseOnly { get; init; }

    public string? RecordingFrequency { get; init; }

    /// <summary>Set for a service-linked recorder, which is not the customer's.</summary>
    public string? ServicePrincipal { get; init; }
}
