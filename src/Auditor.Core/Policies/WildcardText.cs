using System.Collections.Immutable;
using Auditor.Core.Policies.Solving;

namespace Auditor.Core.Policies;

/// <summary>A text that begins with, ends with, contains or is another.</summary>
/// <param name="Value">The other.</param>
/// <param name="IsAtStart">Whether nothing stands before it.</param>
/// <param name="IsAtEnd">Whether nothing stands behind it.</param>
/// <param name="IgnoresCase">Whether case does not count.</param>
public sealed record WildcardText(string Value, bool IsAtStart, bool IsAtEnd, bool IgnoresCase)
{
    internal TextPattern Text => Maybe(!IsAtStart) + TextPattern.Of(Value, ignoreCase: IgnoresCase) + Maybe(!IsAtEnd);

    /// <summary>Whether a text is one of these.</summary>
    public bool Accepts(string text) => Text.Accepts(Text.After(text));

    /// <summary>A text that is one of all these and none of those; <see langword="null"/> where there is none.</summary>
    public static string? Example(IEnumerable<WildcardText> wanted, IEnumerable<WildcardText> unwanted)
    {
        ImmutableArray<OpenGroup> groups =
        [
            .. wanted.Select(each => each.Asked(isWanted: true, "")),
            .. unwanted.Select(each => each.Asked(isWanted: false, "")),
        ];
        return groups.Any(group => group.IsMissed) ? null
            : new LanguageFrontier(TextPattern.AnyText, groups.RemoveAll(group => group.IsSettled), new Work())
                .Best() is [var text, ..] ? text
            : null;
    }

    /// <summary>What is asked of the rest of a text that begins with another.</summary>
    internal OpenGroup Asked(bool isWanted, string start) =>
        new(isWanted ? TextRole.Required : TextRole.Forbidden, [Text], FrontierGroup.Of([Text], [Text.After(start)]));

    private static TextPattern Maybe(bool isThere) => isThere ? TextPattern.Maybe(TextElementKind.Any) : new([]);
}
