using System.Collections.Immutable;
using Auditor.Core.Policies;

namespace Auditor.Core.Identity;

/// <summary>Whether requests of one caller are allowed by all policies together, and what decides.</summary>
internal sealed record AuthorizationAnswer
{
    public required Verdict Verdict { get; init; }

    /// <summary>
    /// Whether they are allowed whatever the open conditions of Allow statements turn out to be, and a Deny under a condition takes back
    /// some of them at most.
    /// </summary>
    public bool IsAllowedButForDenies { get; init; }

    /// <summary>The statement that allows; <see langword="null"/> where none does, or none has to.</summary>
    public JudgedStatement? Allow { get; init; }

    /// <summary>The statement that denies what others allow.</summary>
    public JudgedStatement? Deny { get; init; }

    /// <summary>Whether an identity policy allows it and only the boundary does not.</summary>
    public bool IsBeyondBoundary { get; init; }

    /// <summary>
    /// The first level of the organization that does not allow what the account's own policies do, from 1; 0 where each does.
    /// </summary>
    public int ClosedLevel { get; init; }

    /// <summary>Whether only the policy of the private domain name does not allow what others do.</summary>
    public bool IsOutsideDomainName { get; init; }

    /// <summary>Whether it hangs on what an account as principal of a resource policy means.</summary>
    public bool IsLeftToAccount { get; init; }

    /// <summary>ARN of a resource for which it is so.</summary>
    public string Example { get; init; } = "";

    /// <summary>What it hangs on; empty unless it depends.</summary>
    public ImmutableArray<string> DependsOn { get; init; } = [];

    public static AuthorizationAnswer No { get; } = new() { Verdict = Verdict.No };
}
