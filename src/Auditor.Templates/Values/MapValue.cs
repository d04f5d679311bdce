using Auditor.Core.Findings;

namespace Auditor.Templates.Values;

/// <summary>An object.</summary>
internal sealed record MapValue(SourcePlace Place, ImmutableArray<Property> Properties) : Value(Place)
{
    /// <summary>What is left out (<c>AWS::NoValue</c>) because a parameter is what it is unless somebody says otherwise.</summary>
    public ImmutableHashSet<string> AbsentByDefault { get; init; } = [];

    public override Value? this[string name] => Find(name)?.Value;

    public override MapValue PartOf(string path) => this with
    {
        Place = Place with { Path = path },
        Properties =
        [
            .. Properties.Select(property => property with
            {
                NamePlace = property.NamePlace with { Path = path },
                Value = property.Value.PartOf(path),
            }),
        ],
    };

    public override string? OpenBecause =>
        Properties.Select(property => property.Value.OpenBecause).FirstOrDefault(reason => reason is not null);

    public Property? Find(string name)
    {
        foreach (var property in Properties)
        {
            if (property.Name == name)
            {
                return property;
            }
        }

        return null;
    }

    /// <summary>The same with a member set, or left out when the value is <see langword="null"/>.</summary>
    public MapValue With(string name, Value? value)
    {
        var others = Properties.RemoveAll(property => property.Name == name);
        return this with { Properties = value is null ? others : others.Add(new(name, value.Place, value)) };
    }
}
