using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Auditor.Core.Inventory;

namespace Auditor.Core.Fixes;

/// <summary>A block of code in the section of a rule's page that says how to fix it.</summary>
/// <param name="Label">The paragraph before it, as plain text: <c>AWS CLI, REST API</c>.</param>
/// <param name="Language"><c>sh</c>, <c>yaml</c>, <c>hcl</c>.</param>
/// <param name="Text">The code.</param>
internal sealed partial record FixBlock(string Label, string Language, string Text)
{
    private const string Fence = "```";

    /// <summary>Whether it is another way to the same end: its label says so.</summary>
    public bool IsInstead => Label.Contains("instead", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether its time comes only when something else has happened, as its label says.</summary>
    public bool IsAfterwards => Label.Contains("afterwards", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it is for a shell.</summary>
    public bool IsShell => Language is "sh";

    /// <summary>Its commands, those that belong together in one; none where it is for no shell.</summary>
    public ImmutableArray<ImmutableArray<FixStep>> Chains { get; } = Language is "sh" ? [.. FixStep.Chains(Text)] : [];

    /// <summary>Whether it can be for an API of a kind: its label names that kind, or none.</summary>
    public bool IsFor(ApiKind? kind)
    {
        var named = Kinds().Matches(Label).Select(match => match.Value).ToHashSet(StringComparer.Ordinal);
        return kind is null || named.Count == 0 || named.Contains(kind switch
        {
            ApiKind.Rest => "REST",
            ApiKind.Http => "HTTP",
            _ => "WebSocket",
        });
    }

    /// <summary>The blocks of a section, in order.</summary>
    public static IEnumerable<FixBlock> Read(string section)
    {
        var (label, language, code) = ("", "", (List<string>?)null);
        foreach (var line in section.Split('\n'))
        {
            if (line.StartsWith(Fence, StringComparison.Ordinal))
            {
                if (code is null)
                {
                    (language, code) = (line[Fence.Length..].Trim(), []);
                }
                else
                {
                    yield return new(PlainText(label).TrimEnd(':', ' '), language, string.Join('\n', code));
                    (label, code) = ("", null);
                }
            }
            else if (code is not null)
            {
                code.Add(line);
            }
            else if (line.Trim().Length > 0)
            {
                label = line;
            }
        }
    }

    /// <summary>A line of Markdown as plain text.</summary>
    public static string PlainText(string markdown) => Link().Replace(markdown, "$1")
        .Replace("**", "", StringComparison.Ordinal)
        .Replace("`", "", StringComparison.Ordinal)
        .Trim();

    [GeneratedRegex(@"\b(REST|HTTP|WebSocket)\b", RegexOptions.CultureInvariant)]
    private static partial Regex Kinds();

    [GeneratedRegex(@"\[([^\]]+)\]\([^)]*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Link();
}
