using System.Collections.Immutable;

namespace Auditor.Core.Policies;

/// <summary>Whether any request of a class of callers to a route gets through a policy, which, and why.</summary>
public sealed record AccessAnswer
{
    public required Verdict Verdict { get; init; }

    /// <summary>A request that gets through; for <see cref="Verdict.Depends"/> one that may; null for No.</summary>
    public AccessWitness? Witness { get; init; }

    /// <summary>
    /// The statement that decides: the Allow that lets the witness in, or the Deny that stops everybody; null where no statement says
    /// anything.
    /// </summary>
    public PolicyStatement? Statement { get; init; }

    /// <summary>
    /// All that gets in, as combinations of who, from where and with what: the certain ones first, and of those the ones that let in most.
    /// </summary>
    public ImmutableArray<AdmittedCombination> Combinations { get; init; } = [];

    /// <summary>Public addresses from which callers get in, whatever is unknown; none for callers through endpoints.</summary>
    public AdmittedAddresses Addresses { get; init; } = AdmittedAddresses.None;

    /// <summary>Public addresses from which callers get in if what is unknown turns out that way.</summary>
    public AdmittedAddresses PossibleAddresses { get; init; } = AdmittedAddresses.None;

    /// <summary>Principals that get in from somewhere, whatever is unknown: from where stands in <see cref="Combinations"/>.</summary>
    public AdmittedPrincipals Principals { get; init; } = AdmittedPrincipals.None;

    /// <summary>Keys, variables or operators that the verdict hangs on; empty unless it depends.</summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>Keys that the caller writes itself and without whose free choice fewer requests would get in.</summary>
    public ImmutableArray<string> SpoofableKeys { get; init; } = [];

    /// <summary>True where nobody at all would get in without choosing <see cref="SpoofableKeys"/>.</summary>
    public bool OnlyBySpoofing { get; init; }

    /// <summary>
    /// True where callers without AWS credentials get in only by a Principal of <c>{"AWS":"*"}</c>, which API Gateway documents as failing
    /// for them: lower confidence.
    /// </summary>
    public bool PrincipalQuirk { get; init; }

    /// <summary>One sentence that gives the reason, for every verdict.</summary>
    public required string Because { get; init; }
}
