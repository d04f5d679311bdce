using System.Collections.Immutable;
using System.Diagnostics;
using System.Text.Json;
using Auditor.EndToEnd.Tests.Processes;

namespace Auditor.EndToEnd.Tests.Moto;

/// <summary>The templates of tests/moto/templates, judged as files, and deployed by moto's CloudFormation and scanned.</summary>
public sealed class DeployedTemplates : IAsyncLifetime
{
    private static readonly string Folder = Path.Combine(Repository.Root, "tests", "moto");

    internal ImmutableArray<string> Names { get; private set; } = [];

    internal ImmutableHashSet<Verdict> AsFiles { get; private set; } = [];

    internal ImmutableHashSet<Verdict> Live { get; private set; } = [];

    public async Task InitializeAsync()
    {
        if (MotoProcess.Missing is not null)
        {
            return;
        }

        await using var moto = await MotoProcess.StartAsync("python3", Path.Combine(Folder, "cloudformation.py"));
        var stacks = await DeployAsync(moto.Endpoint);
        using var auditor = new AuditorProcess { Environment = { ["AWS_ACCESS_KEY_ID"] = "test", ["AWS_SECRET_ACCESS_KEY"] = "test" } };
        Names = [.. stacks.Values.Order(StringComparer.Ordinal)];
        Live = Verdict.Of(
            await FindingsAsync(
                auditor, ["scan", "--endpoint-url", $"{moto.Endpoint}", .. stacks.Keys.SelectMany(region => new[] { "--region", region })]),
            finding => finding.TryGetProperty("region", out var region) ? stacks.GetValueOrDefault(region.GetString() ?? "") : null);
        AsFiles = Verdict.Of(
            await FindingsAsync(auditor, ["check", Path.Combine(Folder, "templates")]),
            finding => Path.GetFileNameWithoutExtension(finding.GetProperty("written").GetProperty("file").GetString()));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    // Names of templates by the Region that each has to itself.
    private static async Task<Dictionary<string, string>> DeployAsync(Uri endpoint)
    {
        var start = new ProcessStartInfo("python3", [Path.Combine(Folder, "deploy.py"), "--endpoint-url", $"{endpoint}".TrimEnd('/')]);
        var deployed = await ChildProcess.RunAsync(start, ChildProcess.Patience, CancellationToken.None);
        deployed.ExitCode.ShouldBe(0, deployed.ToString());
        using var document = JsonDocument.Parse(deployed.StandardOutput);
        return document.RootElement.EnumerateObject()
            .ToDictionary(stack => stack.Value.GetString().ShouldNotBeNull(), stack => stack.Name, StringComparer.Ordinal);
    }

    private static async Task<byte[]> FindingsAsync(AuditorProcess auditor, ImmutableArray<string> arguments)
    {
        var outcome = await auditor.RunAsync([.. arguments, "--format", "json", "--output", arguments[0], "--quiet"]);
        outcome.ExitCode.ShouldBe(1, outcome.ToString());
        return await File.ReadAllBytesAsync(Path.Combine(auditor.Folder, arguments[0], "findings.json"));
    }
}
