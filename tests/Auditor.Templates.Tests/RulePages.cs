using System.Text.RegularExpressions;
using Auditor.Core.Findings;

namespace Auditor.Templates.Tests;

/// <summary>The examples on the pages of the rules, run through the rules.</summary>
public sealed partial class RulePages
{
    // What no template holds.
    private static readonly Dictionary<string, string> NoTemplateTells = new(StringComparer.Ordinal)
    {
        ["AGW1015"] = "What a canary serves differs from the stage by when it was made.",
        ["AGW1017"] = "Whether a function that is not in the template is there.",
        ["AGW2009"] = "How long a certificate lasts.",
        ["AGW2010"] = "How long a certificate lasts.",
        ["AGW2012"] = "What API Gateway says of a truststore.",
        ["AGW3004"] = "The account's limit.",
        ["AGW5014"] = "There is no CloudFormation type for portals.",
        ["AGW6004"] = "The example holds no API that would want the role.",
        ["AGW6008"] = "AWS Config is not read from templates.",
        ["AGW6009"] = "AWS Config is not read from templates.",
        ["AGW7001"] = "Requests.",
        ["AGW7002"] = "Requests.",
        ["AGW7004"] = "When a deployment was made.",
        ["AGW7005"] = "What became of a deployment.",
        ["AGW7006"] = "Whether a function that is not in the template is there.",
        ["AGW7009"] = "The setting is not in MethodSettings: somebody turned it off by hand.",
        ["AGW7013"] = "When a key was made.",
    };

    // Off unless enabled: the rule is asked here all the same.
    public static TheoryData<string> Pages => [.. Directory.EnumerateFiles(Path.Combine(Root, "rules", "Auditor.Rules"), "*.md", SearchOption.AllDirectories).Where(page => IdOf(page) is { } id && !NoTemplateTells.ContainsKey(id)).Select(page => Path.GetRelativePath(Root, page)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Pages))]
    public void Flags_the_marked_line_of_the_example(string page)
    {
        var (id, example) = (IdOf(Path.Combine(Root, page)) ?? "", Example(page, "Flagged"));
        var marked = example.Split('\n').Index().Where(line => line.Item.Contains($"# {id}", StringComparison.Ordinal)).Select(line => line.Index + 1).ToList();
        var said = Checked.Text(example);
        var flagged = said.Flagged(id).ToList();

        flagged.Count.ShouldBeGreaterThan(0, said.Said);
        marked.ShouldNotBeEmpty();
        foreach (var line in marked)
        {
            flagged.Exists(finding => IsAt(finding.Source, line, example)).ShouldBeTrue($"line {line}\n{said.Said}");
        }
    }

    [Theory, MemberData(nameof(Pages))]
    public void Finds_nothing_in_the_clean_example(string page)
    {
        var id = IdOf(Path.Combine(Root, page)) ?? "";
        var said = Checked.Text(Example(page, "Clean"));

        said.Of(id).Select(finding => finding.Message).ShouldBeEmpty(said.Said);
    }

    [Fact]
    public void Every_page_that_is_left_out_is_one() =>
        NoTemplateTells.Keys.Except(Directory.EnumerateFiles(Path.Combine(Root, "rules", "Auditor.Rules"), "*.md", SearchOption.AllDirectories).Select(IdOf).OfType<string>(), StringComparer.Ordinal).ShouldBeEmpty();

    // The property's first line; of a whole resource its name or its type.
    private static bool IsAt(SourcePlace? source, int line, string example) => source is not null
        && (source.Line == line || (source.Path?.Contains("/Properties/", StringComparison.Ordinal) is true && source.Line <= line && line <= source.EndLine) || (source.Line == line - 1 && example.Split('\n')[line - 1].TrimStart().StartsWith("Type:", StringComparison.Ordinal)));

    internal static string Example(string page, string heading) =>
        Block().Match(Section(File.ReadAllText(Path.Combine(Root, page)), heading)).Groups["text"].Value;

    private static string Section(string text, string heading)
    {
        var from = text.IndexOf($"\n## {heading}\n", StringComparison.Ordinal);
        var to = text.IndexOf("\n## ", from + 4, StringComparison.Ordinal);
        return to < 0 ? text[from..] : text[from..to];
    }

    internal static string? IdOf(string page) => Title().Match(File.ReadAllText(page)) is { Success: true } match ? match.Groups["id"].Value : null;

    internal static string Root { get; } = FindRoot(AppContext.BaseDirectory);

    private static string FindRoot(string folder) => File.Exists(Path.Combine(folder, "Auditor.sln")) ? folder : FindRoot(Path.GetDirectoryName(folder) ?? throw new InvalidOperationException("No solution above."));

    [GeneratedRegex(@"^# (?<id>AGW\d{4}):", RegexOptions.ExplicitCapture)]
    private static partial Regex Title();

    [GeneratedRegex(@"```yaml\n(?<text>.*?)```", RegexOptions.ExplicitCapture | RegexOptions.Singleline)]
    private static partial Regex Block();
}
