using System.Text.RegularExpressions;

namespace Auditor.EndToEnd.Tests.Documents;

/// <summary>
/// What comments cite is in the repository: docs/aws-facts.md has every section that they name, and no file that only its authors have is
/// named.
/// </summary>
public sealed partial class AwsFactsTests
{
    private static readonly string[] Folders = ["src", "rules", "reports", "samples", "tests"];

    private static IEnumerable<(string File, string Text)> Sources => Folders
        .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Repository.Root, folder), "*.cs", SearchOption.AllDirectories))
        .Select(file => (Path.GetRelativePath(Repository.Root, file), File.ReadAllText(file)));

    [Fact]
    public void Every_section_that_is_cited_is_there()
    {
        var sections = Heading()
            .Matches(File.ReadAllText(Path.Combine(Repository.Root, "docs", "aws-facts.md")))
            .Select(match => match.Groups[1].Value)
            .ToHashSet(StringComparer.Ordinal);
        var cited = Sources
            .SelectMany(source => Citation()
                .Matches(source.Text)
                .SelectMany(match => Section().Matches(match.Groups[1].Value))
                .Select(match => (Section: match.Value, source.File)))
            .ToList();

        cited.Count.ShouldBeGreaterThan(60);
        cited.Where(citation => !sections.Contains(citation.Section)).ShouldBeEmpty();
    }

    [Fact]
    public void No_page_is_cited_that_is_not_there() => Sources
        .SelectMany(source => Elsewhere().Matches(source.Text).Select(match => $"{source.File}: {match.Value}"))
        .ShouldBeEmpty();

    // '## D What is deployed', '### A.3 The first interface', '- **0.1** ...'.
    [GeneratedRegex(@"^(?:#{2,3} |- \*\*)([0A-M](?:\.[0-9])?)(?: |\*\*)", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"aws-facts\.md ([0A-M](?:\.[0-9])?(?:(?:, | and | to )[0A-M](?:\.[0-9])?)*)\b")]
    private static partial Regex Citation();

    [GeneratedRegex(@"[0A-M](?:\.[0-9])?")]
    private static partial Regex Section();

    [GeneratedRegex(@"\b(?:checks|design|iac-facts|moto|aws-client|peers)\.md\b")]
    private static partial Regex Elsewhere();
}
