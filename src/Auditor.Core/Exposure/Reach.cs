using System.Collections.Immutable;
using Auditor.Core.Findings;

namespace Auditor.Core.Exposure;

/// <summary>How far requests get through one way in, before or after credentials are asked for.</summary>
internal sealed record Reach(Audience Audience)
{
    public string? Narrowing { get; init; }

    /// <summary>A request that gets through, in the policy engine's words.</summary>
    public string? Witness { get; init; }

    public bool IsUncertain { get; init; }

    public ImmutableArray<Evidence> Steps { get; init; } = [];
}
