using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Shell;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor man</c>: every command and option on one page.</summary>
internal sealed class ManCommand(IOContext io)
{
    private static readonly ImmutableArray<string> Formats = ["man", "markdown"];

    private readonly Option<string> _format = new("--format")
    {
        Description = "man for 'man', markdown for a browser",
        HelpName = "man|markdown",
        DefaultValueFactory = _ => "man",
    };

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
            io.Output.Write(Choice.Of(parse.GetRequiredValue(_format), Formats, _format.Name, "format of this page") switch
            {
                "markdown" => CommandReference.Of(tree()),
                _ => ManualPage.Of(tree()),
            });
            return (int)ExitCode.Clean;
        });
        return command;
    }
}
