using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Shell;
using Auditor.Core.Text;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor man</c>: every command and option on one page.</summary>
internal sealed class ManCommand(IOContext io)
{
    private static readonly ImmutableArray<string> Formats = ["man", "markdown"];

    private readonly Option<string> _format = new("--format") { Description = "man for 'man', markdown for a browser", HelpName = "man|markdown", DefaultValueFactory = _ => "man" };

    public Command Build(Func<ImmutableArray<CommandDescription>> tree)
    {
        var command = new DocumentedCommand("man", "Print the manual page: every command and option")
        {
            Examples =
            [
                new("For 'man auditor'", "auditor man > ~/.local/share/man/man1/auditor.1"),
                new("The same as Markdown (docs/cli.md)", "auditor man --format markdown > cli.md"),
            ],
            ExitCodes = ExitCodesOf.Commands,
        };
        command.Add(_format);
        command.SetAction(parse =>
        {
            var format = parse.GetRequiredValue(_format);
            io.Output.Write(format switch
            {
                "man" => ManualPage.Of(tree()),
                "markdown" => CommandReference.Of(tree()),
                _ =>
                    throw new UsageException(
                        $"{_format.Name}: {Quote.Of(format)} is no format of this "
                            + $"page{NearestName.Suggest(format, Formats, $"; there are {Words.List(Formats)}.")}"),
            });
            return (int)ExitCode.Clean;
        });
        return command;
    }
}
