using Auditor.Cli.Tests.Support;

namespace Auditor.Cli.Tests;

public sealed class TerminalTests : CliTests
{
    private const char Escape = '\u001b';

    public static TheoryData<string, string> HostileNames => new()
    {
        { "escape sequence", "\u001b]0;owned\u0007\u001b[2J" },
        { "right to left", "\u202egnp.exe" },
        { "new line", "a\nExit code 0: everything is fine." },
        { "carriage return", "a\rExit code 0" },
        { "markup", "[red]not markup[/] [/]" },
        { "zero width", "a\u200bb\ufeff" },
        { "line separator", "a\u2028b" },
        { "C1 control", "a\u009b31mb" },
        { "lone surrogate", "a\ud800b" },
        { "script", "<script>alert(1)</script>" },
        { "very long", new string('x', 5000) },
    };

    [Theory]
    [MemberData(nameof(HostileNames))]
    public async Task Names_are_shown_and_never_obeyed(string what, string name)
    {
        IsTerminal = true;
        Variables["NO_COLOR"] = "1";

        var run = await Run(
            "check",
            "--inventory",
            WriteInventory(Estates.Of(Estates.ScopeWith(Estates.ApiWithoutStage(name)))),
            "--rule",
            "AGW7003",
            "--verbose");

        run.ExitCode.ShouldBe(ExitCode.Clean, what);
        var beyondLineFeeds = run.Output.Where(letter => letter is not '\n'
            && (char.IsControl(letter) || char.GetUnicodeCategory(letter) is System.Globalization.UnicodeCategory.Format or System.Globalization.UnicodeCategory.LineSeparator or System.Globalization.UnicodeCategory.Surrogate));
        beyondLineFeeds.ShouldBeEmpty(what);
        run.Output.Split('\n').Count(line => line.StartsWith("Exit code", StringComparison.Ordinal)).ShouldBe(1, what);
    }

    [Theory]
    [InlineData(60)]
    [InlineData(80)]
    [InlineData(200)]
    public async Task A_finding_is_told_whole_in_lines_of_the_terminal_under_one_another(int width)
    {
        IsTerminal = true;
        Width = width;
        Variables["NO_COLOR"] = "1";

        var run = await Run(
            "check",
            "--inventory",
            WriteInventory(Estates.Of(Estates.ScopeWith(Estates.ApiWithoutStage(string.Join(' ', Enumerable.Repeat("東京注", 20)))))),
            "--rule",
            "AGW7003");

        var lines = run.Output.Split('\n')
            .SkipWhile(line => !line.Contains("AGW7003", StringComparison.Ordinal))
            .TakeWhile(line => !line.Contains("fingerprint", StringComparison.Ordinal))
            .ToList();
        lines.ShouldAllBe(line => line.Sum(letter => letter > '\u2e80' ? 2 : 1) <= width);
        var margin = lines[0].IndexOf("AGW7003", StringComparison.Ordinal) + "AGW7003  ".Length;
        lines[1..].ShouldAllBe(line => line.StartsWith(new string(' ', margin), StringComparison.Ordinal) && line[margin] != ' ');
        string.Join(' ', lines.Select(line => line.Trim())).ShouldContain(string.Join(' ', Enumerable.Repeat("東京注", 20)));
    }

    [Fact]
    public async Task Standard_output_that_is_full_is_told_in_a_sentence()
    {
        using var error = new StringWriter { NewLine = "\n" };

        (await RulesList(new FullWriter(), error)).ShouldBe(ExitCode.Usage);

        error.ToString().ShouldBe("error: Standard output cannot be written to: No space left on device.\n");
    }

    // Both go to one disk where a job sends them to a log. Nobody can be told then, and the exit code has to do.
    [Fact]
    public async Task Standard_error_that_is_full_too_leaves_the_exit_code() =>
        (await RulesList(new FullWriter(), new FullWriter())).ShouldBe(ExitCode.Usage);

    private Task<ExitCode> RulesList(TextWriter output, TextWriter error) => new Application(new IOContext
    {
        Input = Stream.Null,
        Output = output,
        Error = error,
        Width = 80,
        Environment = Variables,
        WorkingDirectory = Folder,
        Time = Time,
        Hosts = Hosts.ExistsAsync,
        OpenStorage = _ => throw new InvalidOperationException("Nobody writes to S3 here."),
    }).RunAsync(["rules", "list"], CancellationToken.None);

    [Theory]
    [InlineData("help")]
    [InlineData("help", "check")]
    public async Task Help_is_a_command_too(params string[] arguments)
    {
        var help = await Run(arguments);
        var option = await Run([.. arguments.Skip(1), "--help"]);

        help.ExitCode.ShouldBe(ExitCode.Clean);
        help.Output.ShouldBe(option.Output);
    }

    [Fact]
    public async Task An_explanation_shows_no_marks_of_whoever_wrote_the_page() =>
        (await Run("rules", "explain", "AGW1001")).Output.ShouldNotContain("<!--");

    [Fact]
    public async Task Colours_only_a_terminal()
    {
        var inventory = WriteInventory(Estates.WithOpenRoute);
        var piped = await Run("check", "--inventory", inventory);
        IsTerminal = true;
        var shown = await Run("check", "--inventory", inventory);
        Variables["NO_COLOR"] = "1";
        var plain = await Run("check", "--inventory", inventory);
        Variables.Clear();
        Variables["TERM"] = "dumb";
        var dumb = await Run("check", "--inventory", inventory);

        shown.Output.ShouldContain(Escape);
        piped.Output.ShouldNotContain(Escape);
        plain.Output.ShouldNotContain($"{Escape}[3");
        dumb.Output.ShouldNotContain(Escape);
    }

    [Fact]
    public async Task A_build_server_does_not_bring_colours_back()
    {
        Variables["GITHUB_ACTIONS"] = "true";
        Variables["CI"] = "true";

        (await Run("check", "--inventory", WriteInventory(Estates.WithOpenRoute))).Output.ShouldNotContain(Escape);
    }

    [Fact]
    public async Task The_counts_by_severity_are_a_table()
    {
        var run = await Run("check", "--inventory", WriteInventory(Estates.WithOpenRoute), "--rule", "AGW1001", "--rule", "AGW7003");

        run.Output.ShouldMatch("│ high +│ +1 │ +1 │ +1 │");
        run.Output.ShouldMatch("│ critical +│ +0 │ +0 │ +0 │");
        run.Output.ShouldMatch("│ could not tell +│ +0 │ +0 │ +0 │");
    }

    private sealed class FullWriter : TextWriter
    {
        public override System.Text.Encoding Encoding => System.Text.Encoding.UTF8;

        public override void Write(char value) => throw new IOException("No space left on device");
    }
}
