using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.Cli.Tests;

/// <summary><c>collect --record</c> and <c>--replay</c>: what AWS said, once more and without AWS.</summary>
public sealed class RecordingTests : CliTests
{
    private const string Region = "eu-west-1";

    private static readonly string Secret = "gh" + "p_" + "16C7e42F292c6912E7710c838347Ae178B4a";

    private static FakeEstate Estate =>
        new FakeEstateGenerator(7).Estate(new FakeEstateSize(RestApis: 12, MethodsPerRestApi: 6, HttpApis: 6, WebSocketApis: 3));

    [Fact]
    public async Task What_was_recorded_makes_the_same_inventory_again()
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        aws.Inject(FakeFault.Throttled("GetStages", times: 2));
        aws.Inject(FakeFault.Error("GetUsagePlans", 403, "AccessDeniedException", "You may not.").Always);
        var recorded = await Collect(aws, "--record", "said");
        aws.ForgetCalls();

        var replayed = await Run("collect", "--replay", "said", "--output", "again");

        replayed.ExitCode.ShouldBe(recorded.ExitCode, replayed.Error);
        replayed.ExitCode.ShouldBe(ExitCode.Incomplete);
        aws.Calls.ShouldBeEmpty();
        Inventory("again").ShouldBe(Inventory("auditor-report"));
        Read("again/inventory.json").ShouldNotContain("NotRecorded");
    }

    [Fact]
    public async Task Nobody_signs_and_nothing_secret_is_in_it()
    {
        var region = new FakeRegion(Region)
        {
            RestApis =
            [
                new("orders")
                {
                    Description = $"Deployed with {Secret}",
                    Methods = [new("GET", "/orders") { Integration = new() { Uri = "https://orders:hunter2!x@backend.example/x" } }],
                    Stages = [new("prod") { Variables = new Dictionary<string, string> { ["dbPassword"] = "hunter2", ["host"] = "backend.example" }.ToImmutableDictionary() }],
                },
            ],
        };
        await using var aws = await FakeAwsServer.StartAsync(region);
        (await Collect(aws, "--record", "said")).ExitCode.ShouldBe(ExitCode.Clean);

        var said = Read("said/answers.jsonl") + Read("said/recording.json");

        said.ShouldContain("backend.example");
        said.ShouldContain("[secret: GitHub token]~");
        foreach (var secret in new[] { Secret, "hunter2", "Signature", "AWS4-HMAC", aws.Credentials.AccessKeyId, "X-Amz-" })
        {
            said.ShouldNotContain(secret, Case.Sensitive);
        }

        (await Run("collect", "--replay", "said", "--output", "again")).ExitCode.ShouldBe(ExitCode.Clean);
        Inventory("again").ShouldBe(Inventory("auditor-report"));
    }

    [Fact]
    public async Task With_other_names_the_recording_makes_the_inventory_with_other_names()
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);

        var recorded = await Collect(aws, "--record", "said", "--anonymize");
        var replayed = await Run("collect", "--replay", "said", "--output", "again");

        recorded.ExitCode.ShouldBe(ExitCode.Clean, recorded.Output);
        replayed.ExitCode.ShouldBe(ExitCode.Clean, replayed.Error);
        Inventory("again").ShouldBe(Inventory("auditor-report"));
        foreach (var text in new[] { Read("said/answers.jsonl"), Read("said/recording.json"), Read("auditor-report/inventory.json") })
        {
            text.ShouldNotContain("123456789012");
            text.ShouldNotContain("customers", Case.Sensitive);
            text.ShouldNotContain("shipments", Case.Sensitive);
        }
    }

    [Fact]
    public async Task A_recording_can_be_made_anonymous_later()
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        await Collect(aws, "--record", "said");

        var run = await Run("collect", "--replay", "said", "--record", "sent", "--anonymize", "--output", "again");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        Read("sent/answers.jsonl").ShouldNotContain("123456789012");
        (await Run("collect", "--replay", "sent", "--output", "third")).ExitCode.ShouldBe(ExitCode.Clean);
        Inventory("third").ShouldBe(Inventory("again"));
    }

    [Fact]
    public async Task Roles_that_could_not_be_assumed_cannot_be_assumed_again()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate
        {
            Accounts =
            [
                new(),
                new("444455556666") { Regions = [new(Region) { RestApis = [new("theirs")] }], Roles = [new("auditor")] },
                new("777788889999") { Roles = [new("auditor") { RefusesAssumption = true }] },
            ],
        });
        var roles = new[]
        {
            "--role-arn",
            "arn:aws:iam::444455556666:role/auditor",
            "--role-arn",
            "arn:aws:iam::777788889999:role/auditor",
        };
        var recorded = await Collect(aws, [.. roles, "--record", "said"]);

        var replayed = await Run("collect", "--replay", "said", "--output", "again");

        recorded.ExitCode.ShouldBe(ExitCode.Incomplete);
        replayed.ExitCode.ShouldBe(ExitCode.Incomplete, replayed.Error);
        Inventory("again").ShouldBe(Inventory("auditor-report"));
        Read("said/answers.jsonl").ShouldNotContain("SecretAccessKey");
    }

    [Fact]
    public async Task A_request_that_was_not_recorded_is_a_gap_that_says_so()
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        await Collect(aws, "--record", "said");
        var lines = File.ReadAllLines(PathOf("said/answers.jsonl"));
        var left = lines.Where(line => !line.Contains("apigateway:GetUsagePlans", StringComparison.Ordinal)).ToArray();
        File.WriteAllLines(PathOf("said/answers.jsonl"), left);
        Write(
            "said/recording.json",
            Read("said/recording.json").Replace($"\"answers\": {lines.Length}", $"\"answers\": {left.Length}", StringComparison.Ordinal));

        var run = await Run("collect", "--replay", "said");

        run.ExitCode.ShouldBe(ExitCode.Incomplete, run.Error);
        run.Output.ShouldContain("apigateway:GetUsagePlans  NotRecorded");
        Read("auditor-report/inventory.json").ShouldContain("The recording has no answer to this request");
    }

    [Fact]
    public async Task A_broken_recording_is_an_error_that_says_where()
    {
        (await Run("collect", "--replay", "nowhere")).ShouldRefuse("--replay: 'nowhere'", "It is no recording: it has no recording.json");
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        await Collect(aws, "--record", "said");
        var (head, lines) = (Read("said/recording.json"), File.ReadAllLines(PathOf("said/answers.jsonl")));

        File.WriteAllLines(PathOf("said/answers.jsonl"), lines.SkipLast(1));
        (await Run("collect", "--replay", "said")).ShouldRefuse("a part of the recording is missing");
        File.WriteAllLines(PathOf("said/answers.jsonl"), [lines[0], lines[1][..20], .. lines.Skip(2)]);
        (await Run("collect", "--replay", "said")).ShouldRefuse("Line 2 of answers.jsonl");
        File.Delete(PathOf("said/answers.jsonl"));
        (await Run("collect", "--replay", "said")).ShouldRefuse("it has no answers.jsonl");
        Write("said/recording.json", head.Replace("\"version\": 1", "\"version\": 9", StringComparison.Ordinal));
        (await Run("collect", "--replay", "said")).ShouldRefuse("has version 9");
        Write("said/recording.json", "{");
        (await Run("collect", "--replay", "said")).ShouldRefuse("recording.json cannot be read");
    }

    [Theory]
    [InlineData("--region means nothing with it", "--replay", "said", "--region", "eu-west-1")]
    [InlineData("--endpoint-url means nothing with it", "--replay", "said", "--endpoint-url", "http://127.0.0.1:1")]
    [InlineData("--rule means nothing with it", "--replay", "said", "--rule", "AGW1001")]
    [InlineData("with --cache not everything is asked", "--record", "new", "--cache", "kept")]
    [InlineData("with --resume not everything is asked", "--anonymize", "--resume")]
    [InlineData("--time-limit would keep a part of it as it is", "--anonymize", "--time-limit", "1h")]
    [InlineData("--shard chooses", "--anonymize", "--shard", "1/2", "--role-arn", "arn:aws:iam::444455556666:role/auditor")]
    [InlineData("has something else in it", "--record", "full")]
    public async Task What_does_not_go_together_is_refused(string expected, params string[] arguments)
    {
        Directory.CreateDirectory(PathOf("full"));
        Write("full/holiday.jpg", "");

        (await Run(["collect", .. arguments])).ShouldRefuse(expected);
    }

    // How long it took is no part of what was read.
    private string Inventory(string folder)
    {
        var inventory = JsonNode.Parse(InventoryFile.Write(InventoryFile.Read(File.ReadAllBytes(PathOf($"{folder}/inventory.json")))))!;
        foreach (var scope in inventory["scopes"]!.AsArray())
        {
            foreach (var reading in scope!["reading"]!.AsArray().Cast<JsonObject>())
            {
                foreach (var name in reading.Select(member => member.Key)
                    .Where(name => name.Contains("econds", StringComparison.OrdinalIgnoreCase))
                    .ToList())
                {
                    reading.Remove(name);
                }
            }
        }

        return inventory.ToJsonString(new() { WriteIndented = true });
    }

    private Task<CliRun> Collect(FakeAwsServer aws, params string[] more) =>
        Run(["collect", "--endpoint-url", aws.Url.AbsoluteUri, "--max-rate", "1000000", "--region", Region, .. more]);
}
