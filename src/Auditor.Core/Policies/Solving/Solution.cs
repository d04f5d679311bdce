using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>The answer to a question, short of what differs between routes whose resources the policy does not tell apart.</summary>
internal sealed record Solution
{
    public required Verdict Verdict { get; init; }

    public ImmutableArray<SolvedCombination> Combinations { get; init; } = [];

    /// <summary>The class chosen along each dimension, the resource's first.</summary>
    public ImmutableArray<int> Chosen { get; init; } = [];

    /// <summary>A request of the witness's classes, to no resource yet; null for No.</summary>
    public PolicyRequest? Request { get; init; }

    /// <summary>From where and as whom that request comes.</summary>
    public string Callers { get; init; } = "";

    public PolicyStatement? Statement { get; init; }

    public AdmittedAddresses Addresses { get; init; } = AdmittedAddresses.None;

    public AdmittedAddresses PossibleAddresses { get; init; } = AdmittedAddresses.None;

    public AdmittedPrincipals Principals { get; init; } = AdmittedPrincipals.None;

    public ImmutableArray<string> DependsOn { get; init; } = [];

    public ImmutableArray<string> SpoofableKeys { get; init; } = [];

    public bool OnlyBySpoofing { get; init; }

    public bool PrincipalQuirk { get; init; }

    /// <summary>For No: the reason, with the route as <c>{0}</c>.</summary>
    public string Reason { get; init; } = "";
}
