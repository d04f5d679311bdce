using System.Text;
using System.Text.RegularExpressions;
using System.Web;
using Auditor.Core.Fixes;
using Auditor.Core.Inventory;
using Auditor.Reports.Html;
using Auditor.Reports.Tests.Examples;
using Auditor.Testing.Snapshots;

namespace Auditor.Reports.Tests.Html;

public sealed partial class HtmlReportTests
{
    private static readonly string[] Elements =
    [
        "a", "b", "bdi", "body", "br", "button", "caption", "circle", "code", "datalist", "dd", "details", "div", "dl", "dt", "em",
        "fieldset", "footer", "form", "g", "h1", "h2", "h3", "h4", "head", "header", "html", "i", "input", "label", "legend", "li", "main",
        "mark", "meta", "nav", "ol", "option", "p", "path", "polyline", "pre", "rect", "script", "section", "select", "span", "strong",
        "style", "summary", "svg", "symbol", "table", "tbody", "td", "template", "th", "thead", "title", "tr", "ul", "use",
    ];

    [Fact]
    public void Is_what_was_approved() => Snapshot.ShouldMatch(WithoutData(Text(Acme.Report(Acme.Everything))), "Acme", "html");

    [Fact]
    public void Compared_is_what_was_approved() =>
        Snapshot.ShouldMatch(WithoutData(Text(Compared.With(Acme.Report(Acme.Complete)))), "Compared", "html");

    [Fact]
    public void Nothing_found_is_what_was_approved() =>
        Snapshot.ShouldMatch(WithoutData(Text(Acme.Report(Acme.Nothing) with { Gate = "Exit code 0." })), "Nothing", "html");

    [Fact]
    public void Says_first_how_many_routes_anyone_can_call()
    {
        var body = Body(Acme.Report(Acme.Complete));

        body.IndexOf("Anyone on the internet can call 8 of 22 routes without credentials.", StringComparison.Ordinal)
            .ShouldBeInRange(0, 500);
    }

    [Fact]
    public void Says_so_before_any_finding_when_something_could_not_be_read()
    {
        var input = Acme.Report(Acme.Everything);
        var body = Body(input);

        var incomplete = body.IndexOf("Incomplete: 1 thing could not be read", StringComparison.Ordinal);
        incomplete.ShouldBeGreaterThan(0);
        incomplete.ShouldBeLessThan(body.IndexOf($"{input.Result.Flagged.Count()} findings", StringComparison.Ordinal));
        body.ShouldContain("cloudwatch:GetMetricData");
        Body(Acme.Report(Acme.Nothing)).ShouldNotContain("Incomplete:");
    }

    [Fact]
    public void A_scan_that_read_nothing_is_no_clean_page()
    {
        var denied = Acme.Complete with
        {
            Accounts = [],
            Scopes = [new() { Account = Acme.Account, Region = Acme.Region, RestApis = new Unknown("No."), HttpAndWebSocketApis = new Unknown("No.") }],
        };

        foreach (var estate in new[] { denied, new Estate { CollectedAt = Acme.CollectedAt } })
        {
            var body = Body(Acme.Report(estate));
            body.ShouldContain("Nothing could be read, so nothing is known.");
            body.ShouldContain("Incomplete:");
            body.ShouldNotContain("lead clean");
        }
    }

    [Fact]
    public void Names_at_most_five_things_to_look_at_first_with_who_what_where_and_why()
    {
        var first = Body(Acme.Report(Acme.Everything)).Split("id=\"first\"")[1].Split("</ol>")[0];

        first.Split("<li>").Length.ShouldBe(6);
        // DELETE without credentials comes before what reads, and its own finding and API are a click away.
        var worst = first.Split("<li>").Single(thing => thing.Contains("a1b2c3d4e5", StringComparison.Ordinal));
        worst.ShouldContain("DELETE /orders/{orderId}");
        worst.ShouldContain("href=\"#finding-");
        worst.ShouldContain("href=\"#api-111122223333-eu-west-1-a1b2c3d4e5\"");
        worst.ShouldContain("Anyone on the internet, without credentials");
        worst.ShouldContain("Lambda function &#39;orders&#39;");
        worst.ShouldContain("it takes DELETE");
        Body(Acme.Report(Acme.Nothing)).ShouldNotContain("id=\"first\"");
    }

    [Fact]
    public void An_empty_estate_is_no_clean_one_and_says_which_Regions_were_read()
    {
        var empty = Acme.Nothing with { Scopes = [Acme.Scope(Acme.Account, Acme.Region, [], []), Acme.Scope(Acme.Account, "us-east-1", [], [])] };
        var body = Body(Acme.Report(empty));

        body.ShouldContain("There is no API in what was read.");
        body.ShouldContain("Read: account 111122223333: eu-west-1, us-east-1.");
        body.ShouldContain("auditor scan --region all");
        body.ShouldNotContain("✓</span>");
        Body(Acme.Report(Acme.Nothing)).ShouldNotContain("--region all");
    }

