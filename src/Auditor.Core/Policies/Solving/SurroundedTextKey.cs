using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>A key whose value is a part of a text: what stands before and after it are any of some patterns.</summary>
internal sealed class SurroundedTextKey(
    string key,
    TextDimension dimension,
    DimensionList dimensions,
    bool hasVariables,
    TextElementKind wildcard,
    ImmutableArray<TextPattern> before,
    TextPattern after) : TextKey(key, dimension, dimensions, hasVariables)
{
    private readonly TextDimension _dimension = dimension;

    public override Formula Present
    {
        get
        {
            var any = TextPattern.Maybe(wildcard);
            return new Predicate(_dimension, _dimension.Add([.. Texts(any)]));
        }
    }

    protected override TextElementKind Wildcard => wildcard;

    protected override TextPattern[] Texts(TextPattern value) => [.. before.Select(each => each + value + after)];
}
