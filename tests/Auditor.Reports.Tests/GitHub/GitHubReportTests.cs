using System.Text.RegularExpressions;
using Auditor.Reports.GitHub;
using Auditor.Reports.Tests.Examples;
using Auditor.Testing.Snapshots;

namespace Auditor.Reports.Tests.GitHub;

public sealed partial class GitHubReportTests
{
    [Fact]
    public void Is_what_was_approved() =>
        Snapshot.ShouldMatch(Written.Text(new GitHubReport(), Acme.Report(Acme.Everything)), "Acme", "txt");

    [Fact]
    public void An_incomplete_scan_is_the_first_annotation()
    {
        Lines(Acme.Report(Acme.Everything))[0].ShouldStartWith("::warning title=Not everything was assessed::1 thing could not be read, ");
        Lines(Acme.Report(Acme.Nothing, new OpenRoute())).ShouldBe(["0 findings."]);
    }

    [Fact]
    public void There_are_no_more_of_a_kind_than_GitHub_shows()
    {
        var lines = Lines(Acme.Report(Many.Apis(5)));

        lines.Count(line => line.StartsWith("::error ", StringComparison.Ordinal)).ShouldBe(10);
        lines[^1].ShouldMatch("^GitHub shows 10 annotations of each kind; [0-9,]+ more findings are in the other reports[.]$");
    }

    [Fact]
    public void Every_line_of_a_hostile_report_is_one_command() =>
        Lines(Hostile.Report())[..^1].ShouldAllBe(line => Command().IsMatch(line));

    [Fact]
    public void Text_is_escaped_as_the_runner_unescapes_it()
    {
        WorkflowCommand.Data("100%\r\n::error::a, b: c").ShouldBe("100%25%0D%0A::error::a, b: c");
        WorkflowCommand.Property("100%\r\n::error::a, b: c").ShouldBe("100%25%0D%0A%3A%3Aerror%3A%3Aa%2C b%3A c");
    }

    private static string[] Lines(ReportInput input) => Written.Text(new GitHubReport(), input).TrimEnd('\n').Split('\n');

    [GeneratedRegex(
        "^::(error|warning|notice) title=(?:[^%:,]|%(?:25|0D|0A|3A|2C))+::(?:[^%]|%(?:25|0D|0A))+$", RegexOptions.CultureInvariant)]
    private static partial Regex Command();
}
