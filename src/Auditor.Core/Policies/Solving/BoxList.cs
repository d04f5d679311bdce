using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>A set of requests as boxes, which may overlap. Union, intersection and difference are exact.</summary>
internal sealed class BoxList
{
    private const int MostBoxes = 2_000;

    private BoxList(ImmutableArray<Box> boxes)
    {
        Boxes = boxes;
    }

    public static BoxList None { get; } = new([]);

    public ImmutableArray<Box> Boxes { get; }

    public bool IsEmpty => Boxes.IsEmpty;

    public static BoxList Of(params IEnumerable<Box> boxes)
    {
        var kept = new List<Box>();
        foreach (var added in boxes)
        {
            var box = added;
            if (box.IsEmpty || kept.Exists(box.IsInside))
            {
                continue;
            }

            for (var at = kept.Count - 1; at >= 0; at--)
            {
                if (kept[at].IsInside(box))
                {
                    kept.RemoveAt(at);
                }
                else if (kept[at].Merged(box) is { } merged)
                {
                    kept.RemoveAt(at);
                    box = merged;
                    at = kept.Count;
                }
            }

            kept.Add(box);
            if (kept.Count > MostBoxes)
            {
                throw new TooEntangledException("its statements overlap in too many ways");
            }
        }

        return new BoxList([.. kept]);
    }

    public static BoxList Union(IEnumerable<BoxList> lists) => Of(lists.SelectMany(list => list.Boxes));

    public static BoxList Intersection(Space space, IEnumerable<BoxList> lists) =>
        lists.Aggregate(Of(space.Full), (common, list) => Of(common.Boxes.SelectMany(left => list.Boxes.Select(left.Intersect))));

    public BoxList Except(BoxList other) =>
        other.Boxes.Aggregate(this, (rest, removed) => Of(rest.Boxes.SelectMany(box => box.Except(removed))));

    /// <summary>Forgets the choice along some dimensions.</summary>
    public BoxList Project(Space space, IEnumerable<int> forgotten) =>
        Of(Boxes.Select(box => forgotten.Aggregate(box, (each, at) => each.With(at, space.Full.Sides[at]))));

    public bool Covers(Space space) => Of(space.Full).Except(this).IsEmpty;
}
