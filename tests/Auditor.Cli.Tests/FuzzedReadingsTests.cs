using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Faults;
using Auditor.Testing.Fuzzing;

namespace Auditor.Cli.Tests;

/// <summary>
/// What an earlier scan kept, changed by accidents or by somebody else on the machine, is read anew or refused: no scan breaks on it.
/// </summary>
[Trait("Category", "Exhaustive")]
public sealed class FuzzedReadingsTests : CliTests
{
    private const int Seeds = 20;
    private const string Partial = "part/inventory.partial.jsonl";

    private static readonly FakeEstate Estate = FakeEstate.Of(
        [.. new[] { "eu-west-1", "us-east-1" }.Select(region => new FakeRegion(region)
        {
            RestApis = [new($"orders-{region}") { Methods = [new("GET", "/orders")], Stages = [new("prod")] }],
            Apis = [new($"shop-{region}") { Stages = [new()] }],
        })]);

    // A promise of ours (docs/reliability.md): a file of the cache that is damaged counts as not there.
    [Fact]
    public async Task A_damaged_cache_changes_nothing_of_what_is_read()
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        (await Collect(aws, "--cache", "cache", "--output", "first")).ExitCode.ShouldBe(ExitCode.Clean);
        var expected = Apis("first");

        for (var seed = 1; seed <= Seeds; seed++)
        {
            foreach (var file in Directory.GetFiles(PathOf("cache"), "*.json", SearchOption.AllDirectories))
            {
                await File.WriteAllBytesAsync(file, TextMutation.Of(new(seed), await File.ReadAllTextAsync(file)));
            }

            var run = await Collect(aws, "--cache", "cache", "--output", "again");

            run.ExitCode.ShouldBe(ExitCode.Clean, $"seed {seed}: {run.Error}");
            Apis("again").ShouldBe(expected, $"seed {seed}");
        }
    }

    [Fact]
    public async Task A_cache_that_somebody_made_is_never_our_internal_error()
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        await Collect(aws, "--cache", "cache", "--output", "first");
        var files = Directory.GetFiles(PathOf("cache"), "*.json", SearchOption.AllDirectories);
        var good = files.Select(File.ReadAllText).ToList();

        for (var seed = 1; seed <= Seeds; seed++)
        {
            foreach (var (file, text) in files.Zip(good))
            {
                var end = text.IndexOf('\n', StringComparison.Ordinal);
                var content = Encoding.UTF8.GetBytes(JsonMutation.Of(new(seed), text[(end + 1)..]));
                // With a checksum that is right, as somebody would write it.
                var head = Regex.Replace(text[..end], "[0-9a-f]+$", Convert.ToHexStringLower(SHA256.HashData(content)));
                await File.WriteAllBytesAsync(file, [.. Encoding.ASCII.GetBytes(head), (byte)'\n', .. content]);
            }

            var run = await Run(
                "scan",
                "--endpoint-url",
                aws.Url.AbsoluteUri,
                "--max-rate",
                "1000000",
                "--region",
                "eu-west-1",
                "--cache",
                "cache",
                "--format",
                "json");

            run.ExitCode.ShouldNotBe(ExitCode.InternalError, $"seed {seed}: {run.Error}");
        }
    }

    // A promise of ours (docs/reliability.md): what is left of a scan that stopped is gone on with, or refused with a sentence.
    [Fact]
    public async Task What_is_left_of_a_stopped_scan_is_gone_on_with_or_refused()
    {
        await using var aws = await FakeAwsServer.StartAsync(Estate);
        await Collect(aws, "--output", "whole");
        using var cancellation = new CancellationTokenSource();
        Cancellation = cancellation.Token;
        aws.Inject(FakeFault.Stall("GetRestApis", times: 1) with { First = 2 });
        var running = Collect(aws, "--output", "part");
        await Until(running, () => Lines(Partial).Contains("{\"scope\":", StringComparison.Ordinal));
        await cancellation.CancelAsync();
        (await running).ExitCode.ShouldBe(ExitCode.Cancelled);
        Cancellation = CancellationToken.None;
        var left = Read(Partial);
        var (refused, resumed) = (0, 0);

        for (var seed = 1; seed <= Seeds; seed++)
        {
            Directory.CreateDirectory(PathOf("part"));
            await File.WriteAllBytesAsync(PathOf(Partial), TextMutation.Of(new(seed), left));

            var run = await Collect(aws, "--output", "part", "--resume");

            run.ExitCode.ShouldBeOneOf(
                [ExitCode.Clean, ExitCode.Incomplete, ExitCode.Usage], $"seed {seed}: {run.ExitCode} {run.Error}");
            refused += run.ExitCode is ExitCode.Usage ? 1 : 0;
            resumed += run.ExitCode is ExitCode.Usage ? 0 : 1;
        }

        refused.ShouldBePositive();
        resumed.ShouldBePositive();
    }

    private Task<CliRun> Collect(FakeAwsServer aws, params string[] more) => Run(
    [
        "collect",
        "--region",
        "eu-west-1",
        "--region",
        "us-east-1",
        "--endpoint-url",
        aws.Url.AbsoluteUri,
        "--max-rate",
        "1000000",
        .. more,
    ]);

    // Without when and with which calls it was read.
    private string Apis(string folder)
    {
        var estate = InventoryFile.Read(File.ReadAllBytes(PathOf($"{folder}/inventory.json")));
        return Encoding.UTF8.GetString(InventoryFile.Write(estate with
        {
            CollectedAt = default,
            Scopes =
            [
                .. estate.Scopes.Select(scope => scope with
                {
                    Calls = ImmutableSortedDictionary<string, int>.Empty,
                    Reading = [],
                    RestApis = (ImmutableArray<Api>)[.. scope.RestApis.Value.Select(api => api with { WorkingCopyReadAt = null })],
                }),
            ],
        }));
    }
}
