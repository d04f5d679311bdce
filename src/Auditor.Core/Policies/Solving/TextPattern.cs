using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>A set of texts: a sequence of elements, as a nondeterministic automaton whose states are positions in it.</summary>
internal sealed class TextPattern
{
    private readonly ImmutableArray<TextElement> _elements;

    // Nothing but literals and wildcards for whatever character, as policies have them.
    private readonly bool _isPlain;

    // What a single position closes to; most steps are from one literal to the next.
    private readonly ImmutableArray<int>[] _closed;

    public TextPattern(IEnumerable<TextElement> elements)
    {
        _elements = [.. elements];
        _isPlain = _elements.All(element => element.Kind == TextElementKind.Any
            || element is { Kind: TextElementKind.Literal, Repeats: false });
        _closed = new ImmutableArray<int>[_elements.Length + 1];
        LiteralStart = string.Concat(_elements.TakeWhile(element => element.Kind == TextElementKind.Literal && !element.Repeats)
            .Select(element => element.Literal));
    }

    /// <summary>The literal text that all its texts begin with.</summary>
    public string LiteralStart { get; }

    /// <summary>Any text of at least one character.</summary>
    public static TextPattern AnyText => Some(TextElementKind.Any);

    /// <summary>No text that anybody could send.</summary>
    public static TextPattern Nothing { get; } = Literal(PolicyTemplate.AnyCharacter.ToString());

    /// <summary>The only text that it accepts, or null where there are several.</summary>
    public string? OnlyText => _elements.All(element => element.Kind == TextElementKind.Literal && !element.Repeats)
        ? string.Concat(_elements.Select(element => element.Literal))
        : null;

    public ImmutableArray<int> Start => Closed([0]);

    public static TextPattern Literal(string text) => new(text.Select(character => new TextElement(TextElementKind.Literal, character)));

    public static TextPattern Some(TextElementKind kind) => new([new TextElement(kind), new TextElement(kind, Repeats: true)]);

    public static TextPattern Maybe(TextElementKind kind) => new([new TextElement(kind, Repeats: true)]);

    public static TextPattern Times(TextElementKind kind, int times) => new(Enumerable.Repeat(new TextElement(kind), times));

    /// <summary>A template's literals and wildcards, where wildcards accept characters of one kind.</summary>
    public static TextPattern Of(string template, TextElementKind wildcard = TextElementKind.Any, bool ignoreCase = false)
    {
        var literal = ignoreCase ? TextElementKind.LiteralIgnoringCase : TextElementKind.Literal;
        return new(template.Select(character => character switch
        {
            PolicyTemplate.AnyText => new TextElement(wildcard, Repeats: true),
            PolicyTemplate.AnyCharacter => new TextElement(wildcard),
            _ => new TextElement(literal, character),
        }));
    }

    /// <summary>An ARN's template: wildcards stay inside their part, an ARN that ends early goes on with anything.</summary>
    public static TextPattern Arn(string template)
    {
        var parts = template.Split(':', 6);
        var pattern = new TextPattern([]);
        for (var part = 0; part < 6; part++)
        {
            var kind = part == 5 ? TextElementKind.Any : TextElementKind.NotColon;
            var colon = part == 0 ? "" : ":";
            pattern += Literal(colon) + (part < parts.Length ? Of(parts[part], kind) : Maybe(kind));
        }

        return pattern;
    }

    public static TextPattern operator +(TextPattern left, TextPattern right) => new(left._elements.AddRange(right._elements));

    public ImmutableArray<int> Step(ImmutableArray<int> positions, char character)
    {
        if (positions.IsEmpty)
        {
            return positions;
        }

        if (positions is [var only])
        {
            return only < _elements.Length && _elements[only].Accepts(character)
                ? ClosedFrom(_elements[only].Repeats ? only : only + 1)
                : [];
        }

        var next = new List<int>(positions.Length);
        foreach (var position in positions)
        {
            if (position < _elements.Length && _elements[position].Accepts(character))
            {
                next.Add(_elements[position].Repeats ? position : position + 1);
            }
        }

        return next.Count == 0 ? [] : Closed(next);
    }

    public bool Accepts(ImmutableArray<int> positions) => !positions.IsEmpty && positions[^1] == _elements.Length;

    public bool Accepts(string text) => _isPlain ? IsMatch(text) : Accepts(After(text));

    /// <summary>The positions after a text; most patterns are out by their literal start.</summary>
    public ImmutableArray<int> After(string text)
    {
        var common = Math.Min(text.Length, LiteralStart.Length);
        return text.AsSpan(0, common).SequenceEqual(LiteralStart.AsSpan(0, common)) ? After(ClosedFrom(common), text[common..]) : [];
    }

