using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Auditor.Core.Rules;

namespace Auditor.Core.Fixes;

/// <summary>A name in braces on a rule's page, <c>{apiId}</c>, in whose place a finding's own value comes.</summary>
internal static partial class FixPlaceholder
{
    private static readonly FrozenSet<string> Names = RulePage.Placeholders.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>The placeholder that begins at a place; <see langword="null"/> where none does.</summary>
    public static string? At(string text, int at) =>
        text[at] == '{' && InBraces().Match(text, at) is { Success: true, Groups: [_, { Value: var name }, ..] } match && match.Index == at
            && Names.Contains(name)
            ? name
            : null;

    /// <summary>The placeholders of a text, each once.</summary>
    public static IReadOnlyCollection<string> In(string text) =>
        InBraces().Matches(text).Select(match => match.Groups[1].Value).Where(Names.Contains).ToHashSet(StringComparer.Ordinal);

    /// <summary>The text with what <paramref name="valueOf"/> says in place of its placeholders; what it says nothing of stays.</summary>
    public static string Replace(string text, Func<string, string?> valueOf) => InBraces().Replace(text, match =>
        Names.Contains(match.Groups[1].Value) && valueOf(match.Groups[1].Value) is { } value ? value : match.Value);

    /// <summary>The blank for a name: <c>apiId</c> becomes <c>YOUR_API_ID</c>.</summary>
    public static string Blank(string name) => ShellText.BlankPrefix + Hump().Replace(name, "_$0").ToUpperInvariant();

    [GeneratedRegex("(?<=[a-z0-9])[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex Hump();

    [GeneratedRegex(@"\{([A-Za-z]+)\}", RegexOptions.CultureInvariant)]
    private static partial Regex InBraces();
}
