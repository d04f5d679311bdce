using System.Collections.Immutable;

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

    public override Formula Matches(ConditionOperator operation, ImmutableArray<PolicyText> wanted)
    {
        // All that can be read is one predicate: which of the values it is that matches makes no difference.
        var plain = wanted.RemoveAll(each => Template(operation, each) is not { IsCertain: true });
        var others = wanted.RemoveRange(plain);
        IEnumerable<Formula> readable = plain.IsEmpty
            ? []
            : [new Predicate(dimension, dimension.Add([.. plain.SelectMany(each => Patterns(operation, each))]))];
        return Formula.Any(readable.Concat(others.Select(each => Matches(operation, each))));
    }

    protected override Formula Matches(ConditionOperator operation, PolicyText wanted)
    {
        var unknown = dimensions.Unknown(key, operation, wanted, hasVariables);
        return Template(operation, wanted) is null
            ? unknown
            : new Predicate(dimension, dimension.Add([.. Patterns(operation, wanted)])).And(unknown);
    }

    // Null for what cannot be compared with a text.
    private PolicyTemplate? Template(ConditionOperator operation, PolicyText wanted)
    {
        var template = operation.Family switch
        {
            OperatorFamily.String => PolicyTemplate.Of(wanted, hasVariables, operation.IsLike),
            OperatorFamily.Arn => PolicyTemplate.Of(wanted, hasVariables, hasWildcards: true),
            OperatorFamily.Binary => PolicyTemplate.Of(wanted, hasVariables: false, hasWildcards: false),
            _ => null,
        };
        return operation.Family == OperatorFamily.Arn && template?.Pattern.Split(':', 6).Length < 6 ? null : template;
    }

    private TextPattern[] Patterns(ConditionOperator operation, PolicyText wanted)
    {
        var pattern = Template(operation, wanted)?.Pattern ?? "";
        return Texts(operation.Family == OperatorFamily.Arn
            ? TextPattern.Arn(pattern)
            : TextPattern.Of(pattern, Wildcard, operation.IgnoresCase));
    }

    /// <summary>The texts in which the key has a value of this pattern.</summary>
    protected virtual TextPattern[] Texts(TextPattern value) => [value];
}
