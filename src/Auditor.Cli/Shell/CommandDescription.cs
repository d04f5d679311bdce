using System.Collections.Immutable;
using Auditor.Cli.CommandLine;

namespace Auditor.Cli.Shell;

/// <summary>A command as people and shells see it.</summary>
/// <param name="Path">Its words after <c>auditor</c>; empty for the program itself.</param>
/// <param name="Description">What it does.</param>
/// <param name="Commands">The names of the commands below it.</param>
/// <param name="Arguments">What it takes without an option.</param>
/// <param name="Options">Its own options, then those of every command.</param>
/// <param name="Examples">Command lines that work.</param>
/// <param name="ExitCodes">Lines of the help.</param>
internal sealed record CommandDescription(
    string Path,
    string Description,
    ImmutableArray<string> Commands,
    ImmutableArray<ArgumentDescription> Arguments,
    ImmutableArray<OptionDescription> Options,
    ImmutableArray<Example> Examples,
    string ExitCodes)
{
    /// <summary><c>auditor merge &lt;dir&gt;... [options]</c>.</summary>
    public string Usage => string.Join(' ', (string[])
    [
        "auditor",
        .. Path.Split(' ', StringSplitOptions.RemoveEmptyEntries),
        .. Commands is [] ? (string[])[] : ["<command>"],
        .. Arguments.Select(argument => argument.Usage),
        "[options]",
    ]);
}
