using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>The dimensions of a class of callers, while the policy is being read.</summary>
internal sealed class DimensionList
{
    private readonly List<Dimension> _dimensions = [];
    private readonly Dictionary<string, FlagDimension> _unknown = new(StringComparer.Ordinal);

    public ResourceDimension Resource { get; }

    public DimensionList()
    {
        Resource = Add(new ResourceDimension());
    }

    public T Add<T>(T dimension)
        where T : Dimension
    {
        dimension.Index = _dimensions.Count;
        _dimensions.Add(dimension);
        return dimension;
    }

    /// <summary>Something that cannot be known; the same text is the same unknown.</summary>
    /// <param name="name">What messages say that it depends on.</param>
    /// <param name="text">Tells unknowns apart.</param>
    public Formula Unknown(string name, string text)
    {
        if (!_unknown.TryGetValue(text, out var flag))
        {
            flag = Add(new FlagDimension(name, DimensionRole.Unknown));
            _unknown.Add(text, flag);
        }

        return new Predicate(flag, 0);
    }

    /// <summary>Whether a key has a value of the policy that cannot be compared, or not before a variable is known.</summary>
    public Formula Unknown(string key, ConditionOperator operation, PolicyText wanted, bool hasVariables)
    {
        var variables = PolicyTemplate.Of(wanted, hasVariables, hasWildcards: false).Variables;

        // A negated operator hangs on the same comparison as the plain one.
        return Unknown(
            variables.IsEmpty ? key : string.Join(", ", variables),
            $"{key} {operation.Family} {operation.IsLike} {operation.IgnoresCase} {operation.Comparison} {wanted}");
    }

    public ImmutableArray<Dimension> Build(ImmutableArray<StatementModel> statements, Work work)
    {
        _dimensions.ForEach(dimension => dimension.Build(statements, work));
        return [.. _dimensions];
    }
}
