using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.Cli.Tests;

/// <summary>A collection that is stopped keeps what it has, says that it is not whole, and can be gone on with.</summary>
public sealed class ResumeTests : CliTests
{
    private const string Partial = "part/inventory.partial.jsonl";
    private static readonly string[] Regions = ["eu-central-1", "eu-west-1", "us-east-1"];

    private static readonly FakeEstate Estate = FakeEstate.Of(
        [.. Regions.Select(region => new FakeRegion(region) { RestApis = [new($"orders-{region}") { Methods = [new("GET", "/orders")], Stages = [new("prod")] }], Apis = [new($"shop-{region}")] })]);

    [Fact]
    public async Task Cancelled_and_resumed_it_is_as_if_never_stopped()
    {
        using var cancellation = new CancellationTokenSource();
        Cancellation = cancellation.Token;
        await using var aws = await FakeAwsServer.StartAsync(Estate);

        var stopped = await StoppedAfterOneRegion(aws, cancellation.Cancel);

        stopped.ExitCode.ShouldBe(ExitCode.Cancelled, stopped.Error);
        stopped.Output.ShouldBeEmpty();
        stopped.Error.ShouldContain(
            $"error: Cancelled: 1 of 3 Regions were read to the end, and are kept in '{PathOf(Partial)}' with what is known of the "
                + $"others. No report was written. The same command with --resume reads the rest.");
        Files("part").ShouldBe(["inventory.partial.jsonl"]);
        await ResumesToTheWhole(aws, "part");
    }

    [Fact]
    public async Task Who_leaves_out_personal_data_is_told_that_what_is_kept_has_it()
    {
        using var cancellation = new CancellationTokenSource();
        Cancellation = cancellation.Token;
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        aws.Inject(FakeFault.Stall("GetRestApis", times: 2) with { First = 2 });
        var running = Run(
        [
            "scan",
            .. Regions.SelectMany(region => new[] { "--region", region }),
            "--endpoint-url",
            aws.Url.AbsoluteUri,
            "--max-rate",
            "1000000",
            "--output",
            "part",
            "--redact",
            "personal",
        ]);
        await Until(running, () => Lines(Partial).Contains("{\"scope\":", StringComparison.Ordinal));

        await cancellation.CancelAsync();

        (await running).Error.ShouldContain("That file has e-mail addresses and telephone numbers as AWS has them");
    }

    // A promise of ours (docs/privacy.md): files about accounts are their owner's, those that were there before, too.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_kept_is_its_owners_whoever_could_read_the_file_before(bool isResumed)
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        await using var aws = await FakeAwsServer.StartAsync(Estate);
        Directory.CreateDirectory(PathOf("part"));
        Write(Partial, "an older one");
        if (isResumed)
        {
            await Stopped(aws);
        }

        File.SetUnixFileMode(
            PathOf(Partial), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        await Stopped(aws, isResumed ? ["--resume"] : []);

        File.GetUnixFileMode(PathOf(Partial)).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    private async Task Stopped(FakeAwsServer aws, params string[] more)
    {
        using var cancellation = new CancellationTokenSource();
        Cancellation = cancellation.Token;
        (await StoppedAfterOneRegion(aws, cancellation.Cancel, more)).ExitCode.ShouldBe(ExitCode.Cancelled);
    }

    [Fact]
    public async Task The_time_limit_stops_it_the_same_way()
    {
        var time = new HeldTime(TimeSpan.FromMinutes(90));
        Time = time;
        await using var aws = await FakeAwsServer.StartAsync(Estate);

        var stopped = await StoppedAfterOneRegion(aws, time.End, "--time-limit", "1h30m");

        stopped.ExitCode.ShouldBe(ExitCode.Incomplete, stopped.Error);
        stopped.Error.ShouldContain("The time limit of 1h30m is over: 1 of 3 Regions were read");
        await ResumesToTheWhole(aws, "part");
    }

    [Fact]
    public async Task What_a_killed_process_leaves_can_be_gone_on_with()
    {
        using var cancellation = new CancellationTokenSource();
        Cancellation = cancellation.Token;
        await using var aws = await FakeAwsServer.StartAsync(Estate);

        // What is there before anybody says stop is what is there when nobody can.
        await StoppedAfterOneRegion(aws, () =>
        {
            Directory.CreateDirectory(PathOf("killed"));
            // The last line is one that was being written.
            File.WriteAllText(PathOf("killed/inventory.partial.jsonl"), Lines(Partial) + "{\"scope\":{\"acc");
            cancellation.Cancel();
        });

        await ResumesToTheWhole(aws, "killed");
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("{\"head\":{\"collec")]
    public async Task What_was_killed_before_its_first_line_was_whole_is_begun_anew(string left)
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        Directory.CreateDirectory(PathOf("part"));
        Write(Partial, left);

        var run = await Collect(aws, "--resume", "--output", "part");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.Error.ShouldContain("There is no inventory.partial.jsonl to resume: everything is read.");
    }

