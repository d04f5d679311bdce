namespace Auditor.Core.Policies.Solving;

/// <summary>A key whose value is a text, or is told by one: the account by the principal's ARN, the organization by its path.</summary>
/// <param name="key">The condition key.</param>
/// <param name="dimension">The text.</param>
/// <param name="dimensions">Where unknowns go.</param>
/// <param name="hasVariables">Whether the policy's version has variables.</param>
internal class TextKey(string key, TextDimension dimension, DimensionList dimensions, bool hasVariables) : KeyDomain
{
    public override Formula Present => new Predicate(dimension, TextDimension.Absent).Not();

    /// <summary>What a wildcard of the policy's value can stand for in the text.</summary>
    protected virtual TextElementKind Wildcard => TextElementKind.Any;

    public override Formula Matches(ConditionOperator operation, PolicyText wanted)
    {
        var isArn = operation.Family == OperatorFamily.Arn;
        var template = operation.Family switch
        {
            OperatorFamily.String => PolicyTemplate.Of(wanted, hasVariables, operation.IsLike),
            OperatorFamily.Arn => PolicyTemplate.Of(wanted, hasVariables, hasWildcards: true),
            OperatorFamily.Binary => PolicyTemplate.Of(wanted, hasVariables: false, hasWildcards: false),
            _ => null,
        };
        if (template is null || (isArn && template.Pattern.Split(':', 6).Length < 6))
        {
            return dimensions.Unknown(key, operation, wanted, hasVariables);
        }

        var value = isArn ? TextPattern.Arn(template.Pattern) : TextPattern.Of(template.Pattern, Wildcard, operation.IgnoresCase);
        var matches = new Predicate(dimension, dimension.Add([.. Texts(value)]));
        return template.IsCertain ? matches : matches.And(dimensions.Unknown(key, operation, wanted, hasVariables));
    }

    /// <summary>The texts in which the key has a value of this pattern.</summary>
    protected virtual TextPattern[] Texts(TextPattern value) => [value];
}
