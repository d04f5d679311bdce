using Auditor.Core.Rules;

namespace Auditor.Reports;

/// <summary>How to fix what a rule flags, in one line of plain text.</summary>
internal static class Remedy
{
    /// <summary>The first paragraph of the rule's page on it, or where to read on.</summary>
    public static string Of(Rule rule, int longest)
    {
        var fix = RulePage.Of(rule)
            ?.Section("How to fix it")
            .Split("\n\n", 2)[0]
            .ReplaceLineEndings(" ")
            .Replace("`", "", StringComparison.Ordinal)
            .Replace("**", "", StringComparison.Ordinal)
            .Trim();
        return VisibleText.Cut(string.IsNullOrEmpty(fix) ? "See the page of the rule." : VisibleText.Of(fix), longest);
    }
}