    [Fact]
    public void The_posture_matrix_has_a_row_for_each_API_and_says_what_nobody_asked()
    {
        var body = Body(Acme.Report(Acme.Everything));
        var posture = body.Split("id=\"posture\"")[1].Split("id=\"exposure-matrix\"")[0];

        posture.Split("<tr><th scope=\"row\">").Length.ShouldBe(Acme.Everything.Scopes.Sum(scope => scope.KnownApis.Count()) + 1);
        posture.ShouldContain("not asked</td>");
        posture.ShouldContain("data-topic=\"authorization\" data-row=\"a1b2c3d4e5\"");
        // Where there are many, accounts and Regions.
        Body(Acme.Report(Many.Estate(3000))).Split("id=\"posture\"")[1].ShouldContain("<th scope=\"col\">Account and Region</th>");
    }

    [Fact]
    public void Under_a_rule_its_findings_come_before_why_and_how()
    {
        var rule = Body(Acme.Report(Acme.Everything)).Split("id=\"rule-TST1001\"")[1];

        rule.IndexOf("class=\"finding\"", StringComparison.Ordinal)
            .ShouldBeLessThan(rule.IndexOf("Why it matters", StringComparison.Ordinal));
    }

    [Fact]
    public void Routes_of_an_API_are_listed_worst_first_with_their_backends()
    {
        var routes = Body(Acme.Report(Acme.Everything)).Split("aria-label=\"Routes of orders, a1b2c3d4e5\"")[1].Split("</table>")[0];

        string[] keys =
        [
            "DELETE /orders/{orderId}",
            "GET /health",
            "GET /orders<",
            "GET /orders/{orderId}",
            "POST /orders",
            "OPTIONS /orders",
        ];
        keys.Select(key => routes.IndexOf($"<bdi>{key}", StringComparison.Ordinal)).ShouldBeInOrder();
        routes.ShouldContain("Lambda function &#39;orders&#39;");
    }

    [Fact]
    public void A_finding_shows_the_path_with_the_open_step_marked_and_reads_without_pictures()
    {
        var input = Acme.Report(Acme.Everything);
        var open = input.Result.Flagged.First(finding =>
            finding.Rule.Id == "TST1001" && finding.Subject.Identity.Route == "DELETE /orders/{orderId}");
        var text = Body(input).Split($"id=\"finding-{open.Fingerprint}\"")[1].Split("</ol>")[0].Split("class=\"way\"")[1];

        text.ShouldContain("<p>Open at the authorizer: NONE.</p>");
        text.ShouldContain(
            "<li class=\"decides decides-open\"><svg aria-hidden=\"true\"><use href=\"#s-open\"/></svg><i>Authorizer <em>open</em></i>");
        Tag().Replace(text.Split("<ol>")[1], " ").Split(' ', StringSplitOptions.RemoveEmptyEntries).ShouldBe(
            ("Name a1b2c3d4e5.execute-api.eu-west-1.amazonaws.com/prod anyone on the internet; and 1 more name "
            + "Stage prod serves deployment 'dep001' Web ACL none every request "
            + "Route DELETE /orders/{orderId} DELETE requests for /orders/{orderId} Resource policy none whoever gets this far "
            + "Authorizer open NONE anyone: no credentials are asked for Backend Lambda function 'orders'").Split(' '));
    }

    [Fact]
    public void An_API_shows_the_paths_to_its_routes_as_one()
    {
        var api = Body(Acme.Report(Acme.Everything)).Split("id=\"api-111122223333-eu-west-1-a1b2c3d4e5\"")[1].Split("</ol>")[0];

        api.ShouldContain("5 routes");
        api.ShouldContain("open for ");
    }

    // Of the sample it was said over and over: 1.85 MB.
    [Fact]
    public void Steps_are_there_once_and_linked_to()
    {
        var body = Body(Acme.Report(Acme.Everything));

        var steps = Regex.Matches(body.Split("id=\"apis\"")[0], "<ol><li.*?</ol>")
            .Select(match => match.Value)
            .Where(list => list.Contains("#s-", StringComparison.Ordinal))
            .ToList();
        steps.Count.ShouldBeGreaterThan(5);
        steps.ShouldBeUnique();
        var same = Regex.Matches(body, "<a href=\"#(finding-[0-9a-f]{32})\">The same steps as of");
        same.Count.ShouldBeGreaterThan(3);
        same.Select(Finding).ShouldAllBe(finding => finding.Contains("<ol><li"));

        string Finding(Match link) => body.Split($"id=\"{link.Groups[1].Value}\"")[1].Split("</dl>")[0];
    }

