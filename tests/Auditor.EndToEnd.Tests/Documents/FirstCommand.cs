using Auditor.EndToEnd.Tests.Processes;

namespace Auditor.EndToEnd.Tests.Documents;

/// <summary>The first command of the README, run once: it judges the sample inventory and writes the reports that people know.</summary>
public sealed class FirstCommand : IAsyncLifetime, IDisposable
{
    private readonly AuditorProcess _auditor = new();

    /// <summary>As the README has it.</summary>
    public static string Text { get; } = ReadmeTests.FirstBlockAfter("## Try it");

    public ProcessOutcome Outcome { get; private set; } = new(-1, "", "");

    public string PathOf(string report) => Path.Combine(_auditor.Folder, "auditor-report", report);

    public async Task InitializeAsync() => Outcome = await _auditor.RunAsync(Text.Split(" -- ", 2)[1]
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(argument => File.Exists(Path.Combine(Repository.Root, argument)) ? Path.Combine(Repository.Root, argument) : argument));

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _auditor.Dispose();
}
