using System.Text;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Tests;

public sealed class BadInputTests : CliTests
{
    [Fact]
    public async Task An_inventory_that_does_not_exist() =>
        (await Check("missing.json")).ShouldRefuse("'missing.json' cannot be read: it does not exist.");

    [Fact]
    public async Task An_inventory_in_a_folder_that_does_not_exist() =>
        (await Check("no/such/inventory.json")).ShouldRefuse("it does not exist.");

    [Theory]
    [InlineData("-q", "--verbose")]
    [InlineData("--quiet", "-v")]
    public async Task What_asks_for_opposite_things_is_refused(params string[] both) =>
        (await Run(["rules", "list", .. both])).ShouldRefuse("--quiet and --verbose ask for opposite things: give one of them.");

    [Fact]
    public async Task An_inventory_that_is_a_directory()
    {
        Directory.CreateDirectory(PathOf("inventory.json"));

        (await Check("inventory.json")).ShouldRefuse("'inventory.json' cannot be read: it is a directory.");
    }

    [Theory]
    [InlineData("")]
    [InlineData("   \n")]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"text\"")]
    [InlineData("\u0000\u0001\u0002")]
    public async Task An_inventory_that_is_something_else(string content) =>
        (await Check(Write("inventory.json", content))).ShouldRefuse("The inventory in 'inventory.json' cannot be used. It ");

    [Theory]
    [InlineData("{ \"findings\": [] }")]
    [InlineData("{ \"version\": \"2.1.0\", \"runs\": [] }")]
    public async Task Findings_instead_of_an_inventory_are_named(string content) =>
        (await Check(Write("findings.json", content)))
            .ShouldRefuse("'findings.json' holds the findings of a run, not an inventory: give the inventory.json that the run wrote "
                + "beside it.");

    [Fact]
    public async Task Findings_on_standard_input_are_named_too()
    {
        Input = "\uFEFF{ \"findings\": [] }"u8.ToArray();

        (await Check("-")).ShouldRefuse("standard input holds the findings of a run, not an inventory");
    }

    [Theory]
    [InlineData("", "it is empty.")]
    [InlineData("not json", "it is no JSON.")]
    [InlineData("{ \"schemaVersion\": 1, \"scopes\": [", "it ends in the middle: it was cut off, or is still being written.")]
    [InlineData(
        "{ \"schemaVersion\": 1, \"collectedAt\": \"2026-11-2", "it ends in the middle: it was cut off, or is still being written.")]
    [InlineData("{ \"schemaVersion\": \"one\" }", "the value is not of the kind that belongs there.")]
    [InlineData("{ \"schemaVersion\": 1,, }", null)]
    [InlineData("{ 'schemaVersion': 1 }", null)]
    [InlineData("\u0000\u0001\u0002", null)]
    public async Task What_is_wrong_with_JSON_is_said_without_words_of_the_library(string content, string? told)
    {
        var run = await Check(Write("inventory.json", content));

        run.ShouldRefuse("The inventory in 'inventory.json' cannot be used.", told ?? "");
        foreach (var word in new[] { "isFinalBlock", "tokens", "Expected", "LineNumber", "BytePosition", "System.", "Path:" })
        {
            run.Error.ShouldNotContain(word);
        }
    }

    [Fact]
    public async Task A_missing_side_of_a_comparison_is_said_before_the_other_is_read()
    {
        // The other would be refused when it is read.
        var run = await Run("diff", Write("broken.json", "not json"), "missing.json");

        run.ShouldRefuse("'missing.json' cannot be read: it does not exist.");
    }

    [Fact]
    public async Task An_inventory_that_was_cut_off_at_any_place()
    {
        var whole = InventoryFile.Write(Estates.WithOpenRoute);
        foreach (var length in Enumerable.Range(1, 9).Select(tenth => whole.Length * tenth / 10))
        {
            await File.WriteAllBytesAsync(PathOf("cut.json"), whole[..length]);

            (await Check("cut.json")).ShouldRefuse("'cut.json' cannot be used.");
        }
    }

    [Fact]
    public async Task An_inventory_of_another_schema_version()
    {
        var text = Encoding.UTF8.GetString(InventoryFile.Write(Estates.Empty))
            .Replace("\"schemaVersion\": 1", "\"schemaVersion\": 99", StringComparison.Ordinal);

        (await Check(Write("inventory.json", text))).ShouldRefuse("schema version 99", "reads 1");
    }

    [Fact]
    public async Task An_inventory_of_no_account_is_nothing_that_could_pass() =>
        (await Check(WriteInventory(Estates.Of()))).ShouldRefuse("no account and no Region");

    [Fact]
    public async Task An_empty_standard_input() => (await Check("-")).ShouldRefuse("The inventory in standard input cannot be used.");

    [Fact]
    public async Task An_output_that_is_a_file()
    {
        Write("report", "something");

        (await Check(WriteInventory(Estates.Empty), "--output", "report")).ShouldRefuse("'report'", "it is a file, not a folder");
        Read("report").ShouldBe("something");
    }

    [Fact]
    public async Task An_output_below_a_file()
    {
        Write("report", "something");

        (await Check(WriteInventory(Estates.Empty), "--output", "report/today"))
            .ShouldRefuse("Reports cannot be written to 'report/today'");
    }

    [Fact]
    public async Task An_output_that_cannot_be_written_to() =>
        (await Check(WriteInventory(Estates.Empty), "--output", "/proc/auditor"))
            .ShouldRefuse("Reports cannot be written to '/proc/auditor'");

    [Fact]
    public async Task An_output_that_another_run_holds_is_left_alone()
    {
        Directory.CreateDirectory(PathOf("auditor-report"));
        await using var other = new FileStream(PathOf("auditor-report/.auditor.lock"), FileMode.Create, FileAccess.Write, FileShare.None);

        (await Check(WriteInventory(Estates.Empty))).ShouldRefuse("Another run");
    }

    [Theory]
    [InlineData("htm", "did you mean 'html'?")]
    [InlineData("html,sarfi", "did you mean 'sarif'?")]
    [InlineData("powerpoint", "there are 'html', 'sarif', 'json', 'markdown', 'junit', 'csv', 'github', 'ocsf', 'asff' and 'evidence'.")]
    [InlineData("", "there are 'html', 'sarif', 'json', 'markdown', 'junit', 'csv', 'github', 'ocsf', 'asff' and 'evidence'.")]
    [InlineData("html,,json", "there are 'html', 'sarif', 'json', 'markdown', 'junit', 'csv', 'github', 'ocsf', 'asff' and 'evidence'.")]
    public async Task A_format_that_does_not_exist(string format, string hint) =>
        (await Check(WriteInventory(Estates.Empty), "--format", format)).ShouldRefuse("--format: ", "is no report format", hint);

    [Theory]
    [InlineData("hihg", "did you mean 'high'?")]
    [InlineData("fatal", "there are 'critical', 'high', 'medium', 'low' and 'none'.")]
    [InlineData("2", "there are 'critical', 'high', 'medium', 'low' and 'none'.")]
    public async Task A_severity_that_does_not_exist(string severity, string hint) =>
        (await Check(WriteInventory(Estates.Empty), "--fail-on", severity)).ShouldRefuse("--fail-on: ", "is no severity", hint);

    [Theory]
    [InlineData("--rule", "AGW100l", "did you mean 'AGW1001'?")]
    [InlineData("--rule", "route-without-authorisation", "did you mean 'route-without-authorization'?")]
    [InlineData("--skip-rule", "rout-without-authorization", "did you mean 'route-without-authorization'?")]
    [InlineData("--skip-rule", "nothing-like-it-at-all-anywhere", "'auditor rules list' shows them all.")]
    public async Task A_rule_that_does_not_exist(string option, string rule, string hint) =>
        (await Check(WriteInventory(Estates.Empty), option, rule)).ShouldRefuse($"{option}: '{rule}' is no rule", hint);

    [Fact]
    public async Task No_rule_left_to_run() =>
        (await Check(WriteInventory(Estates.Empty), "--rule", "AGW1001", "--skip-rule", "AGW1001")).ShouldRefuse("No rule is left to run");

    [Theory]
    [InlineData("scna", "did you mean 'scan'?")]
    [InlineData("chekc", "did you mean 'check'?")]
    [InlineData("--versoin", "did you mean '--version'?")]
    public async Task A_mistyped_command(string typed, string hint) => (await Run(typed)).ShouldRefuse($"'{typed}' is no", hint);

    [Theory]
    [InlineData("--inventroy", "did you mean '--inventory'?")]
    [InlineData("--fail-no", "did you mean '--fail-on'?")]
    [InlineData("--quite", "did you mean '--quiet'?")]
    public async Task A_mistyped_option(string typed, string hint) =>
        (await Check("inventory.json", typed)).ShouldRefuse($"'{typed}' is no option of 'auditor check'", hint);

    [Fact]
    public async Task A_required_option_that_is_missing() => (await Run("check")).ShouldRefuse("--inventory", "'auditor check --help'");

    [Fact]
    public async Task An_option_without_its_value() => (await Run("check", "--inventory")).ShouldRefuse("--inventory");

    [Fact]
    public async Task A_name_with_a_leading_at_sign_is_no_file_of_arguments() =>
        (await Run("check", "--inventory", "@arguments.txt")).ShouldRefuse("'@arguments.txt' cannot be read");

    [Fact]
    public async Task Hostile_text_in_an_argument_does_not_reach_the_terminal()
    {
        IsTerminal = true;

        var run = await Run("\u001b[31mred\u202e");

        run.ExitCode.ShouldBe(ExitCode.Usage);
        run.Error.ShouldContain("'\\u001B[31mred\\u202E'");
        run.Error.ShouldNotContain("\u202e", Case.Sensitive);
    }

    private Task<CliRun> Check(string inventory, params string[] more) => Run(["check", "--inventory", inventory, .. more]);
}
