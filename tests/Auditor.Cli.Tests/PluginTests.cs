using System.Security.Cryptography;
using Auditor.Cli.Tests.Support;

namespace Auditor.Cli.Tests;

public sealed class PluginTests : CliTests
{
    [Fact]
    public async Task A_rule_built_on_its_own_runs_with_the_others()
    {
        var run = await Check("--plugin", SamplePlugin.Assembly, "--fail-on", "low", "--rule", "ACME001");

        run.ExitCode.ShouldBe(ExitCode.Findings, run.Error);
        run.Output.ShouldContain("ACME001");
        run.Output.ShouldContain("The name of API 'checkout' does not start with a team");
        run.Output.ShouldNotContain("payments-checkout");
        Read("auditor-report/auditor.sarif").ShouldContain("ACME001");
        Read("auditor-report/findings.json").ShouldContain("api-name-without-team");
    }

    [Fact]
    public async Task Built_in_rules_go_on_running_beside_it()
    {
        var run = await Check("--plugin", SamplePlugin.Assembly);

        run.Output.ShouldContain("ACME001");
        run.Output.ShouldContain("AGW7003");
    }

    [Fact]
    public async Task Its_rules_are_listed_and_explained()
    {
        (await Run("rules", "list", "--plugin", SamplePlugin.Assembly)).Output.ShouldMatch("ACME001 +low +api-name-without-team");
        (await Run("rules", "explain", "api-name-without-team", "--plugin", SamplePlugin.Assembly))
            .Output.ShouldContain("## Why it matters");
    }

    [Fact]
    public async Task Its_rules_have_options_like_any_other()
    {
        Write("auditor.yaml", "rules: { options: { api-name-without-team: { teams: [checkout] } } }");
        Write("typo.yaml", "rules: { options: { ACME001: { team: [checkout] } } }");

        (await Check("--plugin", SamplePlugin.Assembly, "--rule", "ACME001")).Output.ShouldContain("'checkout'");
        (await Check("--plugin", SamplePlugin.Assembly, "--rule", "ACME001", "--config", "auditor.yaml"))
            .Output.ShouldContain("'payments-checkout'");
        (await Check("--plugin", SamplePlugin.Assembly, "--config", "typo.yaml"))
            .ShouldRefuse("typo.yaml:1: 'team' is no option of rule 'api-name-without-team'; did you mean 'teams'?");
        (await Check("--config", "auditor.yaml")).ShouldRefuse("auditor.yaml:1: 'api-name-without-team' is no rule");
        (await Run("rules", "schema", "--plugin", SamplePlugin.Assembly)).Output.ShouldContain("options-api-name-without-team");
        (await Run("rules", "explain", "ACME001", "--plugin", SamplePlugin.Assembly)).Output.ShouldContain(
            "| `teams` | a list of texts | `identity, logistics, payments, platform, shop` |");
    }

    [Fact]
    public async Task The_same_plugin_named_twice_is_one()
    {
        var again = Path.Combine(Path.GetDirectoryName(SamplePlugin.Assembly)!, ".", Path.GetFileName(SamplePlugin.Assembly));

        (await Check("--plugin", SamplePlugin.Assembly, "--plugin", again)).ExitCode.ShouldBe(ExitCode.Clean);
    }

    [Fact]
    public async Task A_plugin_that_brings_its_own_core_still_means_ours()
    {
        Directory.CreateDirectory(PathOf("fat"));
        File.Copy(SamplePlugin.Assembly, PathOf("fat/Acme.ApiRules.dll"));
        File.Copy(typeof(Core.Rules.Rule).Assembly.Location, PathOf("fat/Auditor.Core.dll"));

        (await Check("--plugin", "fat/Acme.ApiRules.dll")).Output.ShouldContain("ACME001");
    }

    [Fact]
    public async Task Without_the_option_nothing_is_loaded()
    {
        File.Copy(SamplePlugin.Assembly, PathOf("Acme.ApiRules.dll"));

        (await Check()).Output.ShouldNotContain("ACME001");
    }

    [Fact]
    public async Task Two_copies_clash()
    {
        File.Copy(SamplePlugin.Assembly, PathOf("copy.dll"));

        (await Check("--plugin", SamplePlugin.Assembly, "--plugin", "copy.dll")).ShouldRefuse("Two rules are called", "ACME001");
    }

    [Fact]
    public async Task A_plugin_with_an_id_of_ours_clashes()
    {
        File.Copy(Path.Combine(AppContext.BaseDirectory, "Auditor.Rules.dll"), PathOf("ours.dll"));

        (await Check("--plugin", "ours.dll")).ShouldRefuse("Two rules are called");
    }

