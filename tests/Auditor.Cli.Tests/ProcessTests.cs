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
        using var process = System.Diagnostics.Process.Start(start)!;
        // More than a pipe holds: when it is written, the process has begun to read.
        await process.StandardInput.WriteAsync(new string(' ', 1_000_000));
        await process.StandardInput.FlushAsync();

        using var kill = System.Diagnostics.Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
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
}
