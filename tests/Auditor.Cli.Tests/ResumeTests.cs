using System.Collections.Immutable;
using System.Text;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;

namespace Auditor.Cli.Tests;

/// <summary>A collection that is stopped keeps what it has, says that it is not whole, and can be gone on with.</summary>
public sealed class ResumeTests : CliTests
{
    private const string Partial = "part/inventory.partial.json";
    private static readonly string[] Regions = ["eu-central-1", "eu-west-1", "us-east-1"];

    private static readonly FakeEstate Estate = FakeEstate.Of(
        [.. Regions.Select(region => new FakeRegion(region) { RestApis = [new($"orders-{region}") { Methods = [new("GET", "/orders")], Stages = [new("prod")] }], Apis = [new($"shop-{region}")] })]);

    [Fact]
    public async Task Cancelled_and_resumed_it_is_as_if_never_stopped()
    {
        using var cancellation = new CancellationTokenSource();
        Cancellation = cancellation.Token;

        var stopped = await StoppedAfterOneRegion(cancellation.Cancel);

        stopped.ExitCode.ShouldBe(ExitCode.Cancelled, stopped.Error);
        stopped.Output.ShouldBeEmpty();
        stopped.Error.ShouldContain($"error: Cancelled: 1 of 3 Regions were read and are kept in '{PathOf(Partial)}'. No report was written. The same command with --resume reads the rest.");
        Files("part").ShouldBe(["inventory.partial.json"]);
        await ResumesToTheWhole("part");
    }

    [Fact]
    public async Task The_time_limit_stops_it_the_same_way()
    {
        var time = new HeldTime(TimeSpan.FromMinutes(90));
        Time = time;

        var stopped = await StoppedAfterOneRegion(time.End, "--time-limit", "1h30m");

        stopped.ExitCode.ShouldBe(ExitCode.Incomplete, stopped.Error);
        stopped.Error.ShouldContain("The time limit of 1h30m is over: 1 of 3 Regions were read");
        await ResumesToTheWhole("part");
    }

    [Fact]
    public async Task What_a_killed_process_leaves_can_be_gone_on_with()
    {
        using var cancellation = new CancellationTokenSource();
        Cancellation = cancellation.Token;

        // What is there before anybody says stop is what is there when nobody can.
        await StoppedAfterOneRegion(() =>
        {
            Directory.CreateDirectory(PathOf("killed"));
            File.Copy(PathOf(Partial), PathOf("killed/inventory.partial.json"));
            cancellation.Cancel();
        });

        await ResumesToTheWhole("killed");
    }

    [Fact]
    public async Task A_partial_inventory_never_passes_for_a_whole_one()
    {
        using var cancellation = new CancellationTokenSource();
        Cancellation = cancellation.Token;
        await StoppedAfterOneRegion(cancellation.Cancel);
        Cancellation = CancellationToken.None;

        var check = await Run("check", "--inventory", Partial, "--rule", "AGW7003", "--fail-on", "none", "--output", "checked");

        check.ExitCode.ShouldBe(ExitCode.Incomplete, check.Error);
        check.Error.ShouldContain("This inventory is not complete. Cancelled: 1 of 3 Regions were read.");
        check.Output.ShouldContain("auditor:scan  Interrupted");
        (await Run("check", "--inventory", "checked/inventory.json", "--rule", "AGW7003", "--fail-on", "none")).Error.ShouldContain("This inventory is not complete.");
        (await Run("merge", "part", "--output", "merged")).ShouldRefuse("In 'part' is inventory.partial.json of a run that was stopped");
        (await Run("merge", Partial, "--output", "merged", "--rule", "AGW7003", "--fail-on", "none")).ExitCode.ShouldBe(ExitCode.Incomplete);
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        (await Collect(aws, "--output", "part", "--resume", "--rule", "AGW7003")).ShouldRefuse("was collected for other rules");
        (await Collect(aws, "--output", "part")).ExitCode.ShouldBe(ExitCode.Clean);
        Files("part").ShouldBe(["inventory.json"], "A whole inventory makes a partial one out of date");
    }

    [Fact]
    public async Task Nothing_to_resume_is_a_whole_scan()
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);

        var run = await Collect(aws, "--output", "part", "--resume");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.Error.ShouldContain("There is no inventory.partial.json to resume: everything is read.");
        Files("part").ShouldBe(["inventory.json"]);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("")]
    public async Task A_partial_inventory_that_is_broken(string text)
    {
        Directory.CreateDirectory(PathOf("part"));
        Write(Partial, text);

        (await Run("collect", "--region", "eu-west-1", "--output", "part", "--resume", "--endpoint-url", "http://127.0.0.1:1")).ShouldRefuse("cannot be resumed. It is ");
    }

    [Theory]
    [InlineData("0s")]
    [InlineData("-1m")]
    [InlineData("5")]
    [InlineData("1.5h")]
    [InlineData("soon")]
    [InlineData("1m1h")]
    [InlineData("999999h")]
    public async Task A_time_limit_that_is_none(string text) => (await Run("scan", "--region", "eu-west-1", $"--time-limit={text}")).ShouldRefuse("--time-limit: ", "is no length of time");

    private async Task<CliRun> StoppedAfterOneRegion(Action stop, params string[] more)
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        aws.Inject(FakeFault.Stall("GetRestApis").Always with { First = 2 });
        var running = Collect(aws, ["--output", "part", .. more]);
        while (!File.Exists(PathOf(Partial)))
        {
            running.IsCompleted.ShouldBeFalse();
            await Task.Delay(20);
        }

        stop();
        return await running;
    }

    private async Task ResumesToTheWhole(string folder)
    {
        Cancellation = CancellationToken.None;
        Time = TimeProvider.System;
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        var started = InventoryFile.Read(await File.ReadAllBytesAsync(PathOf($"{folder}/inventory.partial.json"))).CollectedAt;

        var resumed = await Collect(aws, "--output", folder, "--resume");
        var listed = aws.CallCounts["GetRestApis"];
        await Collect(aws, "--output", "whole");

        resumed.ExitCode.ShouldBe(ExitCode.Clean, resumed.Error + resumed.Output);
        listed.ShouldBe(2, "What was read is not read again");
        Files(folder).ShouldBe(["inventory.json"]);
        Inventory(folder).CollectedAt.ShouldBe(started);
        Comparable(folder).ShouldBe(Comparable("whole"));
    }

    private Estate Inventory(string folder) => InventoryFile.Read(File.ReadAllBytes(PathOf($"{folder}/inventory.json")));

    private string Comparable(string folder)
    {
        var estate = Inventory(folder);
        return Encoding.UTF8.GetString(InventoryFile.Write(estate with { CollectedAt = default, Scopes = [.. estate.Scopes.Select(scope => scope with { Calls = ImmutableSortedDictionary<string, int>.Empty })] }));
    }

    private IEnumerable<string> Files(string folder) => [.. new DirectoryInfo(PathOf(folder)).EnumerateFiles().Select(file => file.Name).Order(StringComparer.Ordinal)];

    private Task<CliRun> Collect(FakeAwsServer aws, params string[] more) =>
        Run(["collect", "--endpoint-url", aws.Url.AbsoluteUri, "--max-rate", "1000000", .. Regions.SelectMany(region => new[] { "--region", region }), .. more]);
}