    // What had no room is told in words, and drawn by the script.
    [Fact]
    public void As_many_paths_are_drawn_however_many_findings_there_are()
    {
        var body = Body(Acme.Report(Many.Estate(900)));

        body.Split("<details class=\"finding\"").Length.ShouldBeGreaterThan(800);
        var findings = body.Split("id=\"findings\"")[1].Split("id=\"apis\"")[0];
        findings.Split("<div class=\"path\">").Length.ShouldBeGreaterThan(800);
        findings.Split("<div class=\"path\"><p>Open at the authorizer: NONE.</p><ol>").Length.ShouldBeLessThanOrEqualTo(301);
    }

    [Fact]
    public void The_trend_tells_numbers_dates_and_open_routes_of_every_run()
    {
        var trend = Body(Compared.With(Acme.Report(Acme.Complete))).Split("run by run</h2>")[1].Split("</section>")[0];

        trend.ShouldContain("<span>2026-11-21T03:12:07Z: ");
        trend.ShouldContain(", 8 open routes</span>");
        trend.Split("<title>").Length.ShouldBeGreaterThan(13);
        // What an older file does not say is no zero.
        trend.ShouldContain("<td class=\"num\">not known</td>");
        trend.ShouldContain("<polyline class=\"open-routes\" points=\"");
    }

    [Fact]
    public void Every_finding_has_a_place_that_does_not_change()
    {
        var input = Acme.Report(Acme.Everything);
        var body = Body(input);

        foreach (var finding in input.Result.Flagged)
        {
            body.ShouldContain($"id=\"finding-{finding.Fingerprint}\"");
            body.ShouldContain($"href=\"#finding-{finding.Fingerprint}\"");
        }
    }

    [Fact]
    public void Every_link_on_the_page_leads_somewhere()
    {
        foreach (var input in new[] { Compared.With(Acme.Report(Acme.Everything)), Hostile.Compared(), Acme.Report(Acme.Nothing), Acme.Report(Many.Estate(3000)) })
        {
            var text = Text(input);
            var ids = Id().Matches(text).Select(match => match.Groups[1].Value).ToList();
            ids.ShouldBeUnique();
            Fragment().Matches(text).Select(match => match.Groups[1].Value).ShouldAllBe(target => ids.Contains(target));
        }
    }

    [Fact]
    public void Says_how_the_calls_went()
    {
        var reading = Body(Acme.Report(Acme.Complete with
        {
            Scopes = [Acme.Complete.Scopes[0] with { Reading = [new() { Operation = "apigateway:GetStages", Calls = 1200, Retries = 3, Throttled = 2, Denied = 1, Milliseconds = 61_500 }] }],
        })).Split("id=\"reading\"")[1];

        reading.ShouldContain("1,200 calls to AWS");
        reading.ShouldContain(
            """<code>apigateway:GetStages</code></th><td class="num">1,200</td><td class="num">3</td><td class="num">2</td><td class="num">1</td><td class="num">61.5 s</td>""");
        // An older inventory does not say, which is not "none".
        Body(Acme.Report(Acme.Complete))
            .ShouldContain("""<code>apigateway:GetApis</code></th><td class="num">1</td><td class="num"></td><td class="num"></td>""");
    }

    [Fact]
    public void Frameworks_count_what_passes_fails_and_could_not_be_told()
    {
        var input = Acme.Report(Acme.Everything);
        var frameworks = Body(input).Split("id=\"frameworks\"")[1].Split("</section>")[0];

        // Ten routes fail; the rule looks at 25 and one preflight.
        frameworks.ShouldContain(
            """API2:2023 <span class="id">Broken Authentication</span></th><td><span class="verdict verdict-fail">Fail</span></td><td class="num">16</td><td class="num">10</td><td class="num">0</td>""");
        frameworks.ShouldContain("href=\"#rule-TST1001\"");
    }

    [Fact]
    public void What_was_not_read_again_is_never_called_fixed()
    {
        var body = Body(Compared.With(Acme.Report(Acme.Complete)));

        body.Split("id=\"section-not-reread\"")[1].Split("</section>")[0].ShouldNotContain(">Fixed<");
        body.Split("id=\"section-absent\"")[1].Split("</section>")[0].ShouldContain("id=\"finding-0123456789abcdef0123456789abcdef\"");
        Body(Acme.Report(Acme.Complete)).ShouldNotContain("section-absent");
    }