    [Fact]
    public async Task A_checksum_lets_only_that_file_in()
    {
        var checksum = Convert.ToHexString(SHA256.HashData(await File.ReadAllBytesAsync(SamplePlugin.Assembly)));

        (await Check("--plugin", $"{SamplePlugin.Assembly}#sha256={checksum}", "--rule", "ACME001")).Output.ShouldContain("ACME001");
        (await Check(
            "--plugin",
            $"{SamplePlugin.Assembly}#sha256={checksum.ToLowerInvariant()}",
            "--plugin",
            $"{SamplePlugin.Assembly}#sha256={checksum}")).ExitCode.ShouldBe(ExitCode.Clean);
        (await Check("--plugin", $"{SamplePlugin.Assembly}#sha256={new string('0', 64)}"))
            .ShouldRefuse($"its checksum is {checksum.ToLowerInvariant()} and should be {new string('0', 64)}.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdeg")]
    public async Task A_checksum_that_is_none_is_not_left_out(string checksum) =>
        (await Check("--plugin", $"{SamplePlugin.Assembly}#sha256={checksum}"))
            .ShouldRefuse("after '#sha256=' come the 64 hexadecimal digits");

    [Fact]
    public async Task A_plugin_that_does_not_exist() =>
        (await Check("--plugin", "missing.dll")).ShouldRefuse("Plug-in 'missing.dll' cannot be used: it does not exist.");

    [Fact]
    public async Task A_plugin_that_is_a_directory() =>
        (await Check("--plugin", ".")).ShouldRefuse("Plug-in '.' cannot be used: it is a directory.");

    [Theory]
    [InlineData("")]
    [InlineData("not an assembly")]
    [InlineData("MZ")]
    public async Task A_plugin_that_is_no_assembly(string content) =>
        (await Check("--plugin", Write("text.dll", content))).ShouldRefuse("Plug-in 'text.dll' cannot be used: it is not a .NET assembly.");

    [Fact]
    public async Task A_plugin_that_was_cut_off()
    {
        var whole = await File.ReadAllBytesAsync(SamplePlugin.Assembly);
        foreach (var length in new[] { 64, 600, whole.Length / 2, whole.Length - 512 })
        {
            await File.WriteAllBytesAsync(PathOf("cut.dll"), whole[..length]);

            (await Check("--plugin", "cut.dll")).ShouldRefuse("Plug-in 'cut.dll' cannot be used: ");
        }
    }

    [Fact]
    public async Task An_assembly_that_knows_nothing_of_rules() =>
        (await Check("--plugin", typeof(Should).Assembly.Location))
            .ShouldRefuse("it has no rules in it (it does not even refer to Auditor.Core).");

    [Fact]
    public async Task An_assembly_that_has_no_rules() =>
        (await Check("--plugin", Path.Combine(AppContext.BaseDirectory, "Auditor.Reports.dll")))
            .ShouldRefuse("it has no rules in it (public classes that derive from Rule).");

    [Theory]
    [InlineData("0.2.0")]
    [InlineData("1.0.0")]
    public async Task A_plugin_built_against_another_core(string version)
    {
        MadeAssembly.BuiltAgainst(new Version(version), SamplePlugin.Assembly, PathOf("other.dll"));

        (await Check("--plugin", "other.dll"))
            .ShouldRefuse($"it was built against version {version} of Auditor.Core and this is ", "build it again.");
    }

    [Fact]
    public async Task A_rule_whose_constructor_throws()
    {
        MadeAssembly.WithThrowingRule(PathOf("throws.dll"), "no luck today");

        (await Check("--plugin", "throws.dll"))
            .ShouldRefuse("Plug-in 'throws.dll' cannot be used: Rule 'Made.MadeRule' cannot be made: no luck today.");
    }

    [Fact]
    public async Task A_rule_that_wants_something()
    {
        MadeAssembly.WithRuleThatWantsSomething(PathOf("wants.dll"));

        (await Check("--plugin", "wants.dll")).ShouldRefuse("Rule 'Made.MadeRule' has no public constructor without parameters.");
    }

    private Task<CliRun> Check(params string[] more) =>
        Run(
        [
            "check",
            "--inventory",
            WriteInventory(Estates.Of(Estates.ScopeWith(
                Estates.ApiWithoutStage("checkout"), Estates.ApiWithoutStage("payments-checkout") with { Id = "other" }))),
            .. more,
        ]);
}
