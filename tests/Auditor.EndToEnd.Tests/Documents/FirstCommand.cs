using Auditor.EndToEnd.Tests.Processes;

namespace Auditor.EndToEnd.Tests.Documents;

/// <summary>
/// The command of the README that judges the sample inventory, run once; <see cref="DemonstrationTests"/> runs the one before it, which
/// reads the same over the wire.
/// </summary>
public sealed class FirstCommand : IAsyncLifetime, IDisposable
{
    private readonly AuditorProcess _auditor = new();

    /// <summary>As the README has it.</summary>
    public static string Text { get; } = ReadmeTests.CommandIn("dotnet run --project src/Auditor.Cli -- check");

    public ProcessOutcome Outcome { get; private set; } = new(-1, "", "");

    public string PathOf(string report) => Path.Combine(_auditor.Folder, "auditor-report", report);

    public async Task InitializeAsync() => Outcome = await _auditor.RunAsync(Text.Split(" -- ", 2)[1]
        .Split(' ', StringSplitOptions.RemoveEmptyEntries)
        .Select(argument => File.Exists(Path.Combine(Repository.Root, argument)) ? Path.Combine(Repository.Root, argument) : argument));

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _auditor.Dispose();
}
