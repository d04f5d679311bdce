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
    private Formula? _present;

    // Once, when a condition first asks: predicates that nobody needs only multiply the classes.
    public override Formula Present => _present ??= new Predicate(_dimension, _dimension.Add([.. Texts(TextPattern.Maybe(wildcard))]));

    protected override TextElementKind Wildcard => wildcard;

    protected override TextPattern[] Texts(TextPattern value) => [.. before.Select(each => each + value + after)];
}
