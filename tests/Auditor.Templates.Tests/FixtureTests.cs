using System.Text.RegularExpressions;
using Auditor.Core.Findings;

namespace Auditor.Templates.Tests;

/// <summary>
/// Small templates and fragments in Fixtures, as pull requests and other tools' tests have them. A line that must be reported names the
/// rule in a comment; "# not:" lists rules that must be silent, "# open:" those that could not tell.
/// </summary>
public sealed partial class FixtureTests
{
    private static readonly string Folder = Path.Combine(RulePages.Root, "tests", "Auditor.Templates.Tests", "Fixtures");

    public static TheoryData<string, string> Fixtures
    {
        get
        {
            var fixtures = new TheoryData<string, string>();
            foreach (var file in Directory.EnumerateFiles(Folder).Order(StringComparer.Ordinal))
            {
                foreach (var title in All(file).Select(text => text.Split('\n')[0]))
                {
                    fixtures.Add(Path.GetFileName(file), title);
                }
            }

            return fixtures;
        }
    }

    [Theory, MemberData(nameof(Fixtures))]
    public void Are_judged_on_the_marked_lines_and_nowhere_else(string file, string title)
    {
        var text = All(Path.Combine(Folder, file)).Single(each => each.Split('\n')[0] == title);
        var lines = text.Split('\n');

        var said = Checked.Text(text, file);

        said.Broken.ShouldBeEmpty();
        foreach (var (rule, line) in lines.Index().Where(line => !line.Item.StartsWith('#')).SelectMany(
            line => RuleId().Matches(line.Item).Select(match => (match.Value, line.Index + 1))))
        {
            said.Flagged(rule).Select(finding => finding.Source?.Line).ShouldContain(line, $"{rule}\n{said.Said}");
        }

        foreach (var rule in Listed(lines, "# not:"))
        {
            said.Flagged(rule).Select(finding => finding.Message).ShouldBeEmpty(said.Said);
        }

        foreach (var rule in Listed(lines, "# open:"))
        {
            said.Of(rule).Select(finding => finding.Outcome).ShouldContain(Outcome.Inconclusive, $"{rule}\n{said.Said}");
        }

        said.OnlyInItsInventory().ShouldBeEmpty();
    }

    private static string[] All(string file) => File.ReadAllText(file).ReplaceLineEndings("\n").Split("\n---\n");

    private static IEnumerable<string> Listed(string[] lines, string head) => lines
        .Where(line => line.StartsWith(head, StringComparison.Ordinal))
        .SelectMany(line => RuleId().Matches(line))
        .Select(match => match.Value);

    [GeneratedRegex(@"AGW\d{4}")]
    private static partial Regex RuleId();
}
