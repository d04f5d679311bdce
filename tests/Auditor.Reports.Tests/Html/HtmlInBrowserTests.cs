using System.Globalization;
using System.Text.RegularExpressions;
using Auditor.Reports.Tests.Examples;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Auditor.Reports.Tests.Html;

public sealed class HtmlInBrowserTests(Browser browser) : IClassFixture<Browser>
{
    [BrowserFact]
    public async Task Nothing_is_executed_requested_or_complained_about()
    {
        await using var opened = await browser.Open(HtmlReportTests.Text(Acme.Report(Acme.Everything)));

        await OpenEverything(opened.Page);

        opened.Incidents.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Hostile_names_are_text()
    {
        await using var opened = await browser.Open(HtmlReportTests.Text(Hostile.Report()));

        await OpenEverything(opened.Page);
        await opened.Page.Mouse.MoveAsync(400, 400);

        opened.Incidents.ShouldBeEmpty();
        (await opened.Page.Locator("script").CountAsync()).ShouldBe(1);
        (await opened.Page.Locator("img, iframe, object, embed, base, form:not(#filters), meta[http-equiv=refresh]").CountAsync()).ShouldBe(0);
        (await opened.Page.TitleAsync()).ShouldStartWith("API Gateway security report");
        var attributes = await opened.Page.EvaluateAsync<string[]>("() => [...new Set([...document.querySelectorAll('*')].flatMap(e => e.getAttributeNames()))]");
        attributes.ShouldAllBe(name => !name.StartsWith("on", StringComparison.Ordinal) && name != "style" && name != "srcdoc");
        var links = await opened.Page.EvaluateAsync<string[]>("() => [...document.links].map(a => a.getAttribute('href'))");
        links.ShouldAllBe(href => href.StartsWith('#') || href.StartsWith("https://github.com/", StringComparison.Ordinal) || href.StartsWith("https://docs.aws.amazon.com/", StringComparison.Ordinal));
        var text = await opened.Page.EvaluateAsync<string>("() => document.body.textContent");
        foreach (var payload in Hostile.Payloads.Where(payload => payload.All(character => character is >= ' ' and <= '~')))
        {
            text.ShouldContain(payload);
        }
    }

    [BrowserFact]
    public async Task Hostile_names_do_nothing_either_where_the_policy_is_not_applied()
    {
        await using var opened = await browser.Open(HtmlReportTests.Text(Hostile.Report()), options: new() { BypassCSP = true });

        await OpenEverything(opened.Page);

        opened.Incidents.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Its_policy_stops_script_that_is_not_ours()
    {
        var html = HtmlReportTests.Text(Acme.Report(Acme.Complete)).Replace("</main>", "<script>alert(1)</script><p style=\"color:red\" onclick=\"alert(2)\">x</p></main>", StringComparison.Ordinal);

        await using var opened = await browser.Open(html);
        await opened.Page.ClickAsync("text=x >> nth=-1", new() { Force = true });

        opened.Incidents.ShouldNotContain(incident => incident.StartsWith("dialog", StringComparison.Ordinal));
        opened.Incidents.ShouldContain(incident => incident.Contains("Content Security Policy", StringComparison.Ordinal));
    }

    [BrowserFact]
    public async Task Reads_without_script()
    {
        await using var opened = await browser.Open(HtmlReportTests.Text(Acme.Report(Acme.Everything)), options: new() { JavaScriptEnabled = false });

        (await opened.Page.Locator("#filters").IsVisibleAsync()).ShouldBeFalse();
        (await opened.Page.Locator("#incomplete-title").IsVisibleAsync()).ShouldBeTrue();
        await opened.Page.Locator("#rule-TST1001 > summary").ClickAsync();
        (await opened.Page.Locator("#rule-TST1001 details.finding >> nth=0").IsVisibleAsync()).ShouldBeTrue();
    }

    [BrowserFact]
    public async Task A_link_to_a_finding_opens_it_with_and_without_script()
    {
        var input = Acme.Report(Acme.Everything);
        var id = $"finding-{input.Result.Flagged.First(finding => finding.Rule.Id == "TST1001").Fingerprint}";

        await using var with = await browser.Open(HtmlReportTests.Text(input), $"#{id}");
        (await with.Page.Locator($"#{id} dl").IsVisibleAsync()).ShouldBeTrue();

        await using var without = await browser.Open(HtmlReportTests.Text(input), $"#{id}", new() { JavaScriptEnabled = false });
        (await without.Page.Locator($"#{id} > summary").IsVisibleAsync()).ShouldBeTrue();
    }

    [BrowserFact]
    public async Task Filters_and_keeps_the_filter_in_the_address()
    {
        var input = Acme.Report(Acme.Everything);
        var all = input.Result.Flagged.Count();
        var medium = input.Result.Flagged.Count(finding => finding.Severity is Core.Rules.Severity.Medium);
        await using var opened = await browser.Open(HtmlReportTests.Text(input));
        var page = opened.Page;
        (await Result(page)).ShouldBe($"{all} findings");

        await page.CheckAsync("input[name=severity][value=medium]");
        await Assertions.Expect(page.Locator("#filter-result")).ToHaveTextAsync($"{medium} of {all} findings");
        (await page.Locator("#findings details.finding:not([hidden])").CountAsync()).ShouldBe(medium);
        (await page.Locator("#apis li:not([hidden])").CountAsync()).ShouldBe(medium);

        await page.FillAsync("#filter-q", "webhooks");
        await Assertions.Expect(page.Locator("#findings details.finding:not([hidden])")).ToHaveCountAsync(1);
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("#filter\\?q=webhooks&severity=medium$"));

        await using var again = await browser.Open(HtmlReportTests.Text(input), "#filter?q=webhooks&severity=medium");
        (await again.Page.Locator("#findings details.finding:not([hidden])").CountAsync()).ShouldBe(1);
        (await again.Page.InputValueAsync("#filter-q")).ShouldBe("webhooks");

        await page.FillAsync("#filter-q", "no such thing");
        await Assertions.Expect(page.Locator("#no-match")).ToBeVisibleAsync();
        await page.ClickAsync("button[type=reset]");
        await Assertions.Expect(page.Locator("#filter-result")).ToHaveTextAsync($"{all} findings");
        await page.SelectOptionAsync("#filter-rule", "TST2001");
        await Assertions.Expect(page.Locator("#findings details.finding:not([hidden])")).ToHaveCountAsync(1);
        await page.SelectOptionAsync("#filter-rule", "");
        await page.SelectOptionAsync("#filter-region", "us-east-1");
        var elsewhere = input.Result.Flagged.Count(finding => finding.Subject.Identity.Region == "us-east-1");
        await Assertions.Expect(page.Locator("#findings details.finding:not([hidden])")).ToHaveCountAsync(elsewhere);
        opened.Incidents.ShouldBeEmpty();
    }

    [BrowserFact]
    public async Task Works_by_keyboard()
    {
        await using var opened = await browser.Open(HtmlReportTests.Text(Acme.Report(Acme.Everything)));
        var page = opened.Page;

        await page.Keyboard.PressAsync("Tab");
        (await page.EvaluateAsync<string>("() => document.activeElement.textContent")).ShouldBe("Skip to the findings");
        await page.Locator("#rule-TST1001 > summary").FocusAsync();
        await page.Keyboard.PressAsync("Enter");

        (await page.Locator("#rule-TST1001").GetAttributeAsync("open")).ShouldNotBeNull();
    }

    [BrowserFact]
    public async Task Prints_what_is_folded()
    {
        await using var opened = await browser.Open(HtmlReportTests.Text(Acme.Report(Acme.Everything)), options: new() { JavaScriptEnabled = false });
        await opened.Page.EmulateMediaAsync(new() { Media = Media.Print });

        (await opened.Page.Locator("details.finding dl >> nth=0").IsVisibleAsync()).ShouldBeTrue();
        (await opened.Page.PdfAsync()).Length.ShouldBeGreaterThan(10_000);
    }

    [BrowserFact]
    public async Task Does_not_scroll_sideways_on_a_telephone()
    {
        foreach (var input in new[] { Acme.Report(Acme.Everything), Hostile.Report() })
        {
            await using var opened = await browser.Open(HtmlReportTests.Text(input), options: new() { ViewportSize = new() { Width = 360, Height = 800 } });
            await OpenEverything(opened.Page);

            (await opened.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth")).ShouldBeLessThanOrEqualTo(360);
        }
    }

    [BrowserFact]
    public async Task Is_accessible_in_light() => await ShouldBeAccessible(Acme.Report(Acme.Everything), ColorScheme.Light);

    [BrowserFact]
    public async Task Is_accessible_in_dark() => await ShouldBeAccessible(Acme.Report(Acme.Everything), ColorScheme.Dark);

    [BrowserFact]
    public async Task Is_accessible_without_findings() => await ShouldBeAccessible(Acme.Report(Acme.Nothing), ColorScheme.Dark);

    [BrowserFact]
    public async Task Is_accessible_without_script() => await ShouldBeAccessible(Acme.Report(Acme.Everything), ColorScheme.Light, withScript: false);

    [BrowserFact]
    public async Task Five_thousand_findings_open()
    {
        var input = Acme.Report(Many.Apis(460));
        var html = HtmlReportTests.Text(input);
        var findings = input.Result.Flagged.Count();
        findings.ShouldBeGreaterThan(5000);
        html.Length.ShouldBeLessThan(10_000_000);

        await using var opened = await browser.Open(html);

        (await Result(opened.Page)).ShouldBe($"{findings.ToString("N0", CultureInfo.InvariantCulture)} findings");
        opened.Incidents.ShouldBeEmpty();
    }

    // axe needs script: the page without its own stands for the page in a browser without any.
    private async Task ShouldBeAccessible(ReportInput input, ColorScheme scheme, bool withScript = true)
    {
        var html = HtmlReportTests.Text(input);
        html = withScript ? html : Regex.Replace(html, "<script>.*</script>", "", RegexOptions.Singleline);
        await using var opened = await browser.Open(html, options: new() { ColorScheme = scheme, BypassCSP = true });
        await OpenEverything(opened.Page);

        var result = await opened.Page.RunAxe();

        result.Violations.Select(violation => $"{violation.Id}: {string.Join(" | ", violation.Nodes.Take(3).Select(node => node.Html))}").ShouldBeEmpty();
    }

    private static async Task OpenEverything(IPage page) =>
        await page.EvaluateAsync("() => { for (const details of document.querySelectorAll('details')) details.open = true; }");

    private static async Task<string> Result(IPage page) => await page.Locator("#filter-result").TextContentAsync() ?? "";
}
