using System.Collections.Immutable;
using System.Text;

namespace Auditor.Core.Policies.Solving;

/// <summary>Where each predicate's pattern is behind a text.</summary>
internal sealed class TextState(ImmutableArray<TextPattern> patterns, ImmutableArray<int>[] positions, string text)
{
    private readonly Dictionary<TextGroup, (bool? Decided, OpenGroup? Open)> _groups = new(ReferenceEqualityComparer.Instance);

    /// <summary>The same for texts behind which the same holds, whatever follows.</summary>
    public string Key()
    {
        var key = new StringBuilder();
        for (var at = 0; at < positions.Length; at++)
        {
            foreach (var position in positions[at])
            {
                key.Append((char)position);
            }

            key.Append('\uFFFF');
        }

        return key.ToString();
    }

    /// <summary>Which predicates hold if nothing follows.</summary>
    public BitSet Vector() =>
        BitSet.Of(positions.Length, Enumerable.Range(0, positions.Length).Where(at => patterns[at].Accepts(positions[at])));

    /// <summary>Which predicates hold if this follows.</summary>
    public BitSet Vector(string rest)
    {
        var whole = text + rest;
        return BitSet.Of(
            positions.Length,
            Enumerable.Range(0, positions.Length).Where(at => !positions[at].IsEmpty && (patterns[at].AcceptsAnything(positions[at]) || patterns[at].Accepts(whole))));
    }

    /// <summary>What a demand still asks of the text that follows; null where nothing can meet it any more.</summary>
    public ImmutableArray<OpenGroup>? Open(TextDemand demand)
    {
        var open = ImmutableArray.CreateBuilder<OpenGroup>();
        foreach (var group in demand.Groups)
        {
            if (!_groups.TryGetValue(group, out var known))
            {
                known = Look(group);
                _groups.Add(group, known);
            }

            if (known.Decided is { } decided && group.Role == (decided ? TextRole.Forbidden : TextRole.Required))
            {
                return null;
            }

            if (known.Open is { } left)
            {
                open.Add(left);
            }
        }

        return open.ToImmutable();
    }

    private (bool? Decided, OpenGroup? Open) Look(TextGroup group)
    {
        // Most patterns are dead by now, and need not run.
        var alive = group.Predicates.RemoveAll(at => positions[at].IsEmpty);
        ImmutableArray<TextPattern> running = [.. alive.Select(at => patterns[at])];
        var state = FrontierGroup.Of(running, [.. alive.Select(at => positions[at])]);
        return state.Decided is { } decided
            ? (decided, null)
            : (null, new OpenGroup(group.Role, running, state) { Numbers = alive });
    }
}