    [Fact]
    public async Task A_partial_inventory_never_passes_for_a_whole_one()
    {
        using var cancellation = new CancellationTokenSource();
        Cancellation = cancellation.Token;
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        await StoppedAfterOneRegion(aws, cancellation.Cancel);
        Cancellation = CancellationToken.None;

        var check = await Run("check", "--inventory", Partial, "--rule", "AGW7003", "--fail-on", "none", "--output", "checked");

        check.ExitCode.ShouldBe(ExitCode.Incomplete, check.Error);
        check.Error.ShouldContain("This inventory is not complete. Cancelled: 1 of 3 Regions were read.");
        check.Output.ShouldContain("auditor:scan  Interrupted");
        (await Run(
            "check",
            "--inventory",
            "checked/inventory.json",
            "--rule",
            "AGW7003",
            "--fail-on",
            "none")).Error.ShouldContain("This inventory is not complete.");
        (await Run("merge", "part", "--output", "merged")).ShouldRefuse("In 'part' is inventory.partial.jsonl of a run that was stopped");
        (await Run(
            "merge", Partial, "--output", "merged", "--rule", "AGW7003", "--fail-on", "none")).ExitCode.ShouldBe(ExitCode.Incomplete);
        (await Collect(aws, "--output", "part", "--resume", "--rule", "AGW7003")).ShouldRefuse("was collected for other rules");
        await using var other = await FakeAwsServer.StartAsync(Estate);
        (await Collect(other, "--output", "part", "--resume")).ShouldRefuse("or from another --endpoint-url");
        (await Collect(aws, "--output", "part")).ExitCode.ShouldBe(ExitCode.Clean);
        Files("part").ShouldBe(["inventory.json"], "A whole inventory makes a partial one out of date");
    }

