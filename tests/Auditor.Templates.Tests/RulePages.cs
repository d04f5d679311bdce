using System.Text.RegularExpressions;
using Auditor.Core.Findings;

namespace Auditor.Templates.Tests;

/// <summary>The examples on the pages of the rules, run through the rules.</summary>
public sealed partial class RulePages
{
    // Off unless enabled: the rule is asked here all the same.
    public static TheoryData<string> Pages => [.. PagesThat(tellOfTemplates: true)];

    public static TheoryData<string> PagesOfWhatNoTemplateTells => [.. PagesThat(tellOfTemplates: false)];

    [Theory, MemberData(nameof(Pages))]
    public void Flags_the_marked_line_of_the_example(string page)
    {
        var (id, example) = (IdOf(Path.Combine(Root, page)) ?? "", Example(page, "Flagged"));
        var marked = example.Split('\n')
            .Index()
            .Where(line => line.Item.Contains($"# {id}", StringComparison.Ordinal))
            .Select(line => line.Index + 1)
            .ToList();
        var said = Checked.Text(example);
        var flagged = said.Flagged(id).ToList();

        flagged.Count.ShouldBeGreaterThan(0, said.Said);
        marked.ShouldNotBeEmpty();
        foreach (var line in marked)
        {
            flagged.Exists(finding => IsAt(finding.Source, line, example)).ShouldBeTrue($"line {line}\n{said.Said}");
        }

        said.OnlyInItsInventory().ShouldBeEmpty();
    }

    [Theory, MemberData(nameof(Pages))]
    public void Finds_nothing_in_the_clean_example(string page)
    {
        var id = IdOf(Path.Combine(Root, page)) ?? "";
        var said = Checked.Text(Example(page, "Clean"));

        said.Of(id).Select(finding => finding.Message).ShouldBeEmpty(said.Said);
    }

    // What a page says of templates is so: otherwise its example could lose its test by a sentence.
    [Theory, MemberData(nameof(PagesOfWhatNoTemplateTells))]
    public void Flags_nothing_where_the_page_says_that_no_template_tells(string page)
    {
        var said = Checked.Text(Example(page, "Flagged"));

        said.Flagged(IdOf(Path.Combine(Root, page)) ?? "").ShouldBeEmpty(said.Said);
    }

    private static IEnumerable<string> PagesThat(bool tellOfTemplates) =>
        Directory.EnumerateFiles(Path.Combine(Root, "rules", "Auditor.Rules"), "*.md", SearchOption.AllDirectories)
            .Where(page => IdOf(page) is not null && NoTemplateTells().IsMatch(File.ReadAllText(page)) != tellOfTemplates)
            .Select(page => Path.GetRelativePath(Root, page))
            .Order(StringComparer.Ordinal);

    // The property's first line; of a whole resource its name or its type.
    private static bool IsAt(SourcePlace? source, int line, string example) => source is not null
        && (source.Line == line
            || (source.Path?.Contains("/Properties/", StringComparison.Ordinal) is true && source.Line <= line && line <= source.EndLine)
            || (source.Line == line - 1 && example.Split('\n')[line - 1].TrimStart().StartsWith("Type:", StringComparison.Ordinal)));

    internal static string Example(string page, string heading) =>
        Block().Match(Section(File.ReadAllText(Path.Combine(Root, page)), heading)).Groups["text"].Value;

    private static string Section(string text, string heading)
    {
        var from = text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        var to = text.IndexOf("\n## ", from + 4, StringComparison.Ordinal);
        return to < 0 ? text[from..] : text[from..to];
    }

    internal static string? IdOf(string page) =>
        Title().Match(File.ReadAllText(page)) is { Success: true } match ? match.Groups["id"].Value : null;

    internal static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, "Auditor.sln"))
            ? folder
            : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No solution above."));

    [GeneratedRegex(@"^No template tells: \S.*\.$", RegexOptions.Multiline)]
    private static partial Regex NoTemplateTells();

    [GeneratedRegex(@"^# (?<id>AGW\d{4}):", RegexOptions.ExplicitCapture)]
    private static partial Regex Title();

    [GeneratedRegex(@"```yaml\n(?<text>.*?)```", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Block();
}
