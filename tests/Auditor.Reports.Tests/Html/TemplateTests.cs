using System.Text.RegularExpressions;

namespace Auditor.Reports.Tests.Html;

public sealed partial class TemplateTests
{
    private static string Folder { get; } = Path.Combine(Repository.Root, "reports", "Auditor.Reports", "Html", "Templates");

    public static TheoryData<string> Templates => [.. Directory.GetFiles(Folder, "*.hbs").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Templates))]
    public void Escapes_everything_but_the_pages_of_rules(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name));

        if (name is "rulepage.hbs")
        {
            text.Trim().ShouldBe("""<div class="prose">{{{this}}}</div>""");
        }
        else
        {
            text.ShouldNotContain("{{{");
            text.ShouldNotMatch("""\{\{~?\s*&""");
            RulePageArgument().Matches(text).Select(match => match.Groups[1].Value).ShouldAllBe(argument => argument.EndsWith("Html", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Values_stand_in_quotes_and_never_where_they_would_run(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name));

        text.ShouldNotMatch("""=\{\{""", customMessage: "An attribute without quotes.");
        text.ShouldNotMatch("""\s(style|on[a-z]+)=""", customMessage: "The page's own policy forbids it.");
        text.ShouldNotMatch("""\s(src|srcset|action|formaction|poster|data)=""", customMessage: "The page asks for nothing.");
    }

    [Theory]
    [InlineData("style.css")]
    [InlineData("script.js")]
    public void Style_and_script_are_written_as_they_are(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name));

        text.ShouldNotContain("{{");
        text.ShouldNotContain("\\{");
        text.ShouldNotContain("</");
        text.ShouldNotContain("url(");
        text.ShouldNotContain("@import");
        text.ShouldNotMatch(@"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function|fetch|XMLHttpRequest|import)\b");
    }

    [GeneratedRegex(@"\{\{>\s*rulepage\s+([^}]*?)\s*\}\}")]
    private static partial Regex RulePageArgument();
}
