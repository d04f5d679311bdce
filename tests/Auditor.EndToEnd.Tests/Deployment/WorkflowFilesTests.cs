using System.Diagnostics;
using System.Text.RegularExpressions;
using Auditor.EndToEnd.Tests.Processes;

namespace Auditor.EndToEnd.Tests.Deployment;

/// <summary>Workflows of GitHub, ours and those that people copy, are what GitHub's schemas say.</summary>
[Trait("Category", "Exhaustive")]
public sealed partial class WorkflowFilesTests : IDisposable
{
    private const string Package = "@action-validator";
    private const string Version = "0.6.0";

    // "Controlling permissions for GITHUB_TOKEN" has this one; the validator's schema is older.
    private const string Newer = "      attestations: write\n";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("auditor-workflows-");

    [NpmFact]
    public async Task Every_workflow_and_the_action_keep_to_the_schema()
    {
        var install = await RunAsync(
            "npm", "install", "--silent", "--no-audit", "--no-fund", $"{Package}/core@{Version}", $"{Package}/cli@{Version}");
        install.ExitCode.ShouldBe(0, install.ToString());
        var files = new Dictionary<string, string>(StringComparer.Ordinal) { ["action.yml"] = Text("action.yml") };
        foreach (var workflow in Directory.EnumerateFiles(Path.Combine(Repository.Root, ".github", "workflows")))
        {
            files[Path.GetFileName(workflow)] = await File.ReadAllTextAsync(workflow);
        }

        files["release.yml"].ShouldContain(Newer);
        files["release.yml"] = files["release.yml"].Replace(Newer, "", StringComparison.Ordinal);
        var copied = Workflow().Matches(Text("docs/ci.md")).Select(match => match.Groups["text"].Value).ToList();
        copied.Count.ShouldBe(3);
        for (var i = 0; i < copied.Count; i++)
        {
            files[$"of-page-{i}.yml"] = copied[i];
        }

        foreach (var (name, text) in files)
        {
            var outcome = await ValidateAsync(name, text);
            outcome.ExitCode.ShouldBe(0, $"{name}: {outcome}");
        }

        // It can tell what is none.
        (await ValidateAsync("broken.yml", copied[0].Replace("runs-on:", "runs-in:", StringComparison.Ordinal))).ExitCode.ShouldNotBe(0);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Text(string file) => File.ReadAllText(Path.Combine(Repository.Root, file));

    private async Task<ProcessOutcome> ValidateAsync(string name, string text)
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.FullName, name), text);
        return await RunAsync(Path.Combine(_folder.FullName, "node_modules", ".bin", "action-validator"), name);
    }

    private Task<ProcessOutcome> RunAsync(string file, params string[] arguments) => ChildProcess.RunAsync(
        new ProcessStartInfo(file, arguments) { WorkingDirectory = _folder.FullName }, ChildProcess.Patience, CancellationToken.None);

    [GeneratedRegex("```yaml\n(?<text>name:(?:(?!```).)*?\njobs:.*?)```", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Workflow();
}
