using System.Text.RegularExpressions;

namespace Auditor.Reports.Tests.Html;

public sealed class TemplateTests
{
    private static string Folder { get; } = Path.Combine(Repository.Root, "reports", "Auditor.Reports", "Html", "Templates");

    public static TheoryData<string> Templates =>
        [.. Directory.GetFiles(Folder, "*.sbn").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Templates))]
    public void Nothing_goes_around_the_escape(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name));

        text.ShouldNotContain("raw", Case.Insensitive);
        text.ShouldNotContain("html.", Case.Sensitive);
        text.ShouldNotContain("object.eval");
    }

    [Theory]
    [MemberData(nameof(Templates))]
    public void Values_stand_in_quotes_and_never_where_they_would_run(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name));

        text.ShouldNotMatch("""<[^>]*=\{\{""", customMessage: "An attribute without quotes.");
        text.ShouldNotMatch("""\s(style|on[a-z]+)=""", customMessage: "The page's own policy forbids it.");
        text.ShouldNotMatch("""\s(src|srcset|action|formaction|poster|data)=""", customMessage: "The page asks for nothing.");
    }

    // A quote ends an attribute, and nothing in a text.
    [Theory]
    [MemberData(nameof(Templates))]
    public void Quotes_stay_as_they_are_between_tags_only(string name)
    {
        var text = Regex.Replace(File.ReadAllText(Path.Combine(Folder, name)), @"\{\{[^|}]*\}\}", "");
        foreach (Match inText in Regex.Matches(text, @"\|\s*in_text"))
        {
            text.LastIndexOf('>', inText.Index).ShouldBeGreaterThan(text.LastIndexOf('<', inText.Index), $"at {inText.Index}");
        }
    }

    [Theory]
    [InlineData("style.css")]
    [InlineData("script.js")]
    public void Style_and_script_are_written_as_they_are(string name)
    {
        var text = File.ReadAllText(Path.Combine(Folder, name));

        text.ShouldNotContain("</");
        text.ShouldNotContain("url(");
        text.ShouldNotContain("@import");
        text.ShouldNotMatch(@"\b(innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval|Function|fetch|XMLHttpRequest|import)\b");
    }
}
