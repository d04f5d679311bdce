using System.Collections.Immutable;

namespace Auditor.Core.Policies;

/// <summary>Whether identity policies allow an action on some resources.</summary>
/// <param name="Verdict">Yes only where no condition narrows it and no Deny takes it away; Depends where a condition decides.</param>
/// <param name="Statement">The statement that allows it; null for No.</param>
/// <param name="Document">The policy in which that statement stands; null for No.</param>
/// <param name="EveryRegion">False where it holds in some Region or partition only.</param>
/// <param name="Example">ARN of a resource on which it is allowed; empty for No.</param>
/// <param name="DependsOn">Keys that it hangs on; empty unless it depends.</param>
public sealed record IdentityAnswer(
    Verdict Verdict,
    PolicyStatement? Statement,
    PolicyDocument? Document,
    bool EveryRegion,
    string Example,
    ImmutableArray<string> DependsOn)
{
    /// <summary>
    /// Whether it is allowed without a condition that narrows it, though a Deny under a condition may take some of it back.
    /// </summary>
    public bool IsAllowedButForDenies { get; init; }

    /// <summary>The Region in which it holds; null where it holds in every one, or in none.</summary>
    public string? Region { get; init; }

    internal static IdentityAnswer No { get; } = new(Verdict.No, null, null, false, "", []);
}
