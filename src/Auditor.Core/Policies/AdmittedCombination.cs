using System.Collections.Immutable;

namespace Auditor.Core.Policies;

/// <summary>
/// Requests that a policy lets in and that belong together: any of these principals, from any of these addresses or endpoints, showing
/// these headers.
/// </summary>
/// <remarks>
/// An answer is a union of these. "Partner accounts from anywhere, and anyone from the office" is two of them, neither of which lets
/// strangers in from elsewhere; so whoever judges has to take who, from where and with what from the same one.
/// </remarks>
public sealed record AdmittedCombination
{
    /// <summary>True where such requests get in whatever is unknown; false where it depends on <see cref="DependsOn"/>.</summary>
    public required bool IsCertain { get; init; }

    /// <summary>Keys, variables or operators that it hangs on; empty where it is certain.</summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    /// <summary>Who signs the requests; nobody for callers without AWS credentials.</summary>
    public AdmittedPrincipals Principals { get; init; } = AdmittedPrincipals.None;

    /// <summary>From which public addresses; none for callers through endpoints.</summary>
    public AdmittedAddresses Addresses { get; init; } = AdmittedAddresses.None;

    /// <summary>Through which VPC endpoints; none for callers from the internet.</summary>
    public AdmittedEndpoints Endpoints { get; init; } = AdmittedEndpoints.None;

    /// <summary>
    /// Headers that the caller writes as it likes and that the policy looks at, each with a value that gets in; empty where every value
    /// does.
    /// </summary>
    public ImmutableArray<ShownHeader> Shows { get; init; } = [];

    /// <summary>
    /// True where the policy names only the account: it delegates, and an identity policy of that account has to allow the call as well.
    /// </summary>
    public bool IsDelegated { get; init; }

    /// <summary>True where callers without AWS credentials get in only by a Principal of <c>{"AWS":"*"}</c>.</summary>
    public bool PrincipalQuirk { get; init; }

    /// <summary>The Allow that lets the witness in; null where nothing was asked but that no Deny stops it.</summary>
    public PolicyStatement? Statement { get; init; }

    /// <summary>One of these requests.</summary>
    public required AccessWitness Witness { get; init; }
}
