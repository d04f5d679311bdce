using System.Collections.Immutable;
using System.Diagnostics;
using Auditor.Cli.Tests.Support;

namespace Auditor.Cli.Tests;

/// <summary>The entry point itself: what the tests in process cannot see.</summary>
public sealed class ProcessTests : CliTests
{
    [Fact]
    public async Task The_exit_code_leaves_the_process()
    {
        var (exitCode, output, error) = await OtherProcess.RunAsync(OtherProcess.Auditor(
            Folder, "check", "--inventory", WriteInventory(Estates.WithOpenRoute)));

        exitCode.ShouldBe(1, error);
        output.ShouldContain("Exit code 1: ");
        output.ShouldNotContain('\u001b');
        error.ShouldBeEmpty();
    }

    [Fact]
    public async Task Errors_go_to_standard_error()
    {
        var (exitCode, output, error) = await OtherProcess.RunAsync(OtherProcess.Auditor(Folder, "check", "--inventory", "missing.json"));

        exitCode.ShouldBe(2);
        output.ShouldBeEmpty();
        error.ShouldContain("it does not exist");
    }

    [Theory]
    [Trait("Category", "Exhaustive")]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_signal_cancels_and_leaves_nothing_behind(string signal)
    {
        // Waiting for an inventory that does not come is a place where a signal can always find it.
        var start = OtherProcess.Interruptible(OtherProcess.Auditor(Folder, "check", "--inventory", "-", "--output", "report"));
        using var process = Process.Start(start)!;
        // More than a pipe holds: when it is written, the process has begun to read.
        await process.StandardInput.WriteAsync(new string(' ', 1_000_000));
        await process.StandardInput.FlushAsync();

        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
            await process.WaitForExitAsync(patience.Token);
        }
        finally
        {
            process.Kill();
        }

        process.ExitCode.ShouldBe(130);
        (await process.StandardError.ReadToEndAsync()).ShouldContain("Cancelled");
        Directory.Exists(PathOf("report")).ShouldBeFalse();
    }

    // A process that ends by itself has an exit code; one that a signal ends has 128 and the signal's number (signal(7): SIGTERM is 15).
    [Fact]
    [Trait("Category", "Exhaustive")]
    public async Task A_second_signal_ends_what_the_first_cannot()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        // Nobody reads what it prints, which is more than a pipe holds: nothing but a signal ends its waiting.
        var api = Estates.OpenApi("orders");
        var inventory = WriteInventory(Estates.Of(Estates.ScopeWith(api with
        {
            Routes = Enumerable.Range(0, 3_000)
                .Select(number => api.Routes.Value[0] with { Key = $"GET /orders/{number}" })
                .ToImmutableArray(),
        })));
        using var process = Process.Start(OtherProcess.Auditor(Folder, "exposure", "--inventory", inventory))!;
        await process.StandardOutput.BaseStream.ReadExactlyAsync(new byte[1]);
        try
        {
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(10));
            var ended = process.WaitForExitAsync(patience.Token);
            while (!ended.IsCompleted)
            {
                using var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]);
                await kill.WaitForExitAsync(patience.Token);
                await Task.WhenAny(ended, Task.Delay(TimeSpan.FromMilliseconds(100), patience.Token));
            }

            await ended;
        }
        finally
        {
            process.Kill();
        }

        process.ExitCode.ShouldBe(128 + 15);
        (await process.StandardError.ReadToEndAsync()).ShouldBeEmpty();
    }
}
