namespace Auditor.Core.Policies.Solving;

/// <summary>A key that no request of these callers carries.</summary>
internal sealed class AbsentKey : KeyDomain
{
    public override Formula Present => Formula.False;

    protected override Formula Matches(ConditionOperator operation, PolicyText wanted) => Formula.False;
}
