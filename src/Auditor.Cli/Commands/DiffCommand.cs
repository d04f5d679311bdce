using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Diffing;
using Auditor.Cli.Reporting;
using Auditor.Cli.Selection;
using Auditor.Cli.Storing;
using Auditor.Cli.Terminal;
using Auditor.Core.Text;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor diff</c>: what changed between two runs.</summary>
internal sealed class DiffCommand(IOContext io)
{
    private static readonly ImmutableArray<string> Formats = ["text", "markdown", "json"];

    private readonly Argument<string> _before = new("before")
    {
        Description = "An inventory, or the findings of a run (findings.json, "
        + "auditor.sarif); of a folder its inventory"
    };
    private readonly Argument<string> _after = new("after")
    {
        Description = "The same of a later run (not SARIF, which does not say what "
        + "was looked at)"
    };
    private readonly Option<string> _format = new("--format")
    {
        Description = string.Join(", ", Formats),
        HelpName = string.Join('|', Formats),
        DefaultValueFactory = _ => Formats[0],
    };
    private readonly OutputFileOption _output = new();
    private readonly ConfigurationOption _configuration = new();
    private readonly RuleOptions _rules = new();

    public Command Build(Func<ParseResult, Screen> screenOf)
    {
        var command = new DocumentedCommand(
            "diff",
            "Show what changed between two runs: findings that came and went, and, of two inventories, APIs, stages, routes, policies, "
                + "authorizers and domain names")
        {
            Examples =
            [
                new("Since yesterday, both judged by today's rules", "auditor diff yesterday/inventory.json today/inventory.json"),
                new("For a job summary", "auditor diff yesterday today --format markdown --output changes.md"),
                new("Two files of findings", "auditor diff yesterday/findings.json today/findings.json --format json"),
            ],
            ExitCodes =
                """
                  0    no difference
                  1    there are differences
                  2    bad usage or configuration
                  3    no difference was found, but something could not be compared
                  4    internal error: a defect of auditor or of a rule
                  130  cancelled
                """,
        };
        command.Add(_before);
        command.Add(_after);
        command.Add(_format);
        command.Add(_output);
        _configuration.AddTo(command);
        _rules.AddTo(command);
        command.SetAction(async (parse, cancellationToken) => (int)await RunAsync(parse, screenOf(parse), cancellationToken)
            .ConfigureAwait(false));
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parse, Screen screen, CancellationToken cancellationToken)
    {
        var format = Choice.Of(parse.GetRequiredValue(_format), Formats, _format.Name, "format of differences");
        RequireThere(parse.GetRequiredValue(_before));
        RequireThere(parse.GetRequiredValue(_after));
        var (catalogue, file) = (_rules.Catalogue(parse, io), _configuration.Read(parse, io));
        var (rules, settings) = (_rules.Choose(parse, file, catalogue), OptionSelection.Read(file.RuleOptions, catalogue));
        var sides = new DiffSideReader(rules, settings, io);
        var before = await sides.ReadAsync(parse.GetRequiredValue(_before), cancellationToken).ConfigureAwait(false);
        var after = await sides.ReadAsync(parse.GetRequiredValue(_after), cancellationToken).ConfigureAwait(false);
        var later = after.Assessment
            ?? throw new UsageException(
                $"{Quote.Of(after.Name)} is SARIF, which does not say what was looked at: give the findings.json or inventory.json of "
                    + $"the later run.");
        var difference = Difference.Of(before, after, later);
        var text = format switch
        {
            "json" => DifferenceJson.Of(difference),
            "markdown" => DifferenceText.Markdown(difference),
            _ => string.Concat(DifferenceText.Lines(difference).Select(line => $"{line}\n")),
        };
        var output = parse.GetValue(_output);
        if (output is not null || !screen.IsQuiet)
        {
            await new TextOutput(io, _output.Name).WriteAsync(output, text, cancellationToken).ConfigureAwait(false);
        }

        return difference.IsDifferent ? ExitCode.Findings : difference.IsIncomplete ? ExitCode.Incomplete : ExitCode.Clean;
    }

    // Said before the other side is read, which takes seconds.
    private void RequireThere(string path)
    {
        if (path is not InputFile.StandardInput && !StoredFile.IsOne(path) && !Path.Exists(io.FullPath(path)))
        {
            throw new UsageException($"{Quote.Of(path)} cannot be read: it does not exist.");
        }
    }
}
