using Auditor.Testing.FakeAws;

namespace Auditor.Aws.Tests.FakeAws;

public sealed class FakeAwsProgramTests
{
    [Fact]
    public async Task It_says_what_a_client_has_to_set_and_ends_when_cancelled()
    {
        using var output = new FlushedWriter();
        using var stop = new CancellationTokenSource();
        var run = FakeAwsProgram.RunAsync(["--generate", "3", "--throttle"], output, stop.Token);
        await output.Flushed;
        await stop.CancelAsync();
        (await run).ShouldBe(0);
        output.ToString().ShouldContain("export AWS_ENDPOINT_URL=http://127.0.0.1:");
    }

    [Theory, InlineData("--prot"), InlineData("--port"), InlineData("--generate")]
    public async Task It_refuses_what_it_does_not_understand(string argument)
    {
        using var output = new StringWriter();
        (await FakeAwsProgram.RunAsync([argument], output, CancellationToken.None)).ShouldBe(2);
        output.ToString().ShouldStartWith($"Not understood: {argument}.");
    }

    private sealed class FlushedWriter : StringWriter
    {
        private readonly TaskCompletionSource _flushed = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Flushed => _flushed.Task;

        public override Task FlushAsync(CancellationToken cancellationToken)
        {
            _flushed.TrySetResult();
            return base.FlushAsync(cancellationToken);
        }
    }
}
