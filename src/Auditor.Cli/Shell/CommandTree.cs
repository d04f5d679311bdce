using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Help;
using Auditor.Cli.CommandLine;

namespace Auditor.Cli.Shell;

/// <summary>Describes a program's commands: completion scripts, the manual page and docs/cli.md all come from here.</summary>
internal static class CommandTree
{
    /// <param name="root">The program.</param>
    /// <param name="examples">Those of the program itself.</param>
    /// <returns>The program itself, then every command below it.</returns>
    public static ImmutableArray<CommandDescription> Of(RootCommand root, ImmutableArray<Example> examples)
    {
        ImmutableArray<OptionDescription> common = [.. root.Options.Where(option => option.Recursive && !option.Hidden).Select(option => Describe(option, true))];
        return [.. Walk(root, "", examples, common)];
    }

    private static IEnumerable<CommandDescription> Walk(
        Command command, string path, ImmutableArray<Example> examples, ImmutableArray<OptionDescription> common)
    {
        ImmutableArray<Command> below = [.. command.Subcommands.Where(sub => !sub.Hidden)];
        yield return new(
            path,
            command.Description ?? "",
            [.. below.Select(sub => sub.Name)],
            [.. command.Arguments.Where(argument => !argument.Hidden).Select(Describe)],
            [.. command.Options.Where(option => !option.Hidden && !option.Recursive).Select(option => Describe(option, false)), .. common],
            examples,
            (command as DocumentedCommand)?.ExitCodes ?? ExitCodesOf.Gate);
        foreach (var sub in below)
        {
            foreach (var described in Walk(sub, $"{path} {sub.Name}".TrimStart(), (sub as DocumentedCommand)?.Examples ?? [], common))
            {
                yield return described;
            }
        }
    }

    private static ArgumentDescription Describe(Argument argument) =>
        new(
            argument.HelpName ?? argument.Name,
            argument.Description ?? "",
            argument.Arity.MinimumNumberOfValues == 0,
            argument.Arity.MaximumNumberOfValues > 1);

    private static OptionDescription Describe(Option option, bool isOfEveryCommand)
    {
        var isSwitch = option is HelpOption or VersionOption || option.ValueType == typeof(bool);
        return new(
            option.Name,
            [.. option.Aliases.Where(alias => alias.StartsWith('-')).Order(StringComparer.Ordinal)],
            option.Description ?? "",
            isSwitch ? null : option.HelpName ?? "value",
            !isSwitch && option.Arity.MinimumNumberOfValues == 0,
            isSwitch ? [] : ValuesOf(option),
            isOfEveryCommand);
    }

    // A name such as 'text|json' lists them.
    private static ImmutableArray<string> ValuesOf(Option option) =>
        option.HelpName is { } name && name.Contains('|', StringComparison.Ordinal)
        ? [.. name.Split('|')]
        : [.. option.CompletionSources.SelectMany(source => source(CompletionContext.Empty)).Select(item => item.Label)];
}
