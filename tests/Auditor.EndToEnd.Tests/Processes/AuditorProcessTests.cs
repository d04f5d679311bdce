namespace Auditor.EndToEnd.Tests.Processes;

public sealed class AuditorProcessTests
{
    [Fact]
    public async Task The_built_command_starts()
    {
        using var auditor = new AuditorProcess();

        var outcome = await auditor.RunAsync("--version");

        outcome.ExitCode.ShouldBe(0, outcome.ToString());
        outcome.StandardError.ShouldBeEmpty();
    }
}
