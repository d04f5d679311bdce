using System.Collections.Immutable;
using System.CommandLine;
using Auditor.Cli.CommandLine;
using Auditor.Cli.Shell;

namespace Auditor.Cli.Commands;

/// <summary><c>auditor completion</c>: what a shell needs to complete command lines.</summary>
internal sealed class CompletionCommand(IOContext io)
{
    private static readonly ImmutableArray<string> Shells = ["bash", "zsh", "fish", "pwsh"];

    private readonly Argument<string> _shell = new("shell") { Description = Words.List(Shells) };

    public Command Build(Func<ImmutableArray<CommandDescription>> tree)
    {
        var command = new DocumentedCommand("completion", "Print a script that completes commands, options and values in a shell")
        {
            Examples =
            [
                new("For bash", "auditor completion bash > ~/.local/share/bash-completion/completions/auditor"),
                new("For zsh, where ~/.zfunc is in fpath", "auditor completion zsh > ~/.zfunc/_auditor"),
                new("For fish", "auditor completion fish > ~/.config/fish/completions/auditor.fish"),
                new("For PowerShell, to be run by $PROFILE", "auditor completion pwsh > auditor.ps1"),
            ],
            ExitCodes = ExitCodesOf.Commands,
        };
        command.Add(_shell);
        command.SetAction(parse =>
        {
            var shell = Choice.Of(parse.GetRequiredValue(_shell), Shells, _shell.Name, "shell that can be completed in");
            io.Output.WriteLine(shell switch
            {
                "bash" => BashCompletion.Of(tree()),
                "zsh" => ZshCompletion.Of(tree()),
                "fish" => FishCompletion.Of(tree()),
                _ => PowerShellCompletion.Of(tree()),
            });
            return (int)ExitCode.Clean;
        });
        return command;
    }
}
