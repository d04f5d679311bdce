using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Cli.Tests;

/// <summary>What people see of <c>--cache</c>.</summary>
public sealed class CacheTests : CliTests
{
    private const string Region = "eu-west-1";

    private static readonly FakeRegion Estate = new(Region)
    {
        RestApis = [.. Enumerable.Range(0, 20).Select(i => new FakeRestApi($"orders {i}") { Id = $"orders{i:0000}", Methods = [new("GET", "/")], Stages = [new("prod")] })],
    };

    [Theory]
    [InlineData("collect")]
    [InlineData("scan")]
    public async Task The_second_run_calls_less_and_says_the_same(string command)
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        var first = await Aws(aws, command, "--cache", "cache");
        var listed = aws.CallCounts;
        aws.ForgetCalls();

        var second = await Aws(aws, command, "--cache", "cache", "--output", "second");

        second.ExitCode.ShouldBe(first.ExitCode, second.Error);
        second.LastLine.ShouldBe(first.LastLine);
        second.Error.ShouldMatch("[0-9]+ working copies as read since [0-9-]{10}\\.");
        listed["GetDeployment"].ShouldBe(20);
        aws.CallCounts.ShouldNotContainKey("GetDeployment");
        InventoryFile.Read(File.ReadAllBytes(
            PathOf("second/inventory.json"))).Scopes.Single().RestApis.Value.Count(api => api.WorkingCopyReadAt is not null)
            .ShouldBeGreaterThan(15);
    }

    [Fact]
    public async Task The_report_says_how_old_the_oldest_reading_is()
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        await Aws(aws, "scan", "--cache", "cache");

        await Aws(aws, "scan", "--cache", "cache");

        Read("auditor-report/auditor.html")
            .ShouldMatch("working copies of [0-9]+ APIs were last looked at by earlier scans, the oldest on [0-9-]{10}");
    }

    [Fact]
    public async Task What_is_damaged_is_said_and_read_anew()
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        await Aws(aws, "collect", "--cache", "cache");
        File.WriteAllText(Directory.GetFiles(PathOf("cache"), "rest-orders0001.json", SearchOption.AllDirectories).Single(), "{");

        var run = await Aws(aws, "collect", "--cache", "cache");

        run.ExitCode.ShouldBe(ExitCode.Clean, run.Error);
        run.Error.ShouldContain("1 file in the cache 'cache' could not be used");
        (await Aws(aws, "collect", "--cache", "cache")).Error.ShouldNotContain("could not be used");
    }

    [Fact]
    public async Task What_another_endpoint_says_is_no_earlier_reading()
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        await using var emulator = await FakeAwsServer.StartAsync(Estate);
        await Aws(aws, "collect", "--cache", "cache");

        var run = await Aws(emulator, "collect", "--cache", "cache");

        run.Error.ShouldNotContain("working copies as read since");
        emulator.CallCounts["GetDeployment"].ShouldBe(20);
    }

    [Fact]
    public async Task A_file_is_no_folder()
    {
        Write("file", "");

        (await Run("scan", "--region", Region, "--cache", "file", "--endpoint-url", "http://127.0.0.1:1"))
            .ShouldRefuse("--cache: 'file' is a file");
    }

    private Task<CliRun> Aws(FakeAwsServer aws, string command, params string[] more) =>
        Run([command, "--endpoint-url", aws.Url.AbsoluteUri, "--max-rate", "1000000", "--region", Region, .. more]);
}
