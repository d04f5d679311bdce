namespace Auditor.Core.Policies.Solving;

/// <summary>Something that holds or does not: predicate 0 says that it holds.</summary>
internal class FlagDimension(string name, DimensionRole role) : Dimension(name, role)
{
    public override int Count => 2;

    public override BitSet Classes(int predicate) => BitSet.Of(2, [1]);

    public override PolicyRequest Apply(PolicyRequest request, int chosen) => request;
}