    [Fact]
    public async Task Nothing_to_resume_is_a_whole_scan()
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);

        var run = await Collect(aws, "--output", "part", "--resume");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.Error.ShouldContain("There is no inventory.partial.jsonl to resume: everything is read.");
        Files("part").ShouldBe(["inventory.json"]);
    }

    [Theory]
    [InlineData("{\n")]
    [InlineData("null\n")]
    [InlineData("{\"stopped\":\"Cancelled.\"}\n")]
    [InlineData("{\"schemaVersion\":1}\n")]
    public async Task A_partial_inventory_that_is_broken(string text)
    {
        Directory.CreateDirectory(PathOf("part"));
        Write(Partial, text);

        (await Run("collect", "--region", "eu-west-1", "--output", "part", "--resume", "--endpoint-url", "http://127.0.0.1:1"))
            .ShouldRefuse("cannot be resumed. It is ");
    }

    [Fact]
    [Trait("Category", "Exhaustive")]
    public async Task A_killed_process_loses_the_API_that_it_was_reading_and_no_other()
    {
        var estate = FakeEstate.Of(
            new FakeRegion("eu-west-1") { RestApis = [.. Enumerable.Range(0, 20).Select(i => new FakeRestApi($"orders {i}") { Id = $"orders{i:0000}", Methods = [new("GET", "/")], Stages = [new("prod")] })], Apis = [new("shop") { Id = "shop000001", Stages = [new()] }] });
        await using var aws = await FakeAwsServer.StartAsync(estate);
        aws.Inject(FakeFault.Error("GetExport", 403, "AccessDeniedException") with { Path = "orders0003", Times = int.MaxValue });
        aws.Inject(FakeFault.Stall("GetStages") with { Path = "orders0007" });
        var start = OtherProcess.Auditor(
            Folder, "collect", "--endpoint-url", aws.Url.AbsoluteUri, "--region", "eu-west-1", "--max-rate", "1000000", "--output", "part");
        foreach (var (name, value) in TestEnvironment.Aws)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start) ?? throw new InvalidOperationException("It does not start.");
        await Until(process.WaitForExitAsync(), () => Regex.Count(Lines(Partial), "^{\"api\":", RegexOptions.Multiline) is 20);
        process.Kill();
        await process.WaitForExitAsync();
        aws.ForgetCalls();

        var resumed = await Run(
            "collect",
            "--endpoint-url",
            aws.Url.AbsoluteUri,
            "--region",
            "eu-west-1",
            "--max-rate",
            "1000000",
            "--output",
            "part",
            "--resume");

        resumed.ExitCode.ShouldBe(ExitCode.Incomplete, resumed.Error + resumed.Output);
        aws.Calls.Where(call => call.Operation == "GetStages").Select(call => call.Path).ShouldBe(["/restapis/orders0007/stages"]);
        Files("part").ShouldBe(["inventory.json"]);
        await Run("collect", "--endpoint-url", aws.Url.AbsoluteUri, "--region", "eu-west-1", "--max-rate", "1000000", "--output", "whole");
        Comparable("part").ShouldBe(Comparable("whole"));
        Inventory("part").Scopes.Single().Gaps.ShouldHaveSingleItem().Target.ShouldContain(
            "orders0003", customMessage: "What could not be read before the end is still said");
    }

    [Fact]
    public async Task Stopped_before_the_first_Region_it_keeps_the_APIs()
    {
        using var cancellation = new CancellationTokenSource();
        Cancellation = cancellation.Token;
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        aws.Inject(FakeFault.Stall("GetStages").Always with { Path = "/restapis/" });
        var running = Collect(aws, "--output", "part");
        await Until(running, () => Regex.Count(Lines(Partial), "^{\"api\":", RegexOptions.Multiline) is 3);

        await cancellation.CancelAsync();

        var stopped = await running;
        stopped.ExitCode.ShouldBe(ExitCode.Cancelled, stopped.Error);
        stopped.Error.ShouldContain("Cancelled: 0 of 3 Regions were read to the end");
        stopped.Error.ShouldContain("with what is known of the others");
    }

    [Fact]
    public async Task Two_runs_do_not_write_into_one_folder()
    {
        using var cancellation = new CancellationTokenSource();
        Cancellation = cancellation.Token;
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        aws.Inject(FakeFault.Stall("GetRestApis").Always);
        var running = Collect(aws, "--output", "part");
        await Until(running, () => File.Exists(PathOf(Partial)));

        (await Collect(aws, "--output", "part")).ShouldRefuse("inventory.partial.jsonl' cannot be written");

        await cancellation.CancelAsync();
        await running;
    }

    [Theory]
    [InlineData("0s")]
    [InlineData("-1m")]
    [InlineData("5")]
    [InlineData("1.5h")]
    [InlineData("soon")]
    [InlineData("1m1h")]
    [InlineData("999999h")]
    public async Task A_time_limit_that_is_none(string text) =>
        (await Run("scan", "--region", "eu-west-1", $"--time-limit={text}")).ShouldRefuse("--time-limit: ", "is no length of time");

    private async Task<CliRun> StoppedAfterOneRegion(FakeAwsServer aws, Action stop, params string[] more)
    {
        // One answer, two that never come, and all that are asked for later.
        aws.Inject(FakeFault.Stall("GetRestApis", times: 2) with { First = 2 });
        // A resumed run finds a Region in the file that it did not read: it is under way once it asks, too.
        var listedBefore = aws.CallCounts.GetValueOrDefault("GetRestApis");
        var running = Collect(aws, ["--output", "part", .. more]);
        await Until(running, () => aws.CallCounts.GetValueOrDefault("GetRestApis") > listedBefore
            && Lines(Partial).Contains("{\"scope\":", StringComparison.Ordinal));
        stop();
        return await running;
    }

    private async Task ResumesToTheWhole(FakeAwsServer aws, string folder)
    {
        Cancellation = CancellationToken.None;
        Time = TimeProvider.System;
        aws.ForgetCalls();
        var started = Regex.Match(Lines($"{folder}/inventory.partial.jsonl"), "\"collectedAt\":\"(?<at>[^\"]+)\"").Groups["at"].Value;

        var resumed = await Collect(aws, "--output", folder, "--resume");
        var listed = aws.CallCounts["GetRestApis"];
        await Collect(aws, "--output", "whole");

        resumed.ExitCode.ShouldBe(ExitCode.Clean, resumed.Error + resumed.Output);
        listed.ShouldBe(2, "What was read is not read again");
        Files(folder).ShouldBe(["inventory.json"]);
        Inventory(folder).CollectedAt.ShouldBe(DateTimeOffset.Parse(started, CultureInfo.InvariantCulture));
        Comparable(folder).ShouldBe(Comparable("whole"));
    }

    private Estate Inventory(string folder) => InventoryFile.Read(File.ReadAllBytes(PathOf($"{folder}/inventory.json")));

    private string Comparable(string folder)
    {
        var estate = Inventory(folder);
        return Encoding.UTF8.GetString(InventoryFile.Write(
            estate with { CollectedAt = default, Scopes = [.. estate.Scopes.Select(scope => scope with { Calls = ImmutableSortedDictionary<string, int>.Empty, Reading = [] })] }));
    }

    private IEnumerable<string> Files(string folder) =>
        [.. new DirectoryInfo(PathOf(folder)).EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    private Task<CliRun> Collect(FakeAwsServer aws, params string[] more) =>
        Run(
        [
            "collect",
            "--endpoint-url",
            aws.Url.AbsoluteUri,
            "--max-rate",
            "1000000",
            .. Regions.SelectMany(region => new[] { "--region", region }),
            .. more,
        ]);
}
