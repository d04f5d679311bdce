using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>A set of requests as boxes, which may overlap. Union, intersection and difference are exact.</summary>
internal sealed class BoxList
{
    private readonly Work _work;

    private BoxList(Work work, ImmutableArray<Box> boxes)
    {
        _work = work;
        Boxes = boxes;
    }

    public ImmutableArray<Box> Boxes { get; }

    public bool IsEmpty => Boxes.IsEmpty;

    public static BoxList Of(Work work, params IEnumerable<Box> boxes)
    {
        var kept = new List<Box>();
        foreach (var added in boxes)
        {
            var box = added;
            work.Spend(1 + kept.Count);
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
                    work.Spend(kept.Count);
                }
            }

            kept.Add(box);
        }

        return new BoxList(work, [.. kept]);
    }

    public static BoxList Union(Work work, IEnumerable<BoxList> lists) => Of(work, lists.SelectMany(list => list.Boxes));

    public static BoxList Intersection(Space space, IEnumerable<BoxList> lists) =>
        lists.Aggregate(
            Of(space.Work, space.Full),
            (common, list) => Of(space.Work, common.Boxes.SelectMany(left => list.Boxes.Select(left.Intersect))));

    public BoxList Except(BoxList other) =>
        other.Boxes.Aggregate(this, (rest, removed) => Of(_work, rest.Boxes.SelectMany(box => box.Except(removed))));

    /// <summary>Forgets the choice along some dimensions.</summary>
    public BoxList Project(Space space, IEnumerable<int> forgotten) =>
        Of(_work, Boxes.Select(box => forgotten.Aggregate(box, (each, at) => each.With(at, space.Full.Sides[at]))));

    public bool Covers(Space space) => Of(_work, space.Full).Except(this).IsEmpty;
}
