using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Auditor.Core.Inventory;
using Auditor.Reports.Summary;
using Auditor.Reports.Tests.Examples;
using Auditor.Testing.Snapshots;
using Markdig;

namespace Auditor.Reports.Tests.Summary;

public sealed partial class MarkdownReportTests
{
    // Everything that GitHub has, and HTML left on: what is not escaped shows.
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseAutoLinks()
        .UseEmphasisExtras(Markdig.Extensions.EmphasisExtras.EmphasisExtraOptions.Strikethrough)
        .UseMathematics()
        .UseTaskLists()
        .UseFootnotes()
        .Build();

    [Fact]
    public void Is_what_was_approved() => Snapshot.ShouldMatch(Text(Acme.Report(Acme.Everything)), "Acme", "md");

    [Fact]
    public void Nothing_found_is_a_page_too() => Snapshot.ShouldMatch(Text(Acme.Report(Acme.Nothing)), "Nothing", "md");

    [Fact]
    public void Compared_is_what_was_approved() => Snapshot.ShouldMatch(Text(Compared.With(Acme.Report(Acme.Complete))), "Compared", "md");

    [Fact]
    public void Says_how_the_calls_went()
    {
        var text = Text(Acme.Report(Acme.Complete with
        {
            Scopes = [Acme.Complete.Scopes[0] with { Reading = [new() { Operation = "apigateway:GetStages", Calls = 1200, Retries = 3, Throttled = 2, Denied = 1, Milliseconds = 61_500 }] }],
        }));

        text.ShouldContain("<summary>How it was read (1,200 calls)</summary>");
        text.ShouldContain("| apigateway:GetStages | 1,200 | 3 | 2 | 1 | 61.5 s |");
    }

    public static TheoryData<string> Cases => ["acme", "compared", "denied", "hostile", "many"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void The_summary_is_at_most_one_screen(string what)
    {
        var text = Text(Input(what));
        var summary = text[..text.IndexOf("<details>", StringComparison.Ordinal)];

        summary.Split('\n').Length.ShouldBeLessThan(35);
        summary.Length.ShouldBeLessThan(8000);
    }

    [Fact]
    public void The_verdict_comes_first_and_then_that_it_is_incomplete()
    {
        var lines = Text(Acme.Report(Acme.Everything)).Split('\n');

        lines[0].ShouldMatch("^# API Gateway: [0-9]+ findings, 1 critical$");
        lines[2..4].ShouldBe(
        [
            "> [!WARNING]",
            "> **Incomplete:** 1 thing could not be read, 2 questions could not be answered. What is missing is not reported as clean.",
        ]);
        Text(Acme.Report(Acme.Nothing)).ShouldNotContain("Incomplete");
        Text(Acme.Report(Written.Denied)).ShouldStartWith("# API Gateway: nothing could be read, so nothing is known\n");
        Text(Acme.Report(Acme.Nothing, new OpenRoute())).ShouldStartWith("# API Gateway: no findings\n");
    }

    [Fact]
    public void Every_finding_is_in_the_details()
    {
        var input = Acme.Report(Acme.Everything);
        var page = WebUtility.HtmlDecode(Markdown.ToHtml(Text(input), Pipeline)).Replace("\u200B", "", StringComparison.Ordinal);

        input.Result.Flagged.ShouldAllBe(finding => page.Contains(finding.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void GitHub_would_not_drop_it()
    {
        var text = Text(Acme.Report(Many.Apis(1000)));

        Encoding.UTF8.GetByteCount(text).ShouldBeLessThan(1024 * 1024);
        text.ShouldContain(" more, for which there is no room here: see the other reports");
    }

    [Fact]
    public void Hostile_names_make_no_element_but_ours()
    {
        var html = Markdown.ToHtml(Text(Hostile.Compared()), Pipeline);

        Element().Matches(html).Select(match => match.Groups[1].Value.ToLowerInvariant()).Distinct(StringComparer.Ordinal)
            .ShouldBeSubsetOf(
            [
                "h1", "h2", "p", "pre", "blockquote", "ol", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "details",
                "summary", "code", "a",
            ]);
        Link().Matches(html).Select(match => match.Groups[1].Value).ShouldAllBe(link => link.StartsWith(
            "https://github.com/auditor-cli/auditor", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("@octocat and @org/team")]
    [InlineData("https://evil.example and www.evil.example or mail@evil.example")]
    [InlineData("#1, other/repo#2, GH-3")]
    [InlineData("`code` | **bold** | _em_ ~~gone~~ ^up^")]
    [InlineData("[click](javascript:alert(1)) ![x](https://evil.example/x.png)")]
    [InlineData("<b>&lt;b&gt;</b> <!-- -->")]
    [InlineData("$x$ $$y$$ GET /$default")]
    [InlineData(@"back\slash \| end\")]
    public void Text_is_text(string text)
    {
        var markdown = GitHubText.Of(text);
        var html = Markdown.ToHtml($"x {markdown}", Pipeline);
        var cell = Markdown.ToHtml($"| a | b |\n| --- | --- |\n| x {markdown} | y |", Pipeline);

        Element().Matches(html).Select(match => match.Groups[1].Value).ShouldBe(["p"]);
        WebUtility.HtmlDecode(html).Replace("\u200B", "", StringComparison.Ordinal).ShouldBe($"<p>x {text}</p>\n");
        WebUtility.HtmlDecode(cell).Replace("\u200B", "", StringComparison.Ordinal).ShouldContain($"<td>x {text}</td>\n<td>y</td>");
        MentionOrReference().IsMatch(WebUtility.HtmlDecode(html)).ShouldBeFalse();
        MentionOrReference().IsMatch(WebUtility.HtmlDecode(GitHubText.InHtml(text))).ShouldBeFalse();
    }

    [Theory]
    [InlineData("`")]
    [InlineData("a``b`c")]
    [InlineData("</code></details>")]
    [InlineData("@octocat https://evil.example")]
    public void Code_is_code(string text) =>
        WebUtility.HtmlDecode(Markdown.ToHtml(GitHubText.Code(text), Pipeline)).ShouldBe($"<p><code>{text}</code></p>\n");

    private static ReportInput Input(string what) => what switch
    {
        "acme" => Acme.Report(Acme.Everything, [.. TestRules.All, new ThrowingRule("boom")]),
        "compared" => Hostile.Compared(),
        "denied" => Acme.Report(Written.Denied),
        "many" =>
            Acme.Report(Many.Apis(20) with { Accounts = [new Account { Id = Acme.Account, Gaps = [.. Enumerable.Repeat(Acme.Everything.Scopes[1].Gaps[0], 50)] }] }),
        _ => Hostile.Report(),
    };

    private static string Text(ReportInput input) => Written.Text(new MarkdownReport(), input);

    [GeneratedRegex("<([A-Za-z!][A-Za-z0-9]*)", RegexOptions.CultureInvariant)]
    private static partial Regex Element();

    [GeneratedRegex("<a href=\"([^\"]*)\"", RegexOptions.CultureInvariant)]
    private static partial Regex Link();

    [GeneratedRegex("@[A-Za-z0-9]|#[0-9]|GH-[0-9]|://|www[.]", RegexOptions.CultureInvariant)]
    private static partial Regex MentionOrReference();
}
