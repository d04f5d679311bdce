using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A usage plan.</summary>
public sealed record FakeUsagePlan(string Name)
{
    public string Id { get; init; } = FakeId.Of("usage plan", Name, 6);

    public ImmutableArray<FakeUsagePlanStage> ApiStages { get; init; } = [];

    public FakeThrottleSettings? Throttle { get; init; }

    public FakeQuotaSettings? Quota { get; init; }

    public string? Description { get; init; }

    public string? ProductCode { get; init; }

    public ImmutableDictionary<string, string> Tags { get; init; } = [];

    /// <summary>Ids of API keys.</summary>
    public ImmutableArray<string> KeyIds { get; init; } = [];
}
