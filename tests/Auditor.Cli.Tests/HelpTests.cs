using Auditor.Cli.Tests.Support;

namespace Auditor.Cli.Tests;

public sealed class HelpTests : CliTests
{
    [Theory]
    [InlineData("--help")]
    [InlineData("scan", "--help")]
    [InlineData("collect", "--help")]
    [InlineData("check", "--help")]
    [InlineData("merge", "--help")]
    [InlineData("rules", "--help")]
    [InlineData("rules", "list", "--help")]
    [InlineData("rules", "explain", "--help")]
    [InlineData("rules", "new", "--help")]
    [InlineData("permissions", "--help")]
    [InlineData("exposure", "--help")]
    [InlineData("explain-access", "--help")]
    [InlineData("suppress", "--help")]
    [InlineData("diff", "--help")]
    [InlineData("completion", "--help")]
    [InlineData("man", "--help")]
    public async Task Every_command_has_help_with_examples_and_exit_codes(params string[] arguments)
    {
        var run = await Run(arguments);

        run.ExitCode.ShouldBe(ExitCode.Clean);
        run.Error.ShouldBeEmpty();
        run.Output.ShouldContain($"  auditor{string.Concat(arguments[..^1].Select(word => $" {word}"))} ");
        run.Output.ShouldContain("Examples:");
        run.Output.ShouldContain($"  auditor {string.Join(' ', arguments[..^1])}".TrimEnd());
        run.Output.ShouldContain("Exit codes:");
        run.Output.ShouldContain("  130  cancelled");
    }

    [Theory]
    [InlineData("scan", "--fail-on", true)]
    [InlineData("check", "--fail-on", true)]
    [InlineData("merge", "--fail-on", true)]
    [InlineData("collect", "--allow-incomplete", true)]
    [InlineData("collect", "--fail-on", false)]
    [InlineData("exposure", "--fail-on", false)]
    [InlineData("exposure", "--allow-incomplete", false)]
    [InlineData("graph", "--fail-on", false)]
    [InlineData("explain-access", "--fail-on", false)]
    [InlineData("explain-access", "--allow-incomplete", false)]
    [InlineData("permissions", "--fail-on", false)]
    [InlineData("rules list", "--fail-on", false)]
    [InlineData("rules explain", "--fail-on", false)]
    [InlineData("rules schema", "--fail-on", false)]
    [InlineData("rules new", "--fail-on", false)]
    [InlineData("rules", "--fail-on", false)]
    [InlineData("suppress", "--fail-on", false)]
    [InlineData("fix", "--fail-on", false)]
    [InlineData("diff", "--fail-on", false)]
    [InlineData("completion", "--fail-on", false)]
    [InlineData("man", "--fail-on", false)]
    public async Task Exit_codes_are_explained_by_options_that_the_command_has(string command, string option, bool has)
    {
        var help = (await Run([.. command.Split(' '), "--help"])).Output.Split("Exit codes:");

        help[0].Contains($"  {option} ", StringComparison.Ordinal).ShouldBe(has);
        help[1].Contains(option, StringComparison.Ordinal).ShouldBe(has);
    }

    [Fact]
    public async Task Every_exit_code_is_in_the_help()
    {
        var run = await Run("--help");

        foreach (var code in Enum.GetValues<ExitCode>())
        {
            run.Output.Split('\n').ShouldContain(line => line.StartsWith($"  {(int)code} ", StringComparison.Ordinal), $"{code}");
        }
    }

    [Theory]
    [InlineData]
    [InlineData("rules")]
    public async Task Without_a_command_there_is_help_and_no_success(params string[] arguments)
    {
        var run = await Run(arguments);

        run.Output.ShouldContain("Usage:");
        run.ExitCode.ShouldBe(ExitCode.Usage);
    }

    [Fact]
    public async Task Tells_its_version() =>
        (await Run("--version")).Output.ShouldMatch("^auditor [0-9]+\\.[0-9]+\\.[0-9]+( \\(commit [0-9a-f]{40}\\))?\n$");

    [Fact]
    public async Task The_examples_in_the_help_are_command_lines_that_parse()
    {
        foreach (var arguments in new string[][] { ["--help"], ["scan", "--help"], ["collect", "--help"], ["check", "--help"], ["merge", "--help"], ["rules", "--help"], ["rules", "list", "--help"], ["rules", "explain", "--help"], ["rules", "new", "--help"], ["permissions", "--help"], ["exposure", "--help"], ["explain-access", "--help"], ["suppress", "--help"], ["diff", "--help"], ["completion", "--help"], ["man", "--help"] })
        {
            var help = (await Run(arguments)).Output;
            var examples = help.Split('\n')
                .SkipWhile(line => line != "Examples:")
                .TakeWhile(line => line.Length > 0)
                .Where(line => line.StartsWith("  ", StringComparison.Ordinal)
                    && line.Contains("auditor ", StringComparison.Ordinal)
                    && !line.StartsWith("  #", StringComparison.Ordinal));
            foreach (var example in examples)
            {
                var words = example.Split("| ")[^1]
                    .Split(" > ")[0]
                    .Split('"')
                    .SelectMany((part, at) => at % 2 == 0 ? part.Split(' ', StringSplitOptions.RemoveEmptyEntries) : [part])
                    .Skip(1);

                // With --help nothing runs, but a word that is no command or option is still in the way of it.
                var run = await Run([.. words, "--no-such-option"]);

                run.Error.ShouldStartWith("error: '--no-such-option' is no option", Case.Sensitive, example);
            }
        }
    }
}
