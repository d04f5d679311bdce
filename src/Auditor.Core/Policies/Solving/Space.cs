using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>All requests of a class of callers to one route: the product of the dimensions.</summary>
internal sealed class Space
{
    private readonly Dictionary<(int Dimension, int Predicate), BitSet> _classes = [];
    private readonly ImmutableArray<BitSet> _resources;

    /// <param name="dimensions">The resource dimension first.</param>
    /// <param name="resources">The classes of the route's resources: which of the policy's resource patterns each matches.</param>
    /// <param name="work">Counts the steps of what is worked out in this space.</param>
    public Space(ImmutableArray<Dimension> dimensions, ImmutableArray<BitSet> resources, Work work)
    {
        Work = work;
        Dimensions = dimensions;
        _resources = resources;
        Full = new Box([.. dimensions.Select(dimension => BitSet.All(dimension is ResourceDimension ? resources.Length : dimension.Count))]);
    }

    public ImmutableArray<Dimension> Dimensions { get; }

    /// <summary>Counts the steps of what is worked out in this space.</summary>
    public Work Work { get; }

    /// <summary>Places of the dimensions of one role.</summary>
    public ImmutableArray<int> Having(DimensionRole role) =>
        [.. Dimensions.Where(dimension => dimension.Role == role).Select(dimension => dimension.Index)];

    /// <summary>Every request.</summary>
    public Box Full { get; }

    public BitSet Classes(Dimension dimension, int predicate)
    {
        if (!_classes.TryGetValue((dimension.Index, predicate), out var classes))
        {
            classes = dimension is ResourceDimension
                ? BitSet.Of(_resources.Length, Enumerable.Range(0, _resources.Length).Where(at => _resources[at].Contains(predicate)))
                : dimension.Classes(predicate);
            _classes.Add((dimension.Index, predicate), classes);
        }

        return classes;
    }
}
