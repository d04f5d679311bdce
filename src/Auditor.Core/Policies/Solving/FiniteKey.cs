namespace Auditor.Core.Policies.Solving;

/// <summary>A key with a handful of possible values, each tried by the rules for concrete requests.</summary>
internal sealed class FiniteKey(string key, FiniteDimension dimension, DimensionList dimensions, bool hasVariables) : KeyDomain
{
    public override Formula Present { get; } = new Predicate(dimension, dimension.Add(request => !request.Values(key).IsEmpty));

    protected override Formula Matches(ConditionOperator operation, PolicyText wanted)
    {
        var unknown = Where(Truth.Unknown);
        return dimension.Classes(unknown.Number).IsEmpty
            ? Where(Truth.True)
            : Where(Truth.True).Or(unknown.And(dimensions.Unknown(key, operation, wanted, hasVariables)));

        Predicate Where(Truth truth) =>
            new(
                dimension,
                dimension.Add(request => request.Values(key) is [var value] && ConcreteCondition.Matches(operation, wanted, hasVariables, value) == truth));
    }
}
