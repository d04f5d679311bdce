using Spectre.Console;

namespace Auditor.Cli.Terminal;

/// <summary>Shows how far the reading of AWS has come: moving on a terminal, line by line in a log.</summary>
internal sealed class CollectionScreen(Screen screen)
{
    public async Task ShowAsync(int scopes, Func<CollectionTrace, Task> work)
    {
        if (!screen.CanAnimate)
        {
            await work(new CollectionTrace(scopes, screen.Note, _ => { })).ConfigureAwait(false);
            return;
        }

        var progress = screen.Diagnostics.Progress()
            .AutoClear(true)
            .Columns(
                new SpinnerColumn(),
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new ElapsedTimeColumn());
        await progress.StartAsync(async context =>
        {
            var task = context.AddTask("Reading APIs");
            await work(new CollectionTrace(scopes, _ => { }, trace =>
            {
                task.MaxValue = Math.Max(1, trace.ApisFound);
                task.Value = trace.ApisRead;
                task.Description = Markup.Escape(PlainText.Of(trace.ToString()));
            })).ConfigureAwait(false);
        }).ConfigureAwait(false);
    }
}