    [Fact]
    public void Could_not_tell_is_listed_with_the_reason()
    {
        var unknown = Body(Acme.Report(Acme.Everything)).Split("id=\"unknown\"")[1];

        unknown.ShouldContain("Nobody calls this API");
        unknown.ShouldContain("Not allowed to call cloudwatch:GetMetricData.");
        unknown.ShouldContain("event-intake (3v3nts0000)");
    }

    [Fact]
    public void Fills_real_ids_into_the_code_of_the_fix()
    {
        var body = Body(Acme.Report(Acme.Complete));

        body.ShouldContain("aws apigateway create-deployment --region eu-west-1 --rest-api-id l3g4cy0000 --stage-name live");
        body.ShouldContain("--api-id w3bh00ks00 --stage-name '$default'");
        // Only code for the finding's kind of API.
        body.ShouldNotContain("aws apigateway create-deployment --region eu-west-1 --rest-api-id w3bh00ks00");
    }

    [Theory]
    [InlineData("prod; rm -rf /")]
    [InlineData("$(reboot)")]
    [InlineData("`reboot`")]
    [InlineData("-rf")]
    [InlineData("a'b")]
    [InlineData("a b")]
    public void What_a_shell_would_obey_is_one_word_between_quotes(string stage)
    {
        var api = Acme.Rest("a1b2c3d4e5", "orders", Acme.Route("GET /orders", AuthorizationKind.None)) with
        {
            Stages = System.Collections.Immutable.ImmutableArray.Create(new Stage { Name = stage, DeploymentId = "dep001" }),
        };

        var body = Body(Acme.Report(Acme.Complete with { Scopes = [Acme.Scope(Acme.Account, Acme.Region, [api], [])] }));

        var command = HttpUtility.HtmlDecode(body);
        command.ShouldContain($"--rest-api-id a1b2c3d4e5 --stage-name {ShellText.Quoted(stage)}");
        command.ShouldNotContain($"--stage-name {stage}");
    }

    // A name of several lines is none that AWS accepts: a blank says that something belongs there.
    [Fact]
    public void What_no_stage_can_be_called_is_a_blank()
    {
        var api = Acme.Rest("a1b2c3d4e5", "orders", Acme.Route("GET /orders", AuthorizationKind.None)) with
        {
            Stages = System.Collections.Immutable.ImmutableArray.Create(new Stage { Name = "a\nb", DeploymentId = "dep001" }),
        };

        var body = Body(Acme.Report(Acme.Complete with { Scopes = [Acme.Scope(Acme.Account, Acme.Region, [api], [])] }));

        HttpUtility.HtmlDecode(body).ShouldContain("--stage-name YOUR_STAGE");
    }

    [Fact]
    public void Pages_of_rules_lead_only_to_https_and_hold_no_markup_of_their_own()
    {
        var body = Body(Acme.Report(Acme.Everything));

        body.ShouldContain("<a href=\"https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-control-access-to-api.html\" rel=\"noopener noreferrer\">");
        body.ShouldNotContain("javascript:");
        body.ShouldContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    }

    [Fact]
    public void Hostile_names_make_no_elements()
    {
        var text = Text(Hostile.Compared());
        var markup = text.Split("<style>")[0] + text.Split("</style>")[1].Split("<script>")[0];

        Element().Matches(markup).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal).ShouldBeSubsetOf(Elements);
        text.Split("<script").Length.ShouldBe(2);
        markup.ShouldNotContain("\u202E");
        markup.ShouldContain("\\u202E");
        markup.ShouldNotContain("\u001b");
    }

    [Fact]
    public void Links_go_only_to_https_and_tell_nobody_where_from() =>
        Outside().Matches(Text(Hostile.Compared())).Select(match => match.Value).ShouldAllBe(link =>
            link.StartsWith("<a href=\"https://", StringComparison.Ordinal) && link.EndsWith(" rel=\"noopener noreferrer\">", StringComparison.Ordinal));

    internal static string Text(ReportInput input)
    {
        using var stream = new MemoryStream();
        new HtmlReport().Write(input, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    // What the compressor makes of it differs between versions of the runtime.
    private static string WithoutData(string text) => Data().Replace(text, "$1…$2");

    private static string Body(ReportInput input) => Text(input).Split("<body>")[1].Split("<script>")[0];

    [GeneratedRegex("""(<template id="data">)[A-Za-z0-9+/=]+(</template>)""")]
    private static partial Regex Data();

    [GeneratedRegex("""\sid="([^"]*)" ?""")]
    private static partial Regex Id();

    [GeneratedRegex("""\shref="#([^"]*)" ?""")]
    private static partial Regex Fragment();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tag();

    [GeneratedRegex("<([A-Za-z][A-Za-z0-9]*)")]
    private static partial Regex Element();

    [GeneratedRegex("""<a href="[^#][^>]*>""")]
    private static partial Regex Outside();
}
