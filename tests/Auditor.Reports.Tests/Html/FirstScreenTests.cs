using System.Text.RegularExpressions;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Reports.Tests.Examples;

namespace Auditor.Reports.Tests.Html;

/// <summary>What docs/reports.md says of thirty seconds with the sample's page.</summary>
public sealed partial class FirstScreenTests
{
    // Slow readers read three words a second.
    private const int WordsOfThirtySeconds = 90;

    private static readonly string Html = HtmlReportTests.Text(Acme.Report(
        InventoryFile.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "samples", "acme.inventory.json"))),
        RuleCatalogue.From(typeof(Rules.Authorization.RouteWithoutAuthorization).Assembly)) with
    { Gate = null });

    [Fact]
    public void The_three_most_urgent_things_are_the_first_three()
    {
        var things = Html.Split("id=\"first\"")[1].Split("</ol>")[0].Split("<li>")[1..];

        things.Length.ShouldBeInRange(3, 5);
        string[] expected =
        [
            "POST /admin/reindex|storefront-api", "POST /edi/invoices|supplier-edi", "DELETE /reviews/{reviewId}|reviews-api",
        ];
        foreach (var (thing, words) in things.Zip(expected.Select(each => each.Split('|'))))
        {
            var text = Text(thing);
            words.ShouldAllBe(word => text.Contains(word));
            text.ShouldContain("Anyone on the internet, without credentials");
            File.ReadAllText(Path.Combine(Repository.Root, "docs", "reports.md")).ShouldContain($"`{words[0]}` of `{words[1]}`");
        }
    }

    [Fact]
    public void Thirty_seconds_are_enough_to_read_who_and_where_of_three()
    {
        var lead = Text(Html.Split("<p class=\"lead")[1].Split("</p>")[0]);
        var things = Html.Split("id=\"first\"")[1].Split("<li>")[1..4].Select(thing => Text(thing.Split("</p>")[0]));

        Words(lead).ShouldBeLessThan(20);
        things.Sum(Words).ShouldBeLessThan(WordsOfThirtySeconds - 20);
    }

    // It was 1.85 MB when each finding said again what others say.
    [Fact]
    public void The_page_is_less_than_one_and_a_half_megabytes() =>
        System.Text.Encoding.UTF8.GetByteCount(Html).ShouldBeLessThan(1_475_000);

    [Fact]
    public void The_configuration_of_a_thing_is_there_once_and_linked_to()
    {
        var links = Whole().Matches(Html);

        links.Count.ShouldBeGreaterThan(20);
        links.Select(link => Html.Split($"id=\"{link.Groups[1].Value}\"")[1].Split("</dl>")[0])
            .ShouldAllBe(finding => finding.Contains("<details class=\"plain\"><summary>Line "));
    }

    // With their own ids they stand with each finding; with blanks there is nothing to be done with them besides.
    [Fact]
    public void A_rule_leaves_its_commands_to_its_findings()
    {
        var rule = Html.Split("<details class=\"rule\" id=\"rule-AGW1001\">")[1].Split("<details class=\"rule\"")[0];
        var advice = rule.Split("<div class=\"advice\">")[1];

        rule.Split("<div class=\"advice\">")[0].ShouldContain("aws apigateway update-method --region eu-west-1");
        advice.ShouldNotContain("YOUR_REGION");
        advice.ShouldContain("the commands stand with each finding");
        advice.ShouldContain("Terraform");
    }

    // What is said before the list: the sentence, where it was read, and one line of what could not be.
    [Fact]
    public void Nothing_long_stands_before_them()
    {
        var before = Html.Split("<h1>")[1].Split("id=\"first\"")[0];

        Words(Text(Regex.Replace(before, "<details.*</details>", "", RegexOptions.Singleline))).ShouldBeLessThan(120);
    }

    private static string Text(string markup) => System.Net.WebUtility.HtmlDecode(Tag().Replace(markup, " "));

    private static int Words(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length;

    [GeneratedRegex("<a href=\"#(finding-[0-9a-f]{32})\">All of line [0-9]+ of inventory.json is with")]
    private static partial Regex Whole();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();
}
