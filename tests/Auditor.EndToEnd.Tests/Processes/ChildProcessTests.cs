using System.Diagnostics;

namespace Auditor.EndToEnd.Tests.Processes;

public sealed class ChildProcessTests
{
    [Fact]
    public async Task Both_streams_and_the_exit_code_are_kept()
    {
        var outcome = await RunAsync("echo out; echo err >&2; exit 3", ChildProcess.Patience);

        outcome.ShouldBe(new ProcessOutcome(3, "out\n", "err\n"));
    }

    [Fact]
    public async Task A_process_that_does_not_end_is_ended_with_its_children()
    {
        // The child holds the pipe: were it left alive, reading the output would wait for it.
        var late = await Should.ThrowAsync<TimeoutException>(() => RunAsync("echo begun; sleep 600 & wait", TimeSpan.FromSeconds(1)));

        late.Message.ShouldContain("begun");
    }

    private static Task<ProcessOutcome> RunAsync(string script, TimeSpan timeout) =>
        ChildProcess.RunAsync(new ProcessStartInfo("bash", ["-c", script]), timeout, CancellationToken.None);
}