    /// <summary>The positions after some more text.</summary>
    public ImmutableArray<int> After(ImmutableArray<int> positions, string text)
    {
        foreach (var character in text)
        {
            if (positions.IsEmpty || AcceptsAnything(positions))
            {
                return positions;
            }

            positions = Step(positions, character);
        }

        return positions;
    }

    /// <summary>Some positions as bits, for <see cref="Covers"/>.</summary>
    public PatternReach ReachFrom(ImmutableArray<int> positions)
    {
        const int Bits = 64;
        if (_elements.Length >= Bits)
        {
            return default;
        }

        var at = 0UL;
        foreach (var position in positions)
        {
            at |= 1UL << position;
        }

        return new(at, at | ((1UL << (RepeatsFrom(positions) + 1)) - 1), IsWhole: true);
    }

    /// <summary>Whether all that is accepted from some positions is accepted from others.</summary>
    public bool Covers(ImmutableArray<int> positions, ImmutableArray<int> others)
    {
        if (positions.IsEmpty)
        {
            return others.IsEmpty;
        }

        var from = RepeatsFrom(positions);
        foreach (var other in others)
        {
            if (other > from && positions.BinarySearch(other) < 0)
            {
                return false;
            }
        }

        return true;
    }

    // From a '*' that is reached, all is accepted that is accepted from any position before it: those are not even kept. -1 where none is.
    private int RepeatsFrom(ImmutableArray<int> positions) =>
        positions is [var first, ..] && first < _elements.Length && _elements[first] is { Kind: TextElementKind.Any, Repeats: true }
            ? first
            : -1;

    /// <summary>
    /// A few texts that are accepted from some positions: nothing or one character for each wildcard, the shortest first.
    /// </summary>
    public IEnumerable<string> Samples(ImmutableArray<int> positions)
    {
        foreach (var (hasRepeats, filler) in new[] { (false, 'x'), (false, '7'), (true, 'x'), (true, '7'), (true, 'q') })
        {
            foreach (var position in positions.Reverse())
            {
                yield return string.Concat(_elements.Skip(position)
                    .Where(element => hasRepeats || !element.Repeats)
                    .Select(element => element.Sample(filler)));
            }
        }
    }

    /// <summary>The pattern without its first elements.</summary>
    public TextPattern Without(int first) => new(_elements.RemoveRange(0, first));

    /// <summary>Whether whatever follows is accepted.</summary>
    public bool AcceptsAnything(ImmutableArray<int> positions) =>
        positions is [var first, _] && first == _elements.Length - 1 && _elements[first] is { Kind: TextElementKind.Any, Repeats: true };

    /// <summary>The literal characters that positions wait for.</summary>
    public IEnumerable<char> Awaited(ImmutableArray<int> positions)
    {
        foreach (var position in positions)
        {
            if (position < _elements.Length && _elements[position].IsLiteral)
            {
                yield return _elements[position].Literal;
                if (_elements[position].Kind == TextElementKind.LiteralIgnoringCase)
                {
                    yield return char.ToUpperInvariant(_elements[position].Literal);
                    yield return char.ToLowerInvariant(_elements[position].Literal);
                }
            }
        }
    }

    // One '*' to come back to is enough: what an earlier one could take, the later one can.
    private bool IsMatch(string text)
    {
        int at = 0, seen = 0, star = -1, retry = 0;
        while (seen < text.Length)
        {
            if (at < _elements.Length && _elements[at].Repeats)
            {
                star = at++;
                retry = seen;
            }
            else if (at < _elements.Length && _elements[at].Accepts(text[seen]))
            {
                at++;
                seen++;
            }
            else if (star >= 0)
            {
                at = star + 1;
                seen = ++retry;
            }
            else
            {
                return false;
            }
        }

        while (at < _elements.Length && _elements[at].Repeats)
        {
            at++;
        }

        return at == _elements.Length;
    }

    private ImmutableArray<int> ClosedFrom(int position)
    {
        // Two threads that both find it empty write the same.
        if (_closed[position].IsDefault)
        {
            _closed[position] = Closed([position]);
        }

        return _closed[position];
    }

    // From positions in ascending order, with what a repetition of nothing leads to.
    private ImmutableArray<int> Closed(List<int> positions)
    {
        var keepFrom = 0;
        var closed = new List<int>(positions.Count + 2);
        foreach (var start in positions)
        {
            var position = start;
            Add(position);
            while (position < _elements.Length && _elements[position].Repeats)
            {
                // Whatever can follow an earlier position can also follow a '*' that is already reached.
                keepFrom = _elements[position].Kind == TextElementKind.Any ? position : keepFrom;
                Add(++position);
            }
        }

        return [.. closed.SkipWhile(position => position < keepFrom)];

        void Add(int position)
        {
            if (closed.Count == 0 || closed[^1] < position)
            {
                closed.Add(position);
            }
        }
    }
}
