namespace Auditor.Core.Policies.Solving;

/// <summary>aws:PrincipalType, which the form of the principal's ARN tells.</summary>
internal sealed class PrincipalTypeKey(PrincipalDimension dimension, DimensionList dimensions, bool hasVariables) : KeyDomain
{
    private static readonly (string Type, string Form)[] Forms = [("User", "user/"), ("AssumedRole", "role/"), ("Account", "root")];

    public override Formula Present => Formula.True;

    protected override Formula Matches(ConditionOperator operation, PolicyText wanted)
    {
        return Formula.Any(Forms.Select(form =>
        {
            var holds = ConcreteCondition.Matches(operation, wanted, hasVariables, form.Type);
            var hasForm = new Predicate(
                dimension,
                dimension.Add(TextPattern.Arn($"arn:{PolicyTemplate.AnyText}:iam::{PolicyTemplate.AnyText}:{form.Form}{PolicyTemplate.AnyText}")));
            return holds switch
            {
                Truth.True => hasForm,
                Truth.Unknown => hasForm.And(dimensions.Unknown("aws:PrincipalType", operation, wanted, hasVariables)),
                _ => Formula.False,
            };
        }));
    }
}
