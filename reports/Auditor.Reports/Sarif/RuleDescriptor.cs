using System.Text;
using Auditor.Core.Findings;
using Auditor.Core.Fixes;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Reports.Sarif;

/// <summary>Describes rules to consumers of SARIF, from the rule's page.</summary>
internal static class RuleDescriptor
{
    /// <summary>How results name what they assume.</summary>
    public const string AssumptionId = "assumption";

    private const int MostTags = 10;
    private const int LongestDescription = 1024;

    // A template to try the rule on helps nobody who has a finding.
    private static readonly string[] SectionsShown =
    [
        "What it looks for",
        "Why it matters",
        "How to fix it",
        "When it is right to ignore it",
    ];

    /// <param name="rule">The rule.</param>
    /// <param name="severity">Its severity, which is not its own where somebody set another.</param>
    /// <param name="frameworks">What it gives evidence for; <see langword="null"/> where taxonomies are left out.</param>
    public static SarifReportingDescriptor Of(Rule rule, Severity severity, Frameworks? frameworks)
    {
        var page = RulePage.Of(rule);
        var title = $"{VisibleText.Of(rule.Info.Title)}.";
        var markdown = Markdown(rule.Info, page);
        var looksFor = FirstParagraph(page?.Section("What it looks for"));
        return new()
        {
            Id = rule.Info.Id,
            Name = PascalCase(rule.Info.Name),
            ShortDescription = new(title),
            FullDescription = new(VisibleText.Cut(looksFor.Length > 0 ? VisibleText.Of(looksFor) : title, LongestDescription)),
            Help = new(markdown) { Markdown = markdown },
            HelpUri = ProjectLinks.HelpOf(rule),
            DefaultConfiguration = new(SeverityScale.Level(severity)),
            Relationships = frameworks?.Of(rule.Info) is { Count: > 0 } relationships ? relationships : null,
            Properties = new()
            {
                Tags = Tags(rule.Info),
                Precision = Word.Of(rule.Info.Confidence),
                SecuritySeverity = SeverityScale.SecuritySeverity(severity),
                ProblemSeverity = SeverityScale.ProblemSeverity(severity),
            },
        };
    }

    /// <summary>What is known of a rule that an earlier run had and this one has not.</summary>
    public static SarifReportingDescriptor OfGone(PastFinding finding)
    {
        var text = $"Rule {Quote.Of(finding.RuleId)} did not run this time.";
        return new()
        {
            Id = finding.RuleId,
            Name = PascalCase(finding.RuleName ?? finding.RuleId),
            ShortDescription = new(text),
            FullDescription = new(text),
            Help = new(text) { Markdown = text },
        };
    }

    /// <summary>What verdicts assume is no rule's answer, and consumers want one for each result.</summary>
    public static SarifReportingDescriptor OfAssumptions()
    {
        const string Text = "Something that AWS gives no way to know, and what the verdicts take it for.";
        return new()
        {
            Id = AssumptionId,
            Name = PascalCase("assumption"),
            ShortDescription = new(Text),
            FullDescription = new(Text),
            Help = new(Text) { Markdown = Text },
        };
    }

    private static string Markdown(RuleInfo rule, RulePage? page)
    {
        var markdown = new StringBuilder();
        foreach (var section in SectionsShown)
        {
            if (page?.Section(section) is { Length: > 0 } body)
            {
                markdown.Append("## ").Append(section).Append("\n\n").Append(body).Append("\n\n");
            }
        }

        return markdown.Length == 0 ? $"{rule.Title}." : VisibleText.Of(FixBook.WithBlanks(markdown.ToString().TrimEnd()), keepLines: true);
    }

    private static List<string> Tags(RuleInfo rule)
    {
        var tags = new List<string> { "security", "aws", "api-gateway", rule.Category.ToString().ToLowerInvariant() };
        foreach (var framework in rule.Frameworks)
        {
            var name = framework.ToLowerInvariant().Replace(':', '-');
            tags.AddRange(name.StartsWith("cwe-", StringComparison.Ordinal) ? [$"external/cwe/{name}", name] : [name]);
        }

        return [.. tags.Distinct(StringComparer.Ordinal).Take(MostTags)];
    }

    private static string FirstParagraph(string? markdown) =>
        markdown?.Split("\n\n", 2)[0]
            .ReplaceLineEndings(" ")
            .Replace("`", "", StringComparison.Ordinal)
            .Replace("**", "", StringComparison.Ordinal)
            .Trim()
            ?? "";

    private static string PascalCase(string name) =>
        string.Concat(name.Split('-', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => $"{char.ToUpperInvariant(word[0])}{word[1..]}"));
}
