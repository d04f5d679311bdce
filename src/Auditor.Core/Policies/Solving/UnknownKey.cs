namespace Auditor.Core.Policies.Solving;

/// <summary>A key of which we know neither whether the request carries it nor with how many values.</summary>
internal sealed class UnknownKey(
    string key, TextDimension dimension, DimensionList dimensions, bool hasVariables) : TextKey(key, dimension, dimensions, hasVariables)
{
    public override bool MayHaveSeveralValues => true;
}
