using System.Text.Json;
using Auditor.EndToEnd.Tests.Moto;
using Auditor.EndToEnd.Tests.Tools;

namespace Auditor.EndToEnd.Tests.Installation;

/// <summary>The GitHub Action: its shell steps against a real server.</summary>
[Collection(SharedMoto.Name)]
[Trait("Category", "Exhaustive")]
public sealed class ActionTests(MotoServer moto) : IDisposable
{
    private readonly Release _release = new();

    [MotoFact]
    public async Task Installs_scans_and_fails_on_findings()
    {
        using var action = Action();

        var outcome = await action.RunAsync();

        outcome.ExitCode.ShouldBe(1, outcome.ToString());
        outcome.StandardOutput.ShouldContain("::error::There are findings that must not be there");
        action.Known("steps.scan.outputs.code").ShouldBe("1");
        action.Summary.ShouldContain("AGW1001");
        File.Exists(Path.Combine(action.Report, "auditor.html")).ShouldBeTrue();
    }

    // An upload closes the alerts that it lacks: what moto cannot answer makes the account incomplete.
    [MotoFact]
    public async Task Uploads_nothing_of_an_account_that_could_not_be_read_whole()
    {
        using var action = Action();

        await action.RunAsync();

        action.Known("steps.scan.outputs.incomplete").ShouldBe("true");
        action.Known("steps.scan.outputs.sarif").ShouldBe("");
        Directory.GetFiles(action.Report, "*.sarif").ShouldNotBeEmpty();
    }

    [MotoFact]
    public async Task Uploads_an_account_that_was_read_whole_and_passes_where_nothing_is_bad_enough()
    {
        using var action = Action(("fail-on", "critical"), ("arguments", Arguments("--rule", "AGW2004")));

        var outcome = await action.RunAsync();

        outcome.ExitCode.ShouldBe(0, outcome.ToString());
        action.Known("steps.scan.outputs.incomplete").ShouldBe("false");
        Directory.GetFiles(action.Known("steps.scan.outputs.sarif").ShouldNotBeNull())
            .ShouldHaveSingleItem()
            .ShouldEndWith($"auditor.{moto.Estate.Account}.sarif");
    }

    [MotoFact]
    public async Task A_second_night_is_measured_against_the_first()
    {
        using var action = Action(("fail-on-new", "low"), ("arguments", Arguments("--rule", "AGW2004")));
        var first = await action.RunAsync();
        first.ExitCode.ShouldBe(0, first.ToString());

        var second = await action.RunAsync();

        second.ExitCode.ShouldBe(0, second.ToString());
        using var findings = JsonDocument.Parse(await File.ReadAllBytesAsync(Path.Combine(action.Report, "findings.json")));
        findings.RootElement.GetProperty("findings")
            .EnumerateArray()
            .ShouldAllBe(finding => finding.GetProperty("status").GetString() == "unchanged");
    }

    [MotoFact]
    public async Task What_could_not_be_assessed_fails_unless_it_is_allowed()
    {
        using var strict = Action(("fail-on", "none"));
        using var lenient = Action(("fail-on", "none"), ("allow-incomplete", "true"));

        (await strict.RunAsync()).ExitCode.ShouldBe(3);
        var allowed = await lenient.RunAsync();

        allowed.ExitCode.ShouldBe(0, allowed.ToString());
        allowed.StandardOutput.ShouldContain("::warning::Something could not be assessed");
    }

    [MotoFact]
    public async Task A_wrong_command_line_fails_with_its_own_code()
    {
        using var action = Action(("arguments", "--no-such-option"));

        var outcome = await action.RunAsync();

        outcome.ExitCode.ShouldBe(2, outcome.ToString());
        outcome.StandardOutput.ShouldContain("The scan itself failed (exit code 2)");
    }

    public void Dispose() => _release.Dispose();

    private string Arguments(params string[] more) => string.Join('\n', ["--endpoint-url", moto.Endpoint.ToString(), .. more]);

    private ActionRun Action(params (string Name, string Value)[] inputs)
    {
        var given = new Dictionary<string, string>(StringComparer.Ordinal) { ["version"] = Release.Version, ["regions"] = moto.Estate.Region, ["arguments"] = Arguments() };
        foreach (var (name, value) in inputs)
        {
            given[name] = value;
        }

        return new(
            given, new Dictionary<string, string>(moto.Environment, StringComparer.Ordinal) { ["AUDITOR_RELEASES"] = _release.Address });
    }
}
