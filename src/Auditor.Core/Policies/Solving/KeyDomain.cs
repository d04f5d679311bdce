namespace Auditor.Core.Policies.Solving;

/// <summary>What a class of callers can have as value of one condition key.</summary>
internal abstract class KeyDomain
{
    /// <summary>When the request carries the key.</summary>
    public abstract Formula Present { get; }

    /// <summary>True where a request may carry several values and we do not know how they go together.</summary>
    public virtual bool MayHaveSeveralValues => false;

    /// <summary>When a request that carries the key matches one value of the policy, before any negation.</summary>
    public abstract Formula Matches(ConditionOperator operation, PolicyText wanted);
}
