using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using Auditor.Cli.Terminal;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Tests;

/// <summary>
/// Every list at every width: no column is lost, no word is broken, no message is cut; in pipes and logs a line is whole.
/// </summary>
public sealed class TerminalWidthTests : CliTests
{
    private const int Piped = 0;

    // Three APIs of the sample, with long names, several stages and what could not be read: thirty runs over all of it would take half a
    // minute.
    private static readonly Lazy<byte[]> Sample = new(() =>
    {
        string[] apis = ["k3v9s1q2xa", "e2d7is0m5q", "i2m7gs5u0c"];
        var whole = InventoryFile.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "samples", "acme.inventory.json")));
        return InventoryFile.Write(whole with
        {
            Scopes =
            [
                .. whole.Scopes.Select(scope => scope with
                {
                    RestApis = scope.RestApis.Select(each => each.Where(api => apis.Contains(api.Id)).ToImmutableArray()),
                    HttpAndWebSocketApis = scope.HttpAndWebSocketApis.Select(each => each.Where(api => apis.Contains(api.Id))
                        .ToImmutableArray()),
                }),
            ],
        });
    });

    public static TheoryData<int, string> Lists
    {
        get
        {
            var lists = new TheoryData<int, string>();
            foreach (var width in new[] { 60, 80, 100, 120, Piped })
            {
                foreach (var command in new[] { "check", "check --verbose", "exposure", "exposure --from internet", "exposure --api k3v9s1q2xa --principals", "rules list" })
                {
                    lists.Add(width, command);
                }
            }

            return lists;
        }
    }

    [Theory]
    [MemberData(nameof(Lists))]
    public async Task No_message_is_cut_and_no_line_of_several_words_is_wider_than_the_terminal(int width, string command)
    {
        var run = await At(width, command);

        run.Output.ShouldNotContain("…\n");
        run.Output.ShouldNotContain("… ");
        if (width is not Piped)
        {
            // A word alone may be longer: an ARN stays in one piece. Paths, headings and sentences of the whole run are for programs too.
            var items = run.Output.Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal));
            items.Where(line => line.Length > width && line.Trim().Contains(' ', StringComparison.Ordinal))
                .ShouldBeEmpty($"{command} at {width}");
        }
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    public async Task Exposure_says_of_each_route_who_and_with_what_at_every_width(int width)
    {
        var wide = Squeezed((await At(400, "exposure")).Output);
        var narrow = await At(width, "exposure");

        // The same words, wherever lines break.
        Squeezed(narrow.Output).ShouldBe(wide);
        narrow.Output.ShouldContain("storefront-api (k3v9s1q2xa), 111122223333 eu-west-1");
        narrow.Output.Split('\n').Length.ShouldBeLessThan(1000);
    }

    [Fact]
    public async Task Exposure_in_a_pipe_is_one_line_a_route_with_tabs_and_the_documented_columns()
    {
        var lines = (await At(Piped, "exposure")).Output.TrimEnd('\n').Split('\n');

        lines[0].ShouldBe("account\tregion\tapiId\tapiName\tstage\troute\twho\twith\tmore");
        (await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "reports.md"))).ShouldContain($"    {lines[0]}\n");
        lines[1..^1].ShouldAllBe(line => line.Count(letter => letter == '\t') == ExposureTable.Columns.Length - 1);
        lines.ShouldContain(line => line.StartsWith(
            "111122223333\teu-west-1\tk3v9s1q2xa\tstorefront-api\tprod\tPOST /admin/reindex\tanyone on the internet\tnothing\t",
            StringComparison.Ordinal));
        // The last line sums up, as on a terminal.
        lines[^1].ShouldMatch("^[0-9,]+ routes, counted on each stage");
        int.Parse(lines[^1].Split(' ')[0], NumberStyles.AllowThousands, CultureInfo.InvariantCulture)
            .ShouldBe(lines[1..^1].Count(line => line.Split('\t')[5].Length > 0));
    }

    [Theory]
    [InlineData(60)]
    [InlineData(120)]
    [InlineData(Piped)]
    public async Task Check_tells_each_finding_whole_with_its_priority_and_fingerprint_under_its_API(int width)
    {
        var run = await At(width, "check");
        var text = Squeezed(run.Output);

        text.ShouldContain(Squeezed("storefront-api (k3v9s1q2xa), 111122223333 eu-west-1"));
        text.ShouldContain(Squeezed(
            "Anyone on the internet can call route 'POST /admin/reindex' of API 'storefront-api' on stage 'prod' without any "
                + "credentials, and its path names 'admin'."));
        Regex.Count(run.Output, "fingerprint\\s+[0-9a-f]{32}").ShouldBeGreaterThan(10);
        run.Output.ShouldMatch("critical +9[0-9]  AGW1001");
    }

    [Fact]
    public async Task The_last_lines_say_what_to_do_next()
    {
        (await At(100, "check")).Output.TrimEnd('\n')
            .Split('\n')[^1]
            .ShouldMatch("^Next: auditor rules explain AGW1001, or open .*auditor\\.html$");
        // In a log the exit code stays the last line.
        var piped = (await At(Piped, "check")).Output.TrimEnd('\n').Split('\n');
        piped[^1].ShouldStartWith("Exit code 1: ");
        piped[^2].ShouldStartWith("Next: auditor rules explain AGW1001, or open ");
    }

    [Fact]
    public async Task What_one_rule_finds_alike_in_an_API_is_one_entry_that_says_how_many_routes()
    {
        var routes = Enumerable.Range(1, 6)
            .Select(number => new Route { Key = $"GET /r{number}", Authorization = AuthorizationKind.None })
            .ToImmutableArray();
        var inventory = WriteInventory(Estates.Of(Estates.ScopeWith(Estates.OpenApi("orders") with { Routes = routes })));

        var run = await Run("check", "--inventory", inventory, "--rule", "AGW1001");

        // The first stands above by itself.
        run.Output.ShouldContain("5 of 6 routes: GET /r2, GET /r3, GET /r4 and 2 more");
    }

    private async Task<CliRun> At(int width, string command)
    {
        IsTerminal = width is not Piped;
        Width = width is Piped ? 140 : width;
        Variables["NO_COLOR"] = "1";
        var words = command.Split(' ');
        await File.WriteAllBytesAsync(PathOf("sample.json"), Sample.Value);
        string[] inventory = words[0] is "rules" ? [] : ["--inventory", "sample.json"];
        var run = await Run([.. words, .. inventory]);
        run.Error.ShouldBeEmpty();
        return run;
    }

    private static string Squeezed(string text) => string.Join(' ', text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
}
