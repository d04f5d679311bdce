using System.Collections.Immutable;

namespace Auditor.Core.Policies;

/// <summary>One statement of a policy, as written.</summary>
public sealed record PolicyStatement
{
    /// <summary>Position in the document, from 0.</summary>
    public required int Index { get; init; }

    public string? Sid { get; init; }

    public required PolicyEffect Effect { get; init; }

    /// <summary>Empty where the statement has neither Principal nor NotPrincipal, as in identity policies.</summary>
    public ImmutableArray<PolicyPrincipal> Principals { get; init; } = [];

    public bool HasPrincipals { get; init; }

    public bool IsNotPrincipal { get; init; }

    public required ImmutableArray<PolicyText> Actions { get; init; }

    public bool IsNotAction { get; init; }

    public ImmutableArray<PolicyText> Resources { get; init; } = [];

    public bool HasResources { get; init; }

    public bool IsNotResource { get; init; }

    public ImmutableArray<PolicyCondition> Conditions { get; init; } = [];

    /// <summary>
    /// Whether its Action or NotAction takes in an action, <c>lambda:InvokeFunction</c>. What depends on a policy variable may, and counts.
    /// </summary>
    public bool Concerns(string action) => PolicyEvaluator.MatchesAction(this, action) != Truth.False;

    /// <summary>How messages call it: <c>statement 'PublicRead'</c>, or <c>statement 2</c> (from 1) where it has no Sid.</summary>
    public string Name => string.IsNullOrEmpty(Sid) ? FormattableString.Invariant($"statement {Index + 1}") : $"statement '{Sid}'";
}
