using Auditor.Cli.Tests.Support;

namespace Auditor.Cli.Tests;

public sealed class InternalErrorTests : CliTests
{
    public InternalErrorTests() => Time = new BrokenClock();

    [Fact]
    public async Task Is_told_as_our_defect_and_how_to_report_it()
    {
        var run = await Run("check", "--inventory", WriteInventory(Estates.WithOpenRoute));

        run.ExitCode.ShouldBe(ExitCode.InternalError);
        run.Output.ShouldBeEmpty();
        run.Error.ShouldStartWith("error: Internal error: InvalidOperationException: The clock is broken.\n");
        run.Error.ShouldContain("https://github.com/auditor-cli/auditor/issues");
        run.Error.ShouldNotContain("   at ", Case.Sensitive);
    }

    [Fact]
    public async Task Shows_where_it_happened_when_verbose() =>
        (await Run(
            "check",
            "--inventory",
            WriteInventory(Estates.WithOpenRoute),
            "--verbose")).Error.ShouldContain("   at Auditor.Cli.", Case.Sensitive);

    [Fact]
    public async Task Leaves_no_report()
    {
        await Run("check", "--inventory", WriteInventory(Estates.WithOpenRoute));

        Directory.Exists(PathOf("auditor-report")).ShouldBeFalse();
    }

    private sealed class BrokenClock : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => throw new InvalidOperationException("The clock is broken.");
    }
}
