using Auditor.Cli.Tests.Support;

namespace Auditor.Cli.Tests;

/// <summary>The manual page and the reference of commands.</summary>
public sealed class ManTests : CliTests
{
    [Fact]
    public async Task The_page_has_its_sections_and_every_command()
    {
        var page = (await Run("man")).Output;

        page.ShouldStartWith(".TH AUDITOR 1");
        foreach (var section in new[] { "NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "EXIT STATUS" })
        {
            page.ShouldContain($"\n.SH {section}\n");
        }

        page.ShouldContain(@".SS auditor explain\-access <request> [options]");
        page.ShouldContain(@".B \-o, \-\-output <folder>");
    }

    // A line that begins with a dot or an apostrophe is a request to troff: what a description says must not be one.
    [Fact]
    public async Task Only_requests_begin_like_requests()
    {
        string[] requests = [".TH", ".SH", ".SS", ".TP", ".B", ".I", ".PP", ".nf", ".fi", ".RS", ".RE", ".br"];
        var page = (await Run("man")).Output;

        page.Split('\n').Where(line => line is ['.' or '\'', ..]).Select(line => line.Split(' ')[0]).Except(requests).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_reference_says_what_the_help_says()
    {
        var reference = (await Run("man", "--format", "markdown")).Output;

        foreach (var command in new[] { "scan", "collect", "check", "merge", "exposure", "diff" })
        {
            reference.ShouldContain($"\n## auditor {command}\n");
            var section = reference.Split($"\n## auditor {command}\n")[1].Split("\n## ")[0];
            var help = (await Run(command, "--help")).Output.Split("Examples:")[0];
            foreach (var option in help.Split((char[])[' ', '\n', ',', '\''], StringSplitOptions.RemoveEmptyEntries)
                .Where(word => word.StartsWith("--", StringComparison.Ordinal)))
            {
                (section + reference.Split("\n## ")[0]).ShouldContain(option.TrimEnd('.', ':', ';', ')'));
            }
        }
    }

    [Fact]
    public async Task Another_format_is_refused() => (await Run("man", "--format", "html")).ShouldRefuse("is no format of this page");
}
