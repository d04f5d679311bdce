using System.Collections.Immutable;

namespace Auditor.Core.Identity;

/// <summary>Finds texts that several shapes have in common: an ARN of a route that two policies match.</summary>
/// <remarks>
/// A shape is a text in which some characters of Unicode's private use area stand for other texts. What a wildcard is filled with is a
/// character that no policy names.
/// </remarks>
internal static class SampleTexts
{
    public const char AnyOne = '\uE001';
    public const char AnyMany = '\uE002';
    public const char NotSlashOne = '\uE003';
    public const char NotSlashMany = '\uE004';
    public const char NotColonOne = '\uE005';
    public const char NotColonMany = '\uE006';

    /// <summary>A character that stands in no policy: what matches it is a wildcard.</summary>
    public const char Unnamed = '\uFFFD';

    /// <summary>At least one character of a path's segment.</summary>
    public static string Segment { get; } = $"{NotSlashOne}{NotSlashMany}";

    /// <summary>At least one character, whatever it is.</summary>
    public static string Rest { get; } = $"{AnyOne}{AnyMany}";

    /// <summary>At least one character of an ARN's part.</summary>
    public static string Part { get; } = $"{NotColonOne}{NotColonMany}";

    /// <summary>Whether the shape is a text, and nothing else than that text.</summary>
    public static bool IsOneText(string shape) => !shape.Any(character => IsOne(character) || IsMany(character));

    /// <summary>A text of the shape that has as little as possible in common with any policy.</summary>
    public static string Unlike(string shape) =>
        string.Concat(shape.Select(character => IsMany(character) ? "" : IsOne(character) ? Unnamed.ToString() : character.ToString()));

    /// <summary>
    /// Texts that all shapes have: with wildcards filled as little as possible, and with something that no policy names. None where the
    /// shapes have no text in common.
    /// </summary>
    public static IEnumerable<string> Common(params ImmutableArray<string> shapes)
    {
        if (Find(shapes, isFilled: true) is not { } filled)
        {
            return [];
        }

        return Find(shapes, isFilled: false) is { } least && least != filled ? [filled, least] : [filled];
    }

    private static string? Find(ImmutableArray<string> shapes, bool isFilled)
    {
        var seen = new HashSet<long>();
        var text = new List<char>();
        return Walk([.. shapes.Select(_ => 0)]) ? string.Concat(text) : null;

        // Depth first; a state from which there was no way once has none later.
        bool Walk(int[] at)
        {
            if (!seen.Add(at.Aggregate(0L, (key, position) => (key * 4096) + position)))
            {
                return false;
            }

            if (at.Select((position, shape) => position == shapes[shape].Length).All(isEnd => isEnd))
            {
                return true;
            }

            if (isFilled
                && at.Select((position, shape) => position < shapes[shape].Length && IsMany(shapes[shape][position])).All(isMany => isMany))
            {
                var length = text.Count;
                text.Add(Unnamed);
                if (Skips(at))
                {
                    return true;
                }

                text.RemoveRange(length, text.Count - length);
                return false;
            }

            return Steps(at) || Skips(at);
        }

        bool Steps(int[] at)
        {
            if (Character(at) is not { } character)
            {
                return false;
            }

            var next = at.Select((position, shape) => IsMany(shapes[shape][position]) ? position : position + 1).ToArray();
            if (next.AsSpan().SequenceEqual(at))
            {
                return false;
            }

            var length = text.Count;
            text.Add(character);
            if (Walk(next))
            {
                return true;
            }

            text.RemoveRange(length, text.Count - length);
            return false;
        }

        bool Skips(int[] at)
        {
            for (var shape = 0; shape < at.Length; shape++)
            {
                if (at[shape] < shapes[shape].Length
                    && IsMany(shapes[shape][at[shape]])
                    && Walk([.. at.Select((position, other) => other == shape ? position + 1 : position)]))
                {
                    return true;
                }
            }

            return false;
        }

        // The literal that one of them asks for, if all others take it.
        char? Character(int[] at)
        {
            var wanted = Unnamed;
            for (var shape = 0; shape < at.Length; shape++)
            {
                if (at[shape] >= shapes[shape].Length)
                {
                    return null;
                }

                var each = shapes[shape][at[shape]];
                if (!IsOne(each) && !IsMany(each))
                {
                    if (wanted != Unnamed && wanted != each)
                    {
                        return null;
                    }

                    wanted = each;
                }
            }

            return at.Select((position, shape) => Takes(shapes[shape][position], wanted)).All(takes => takes) ? wanted : null;
        }
    }

    private static bool Takes(char shape, char character) => shape switch
    {
        NotSlashOne or NotSlashMany => character != '/',
        NotColonOne or NotColonMany => character != ':',
        AnyOne or AnyMany => true,
        _ => shape == character,
    };

    private static bool IsOne(char character) => character is AnyOne or NotSlashOne or NotColonOne;

    private static bool IsMany(char character) => character is AnyMany or NotSlashMany or NotColonMany;
}
