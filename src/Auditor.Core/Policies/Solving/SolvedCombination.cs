using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>An admitted combination, short of what differs between routes whose resources the policy does not tell apart.</summary>
/// <param name="Combination">All but the witness's resource.</param>
/// <param name="Chosen">The class chosen along each dimension, the resource's first.</param>
/// <param name="Callers">From where and as whom the witness comes.</param>
internal sealed record SolvedCombination(AdmittedCombination Combination, ImmutableArray<int> Chosen, string Callers);
