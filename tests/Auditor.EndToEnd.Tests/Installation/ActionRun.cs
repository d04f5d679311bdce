using System.Diagnostics;
using System.Text.RegularExpressions;
using Auditor.EndToEnd.Tests.Processes;
using YamlDotNet.Serialization;

namespace Auditor.EndToEnd.Tests.Installation;

/// <summary>
/// Runs the shell steps of action.yml one after the other, as a runner of GitHub Actions does: with files for outputs, PATH and summary.
/// Steps that use other actions, and conditions, are left out.
/// </summary>
internal sealed partial class ActionRun : IDisposable
{
    private readonly DirectoryInfo _temp = Directory.CreateTempSubdirectory("auditor-action-");
    private readonly Dictionary<string, string> _known = new(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, string> _environment;

    public ActionRun(IReadOnlyDictionary<string, string> inputs, IReadOnlyDictionary<string, string> environment)
    {
        _environment = environment;
        _known["runner.temp"] = _temp.FullName;
        foreach (var (name, input) in Action.Inputs)
        {
            _known[$"inputs.{name}"] = inputs.GetValueOrDefault(name)
                ?? input.Default
                ?? throw new ArgumentException($"The input '{name}' is required.", nameof(inputs));
        }
    }

    /// <summary>What action.yml says.</summary>
    public static ActionFile Action { get; } = new DeserializerBuilder().IgnoreUnmatchedProperties().Build()
        .Deserialize<ActionFile>(File.ReadAllText(Path.Combine(Repository.Root, "action.yml")));

    public string Report => Path.Combine(_temp.FullName, "auditor", "report");

    public string Summary => Read("summary");

    /// <summary>An output of a step, <c>steps.scan.outputs.code</c>.</summary>
    public string? Known(string name) => _known.GetValueOrDefault(name);

    /// <returns>What the last step that ran ended with: the one that failed, or the last of all.</returns>
    public async Task<ProcessOutcome> RunAsync()
    {
        ProcessOutcome? outcome = null;
        foreach (var step in Action.Runs.Steps.Where(step => step.Run is not null))
        {
            outcome = await StepAsync(step);
            if (outcome.ExitCode != 0)
            {
                break;
            }
        }

        return outcome ?? throw new InvalidOperationException("action.yml has no shell step.");
    }

    public void Dispose() => _temp.Delete(recursive: true);

    private async Task<ProcessOutcome> StepAsync(ActionStep step)
    {
        var script = Path.Combine(_temp.FullName, "step.sh");
        await File.WriteAllTextAsync(script, Filled(step.Run ?? ""));
        // The options with which a runner starts 'shell: bash'.
        var start = new ProcessStartInfo(
            "bash", ["--noprofile", "--norc", "-eo", "pipefail", script])
        { WorkingDirectory = _temp.FullName };
        foreach (var (name, value) in _environment)
        {
            start.Environment[name] = value;
        }

        start.Environment["HOME"] = _temp.FullName;
        start.Environment["RUNNER_TEMP"] = _temp.FullName;
        start.Environment["GITHUB_ACTION_PATH"] = Repository.Root;
        start.Environment["PATH"] = string.Join(
            ':',
            [.. Read("path").Split('\n', StringSplitOptions.RemoveEmptyEntries).Reverse(), Environment.GetEnvironmentVariable("PATH")]);
        foreach (var (name, file) in new[] { ("GITHUB_OUTPUT", "output"), ("GITHUB_PATH", "path"), ("GITHUB_STEP_SUMMARY", "summary") })
        {
            start.Environment[name] = Path.Combine(_temp.FullName, file);
        }

        foreach (var (name, value) in step.Env)
        {
            start.Environment[name] = Filled(value);
        }

        File.Delete(Path.Combine(_temp.FullName, "output"));
        var outcome = await ChildProcess.RunAsync(start, ChildProcess.Patience, CancellationToken.None);
        foreach (var line in Read("output").Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = line.Split('=', 2) is [var left, var right]
                ? (left, right)
                : throw new InvalidOperationException($"'{line}' is no output.");
            _known[$"steps.{step.Id}.outputs.{name}"] = value;
        }

        return outcome;
    }

    private string Read(string file) =>
        File.Exists(Path.Combine(_temp.FullName, file)) ? File.ReadAllText(Path.Combine(_temp.FullName, file)) : "";

    private string Filled(string text) => Expression().Replace(text, match => _known.TryGetValue(match.Groups["name"].Value, out var value)
        ? value
        : throw new InvalidOperationException($"Nothing says what '{match.Value}' is."));

    [GeneratedRegex(@"\$\{\{\s*(?<name>[\w.-]+)\s*\}\}", RegexOptions.CultureInvariant, 30_000)]
    private static partial Regex Expression();

    internal sealed class ActionFile
    {
        [YamlMember(Alias = "inputs")]
        public Dictionary<string, ActionInput> Inputs { get; init; } = [];

        [YamlMember(Alias = "runs")]
        public ActionSteps Runs { get; init; } = new();
    }

    internal sealed class ActionInput
    {
        [YamlMember(Alias = "description")]
        public string Description { get; init; } = "";

        [YamlMember(Alias = "default")]
        public string? Default { get; init; }
    }

    internal sealed class ActionSteps
    {
        [YamlMember(Alias = "steps")]
        public List<ActionStep> Steps { get; init; } = [];
    }

    internal sealed class ActionStep
    {
        [YamlMember(Alias = "id")]
        public string? Id { get; init; }

        [YamlMember(Alias = "run")]
        public string? Run { get; init; }

        [YamlMember(Alias = "env")]
        public Dictionary<string, string> Env { get; init; } = [];
    }
}
