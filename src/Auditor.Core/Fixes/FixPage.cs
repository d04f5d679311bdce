using System.Collections.Immutable;
using Auditor.Core.Rules;

namespace Auditor.Core.Fixes;

/// <summary>What a rule's page says about fixing what the rule flags.</summary>
/// <param name="Summary">Its first paragraph, as plain text.</param>
/// <param name="Blocks">Its code.</param>
internal sealed record FixPage(string Summary, ImmutableArray<FixBlock> Blocks)
{
    private const string Heading = "How to fix it";

    /// <summary>The page of a rule; empty where it has none.</summary>
    public static FixPage Of(Rule rule) => RulePage.Of(rule) is { } page ? Of(page.Section(Heading)) : new("", []);

    /// <summary>What a section says.</summary>
    public static FixPage Of(string section)
    {
        var first = section.Split("\n\n", 2)[0].ReplaceLineEndings(" ");
        return new(
            // What begins in bold is one of the ways to do it, not what has to be done.
            first.StartsWith("**", StringComparison.Ordinal) ? "" : FixBlock.PlainText(first),
            [.. FixBlock.Read(section)]);
    }
}
