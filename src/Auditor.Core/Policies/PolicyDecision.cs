using System.Collections.Immutable;

namespace Auditor.Core.Policies;

/// <summary>What a policy says about one request, and which statement says it.</summary>
/// <param name="Kind">The decision.</param>
/// <param name="Statement">The statement that decides; null for <see cref="DecisionKind.Neither"/>.</param>
/// <param name="DependsOn">Keys, variables or operators that it hangs on; empty unless it depends.</param>
/// <param name="MayBeAllowed">False where no reading of what is unknown lets the request in.</param>
/// <param name="MayBeDenied">False where no reading of what is unknown denies the request explicitly.</param>
public sealed record PolicyDecision(
    DecisionKind Kind,
    PolicyStatement? Statement,
    ImmutableArray<string> DependsOn,
    bool MayBeAllowed,
    bool MayBeDenied);
