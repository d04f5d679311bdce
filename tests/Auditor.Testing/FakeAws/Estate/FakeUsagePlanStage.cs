using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A stage in a usage plan, with throttles by <c>/path/VERB</c>.</summary>
public sealed record FakeUsagePlanStage(string ApiId, string Stage)
{
    public ImmutableDictionary<string, FakeThrottleSettings> Throttle { get; init; } = [];
}
