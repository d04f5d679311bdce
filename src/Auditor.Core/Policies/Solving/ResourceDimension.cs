namespace Auditor.Core.Policies.Solving;

/// <summary>The resource of the request: its classes differ from route to route, so the space has them.</summary>
internal sealed class ResourceDimension() : Dimension("Resource", DimensionRole.Chosen)
{
    public override int Count => throw new InvalidOperationException("The classes of resources belong to the space.");

    public override BitSet Classes(int predicate) => throw new InvalidOperationException("The classes of resources belong to the space.");

    public override PolicyRequest Apply(PolicyRequest request, int chosen) => request;
}
