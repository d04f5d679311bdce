using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>What a class of callers can have as value of one condition key.</summary>
internal abstract class KeyDomain
{
    /// <summary>When the request carries the key.</summary>
    public abstract Formula Present { get; }

    /// <summary>True where a request may carry several values and we do not know how they go together.</summary>
    public virtual bool MayHaveSeveralValues => false;

    /// <summary>When a request that carries the key matches any of the policy's values, before any negation.</summary>
    public virtual Formula Matches(ConditionOperator operation, ImmutableArray<PolicyText> wanted) =>
        Formula.Any(wanted.Select(each => Matches(operation, each)));

    /// <summary>When it matches one of them.</summary>
    protected abstract Formula Matches(ConditionOperator operation, PolicyText wanted);
}
