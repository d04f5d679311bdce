using System.Collections.Immutable;
using System.Text.Json;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;
using Auditor.Core.Privacy;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Cli.Tests;

/// <summary><c>--redact personal</c>: no e-mail address and no telephone number leaves the house.</summary>
public sealed class RedactTests : CliTests
{
    private const string Jane = "jane.doe@zebra.example";
    private const string Telephone = "+49 170 1234567";
    private const string AllFormats = "html,sarif,json,markdown,junit,csv,github,ocsf,asff";

    private static Estate Personal => Estates.Of(Estates.ScopeWith(Estates.OpenApi($"orders of {Jane}") with
    {
        Description = $"Ask {Jane} or {Telephone}",
        Tags = ImmutableSortedDictionary<string, string>.Empty.Add("owner", Jane).Add("password", Jane),
        Routes = (Fact<ImmutableArray<Route>>)ImmutableArray.Create(
            new Route { Key = "GET /orders", Authorization = AuthorizationKind.None }),
    }));

    [Fact]
    public async Task No_format_has_an_address_or_a_number()
    {
        WriteInventory(Personal);

        var run = await Run("check", "--inventory", "inventory.json", "--redact", "personal", "--format", AllFormats);

        run.ExitCode.ShouldBe(ExitCode.Findings, run.Error);
        foreach (var file in Directory.EnumerateFiles(PathOf("auditor-report")))
        {
            var text = File.ReadAllText(file);
            text.ShouldNotContain("jane.doe", Case.Insensitive, file);
            text.ShouldNotContain("1234567", Case.Insensitive, file);
        }

        (run.Output + run.Error).ShouldNotContain("jane.doe");
        Read("auditor-report/inventory.json").ShouldContain("[e-mail address]~");
    }

    [Fact]
    public async Task The_verdicts_stay()
    {
        WriteInventory(Personal);
        var before = await Run("check", "--inventory", "inventory.json", "--output", "before");
        var after = await Run("check", "--inventory", "inventory.json", "--output", "after", "--redact", "personal");

        after.ExitCode.ShouldBe(before.ExitCode);
        Verdicts("after").ShouldBe(Verdicts("before"));
    }

    [Fact]
    public async Task What_is_collected_has_none_and_neither_has_its_recording()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeRegion("eu-west-1") { RestApis = [new("orders") { Description = $"Ask {Jane}", Methods = [new("GET", "/")], Stages = [new("prod")] }] });

        var run = await Run(
            "collect",
            "--endpoint-url",
            aws.Url.AbsoluteUri,
            "--max-rate",
            "1000000",
            "--region",
            "eu-west-1",
            "--redact",
            "personal",
            "--record",
            "said");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        (Read("auditor-report/inventory.json") + Read("said/answers.jsonl")).ShouldNotContain("jane.doe");
        Read("auditor-report/inventory.json").ShouldContain("\"name\": \"orders\"");
    }

    // What a cache keeps is read again by a run that makes other marks, so it is kept as AWS said it, and whoever leaves things out is
    // told.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_cache_keeps_what_AWS_said_and_the_command_says_so(bool isRedacted)
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeRegion("eu-west-1") { RestApis = [new("orders") { Description = $"Ask {Jane}", Methods = [new("GET", "/")], Deployments = [new("dep001") { Methods = [new("GET", "/")] }], Stages = [new("prod") { DeploymentId = "dep001" }] }] });

        var run = await Run(
        [
            "scan", "--endpoint-url", aws.Url.AbsoluteUri, "--max-rate", "1000000", "--region", "eu-west-1", "--cache", "kept",
            .. isRedacted ? (string[])["--redact", "personal"] : [],
        ]);

        run.ExitCode.ShouldBeOneOf([ExitCode.Clean, ExitCode.Findings, ExitCode.Incomplete], run.Error);
        (run.Output + run.Error)
            .Contains("The cache 'kept' has e-mail addresses and telephone numbers as AWS has them", StringComparison.Ordinal)
            .ShouldBe(isRedacted, run.Error);
        Read("auditor-report/inventory.json").Contains("jane.doe", StringComparison.Ordinal).ShouldBe(!isRedacted);
    }

    [Fact]
    public async Task Nothing_else_can_be_left_out()
    {
        WriteInventory(Personal);

        (await Run("check", "--inventory", "inventory.json", "--redact", "names"))
            .ShouldRefuse("'names' is nothing that can be left out", "'personal'");
    }

    [Theory]
    [InlineData("jane.doe@zebra.example", true)]
    [InlineData("mailto:jane.doe+aws@mail.zebra.co.uk", true)]
    [InlineData("https://x/?to=jane.doe%40zebra.example", true)]
    [InlineData("arn:aws:sts::111122223333:assumed-role/auditor/jane.doe@zebra.example", true)]
    [InlineData("call +1 (555) 010-0199", true)]
    [InlineData("call (555) 010-0199", true)]
    [InlineData("tel:0170 1234567", true)]
    [InlineData("arn:aws:iam::111122223333:role/x", false)]
    [InlineData("git@github", false)]
    [InlineData("2026-01-31T10:20:30+01:00", false)]
    [InlineData("10.0.0.0/8, 192.168.100.200", false)]
    [InlineData("7c9e6679-7425-40de-944b-e07fc1f90ae7", false)]
    [InlineData("max-age=31536000", false)]
    [InlineData("pkg@1.2.3", false)]
    public void Addresses_and_numbers_are_told_from_the_rest(string text, bool isPersonal)
    {
        var once = new PersonalData();
        var after = once.Text(text);

        (after != text).ShouldBe(isPersonal, after);
        once.Text(after).ShouldBe(after, "once is enough");
    }

    [Fact]
    public void What_a_pattern_matched_it_still_matches()
    {
        var personal = new PersonalData();
        personal.Learn("user/*@zebra.example user/jane*@zebra.example");

        var (who, any, jane) = (personal.Text(
            "user/jane.doe@zebra.example"), personal.Text("user/*@zebra.example"), personal.Text("user/jane*@zebra.example"));

        who.ShouldNotContain("jane");
        foreach (var pattern in new[] { any, jane })
        {
            System.IO.Enumeration.FileSystemName.MatchesSimpleExpression(pattern, who, ignoreCase: false).ShouldBeTrue($"{pattern} {who}");
        }
    }

    private string[] Verdicts(string folder)
    {
        using var findings = JsonDocument.Parse(Read($"{folder}/findings.json"));
        return [.. findings.RootElement.GetProperty("findings").EnumerateArray().Select(finding => $"{finding.GetProperty("ruleId")} "
            + $"{finding.GetProperty("outcome")} "
                + $"{(finding.TryGetProperty("severity", out var severity) ? severity : default)}").Order(StringComparer.Ordinal)];
    }
}
