using System.Collections.Immutable;
using Auditor.Core.Policies;

namespace Auditor.Core.Waf;

/// <summary>A set of requests: a union of boxes, none of which is inside another.</summary>
internal sealed class RequestRegion
{
    /// <summary>More boxes than people write rules for; what takes more is named as undecided.</summary>
    private const int MostBoxes = 400;

    private RequestRegion(ImmutableArray<RequestBox> boxes) => Boxes = boxes;

    public static RequestRegion Nothing { get; } = new([]);

    public static RequestRegion Everything { get; } = new([RequestBox.Everything]);

    public ImmutableArray<RequestBox> Boxes { get; }

    public bool IsEmpty => Boxes.IsEmpty;

    public static RequestRegion Of(RequestBox box) => new([box]);

    public static RequestRegion Of(AddressSet addresses) =>
        addresses.IsEmpty ? Nothing : Of(RequestBox.Everything with { Addresses = addresses });

    public static RequestRegion Of(WebAclCountries countries) =>
        countries.IsEmpty ? Nothing : Of(RequestBox.Everything with { Countries = countries });

    public RequestRegion Union(RequestRegion other) => Of(Boxes.Concat(other.Boxes));

    public RequestRegion Intersect(RequestRegion other)
    {
        if (Boxes.Length * other.Boxes.Length > MostBoxes * 4)
        {
            throw new TooManyPassagesException();
        }

        return Of(Boxes.SelectMany(left => other.Boxes.Select(left.Intersect)).OfType<RequestBox>());
    }

    public RequestRegion Complement() => Boxes.Aggregate(Everything, (rest, box) => rest.Intersect(Of(box.Complement())));

    public RequestRegion Except(RequestRegion other) => other.Boxes.Aggregate(this, (rest, box) => rest.Intersect(Of(box.Complement())));

    /// <summary>The same, and more: what hangs on a no that any caller can be sure of hangs on it no longer.</summary>
    public RequestRegion WithoutAvoidable() => Of(Boxes.Select(box => box.WithoutAvoidable()));

    private static RequestRegion Of(IEnumerable<RequestBox> boxes)
    {
        var kept = new List<RequestBox>();
        foreach (var box in boxes)
        {
            Add(kept, box);
            if (kept.Count > MostBoxes)
            {
                throw new TooManyPassagesException();
            }
        }

        return new([.. kept]);
    }

    private static void Add(List<RequestBox> kept, RequestBox added)
    {
        if (kept.Exists(added.IsSubsetOf))
        {
            return;
        }

        kept.RemoveAll(box => box.IsSubsetOf(added));
        var partner = kept.FindIndex(box => box.DiffersInAddressesOnly(added) || box.DiffersInCountriesOnly(added));
        if (partner < 0)
        {
            kept.Add(added);
            return;
        }

        var other = kept[partner];
        kept.RemoveAt(partner);
        Add(kept, other.DiffersInAddressesOnly(added)
            ? added with { Addresses = added.Addresses.Union(other.Addresses) }
            : added with { Countries = added.Countries.Union(other.Countries) });
    }
}
