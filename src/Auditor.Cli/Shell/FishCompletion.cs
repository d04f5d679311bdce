using System.Collections.Immutable;

namespace Auditor.Cli.Shell;

/// <summary>Completion for fish.</summary>
internal static class FishCompletion
{
    public static string Of(ImmutableArray<CommandDescription> tree) =>
        $$"""
        # Completion of auditor for fish. Load it with: auditor completion fish | source
        function __auditor_command
            set -l command ''
            for word in (commandline -opc)[2..-1]
                switch "$command $word"
                    case {{string.Join(' ', tree.Where(command => command.Path.Length > 0).Select(command => Quoted(CompletionText.WithParent(command.Path))))}}
                        set command (string trim "$command $word")
                end
            end
            test "$command" = "$argv[1]"
        end
        complete -c auditor -e
        complete -c auditor -f
        {{string.Join('\n', tree.SelectMany(command => Lines(command, tree)))}}
        """;

    private static IEnumerable<string> Lines(CommandDescription command, ImmutableArray<CommandDescription> tree)
    {
        var where = $"complete -c auditor -n {Quoted($"__auditor_command '{command.Path}'")}";
        foreach (var name in command.Commands)
        {
            yield return $"{where} -a {name} -d "
                + $"{Quoted(CompletionText.Brief(tree.First(sub => sub.Path == $"{command.Path} {name}".TrimStart()).Description))}";
        }

        if (command.Arguments is not [])
        {
            yield return $"{where} -F";
        }

        foreach (var option in command.Options)
        {
            var names = string.Join(' ', option.Names.Select(Name));
            var value = option switch
            {
                { ValueName: null } => "",
                { Values: not [] } => $"{(option.ValueIsOptional ? " -f" : " -x")} -a {Quoted(string.Join(' ', option.Values))}",
                { TakesPath: true } => " -r -F",
                _ => " -x",
            };
            yield return $"{where} {names}{value} -d {Quoted(CompletionText.Brief(option.Description))}";
        }
    }

    private static string Name(string name) =>
        name.StartsWith("--", StringComparison.Ordinal) ? $"-l {name[2..]}" : $"-s {Quoted(name[1..])}";

    private static string Quoted(string text) =>
        $"'{text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("'", "\\'", StringComparison.Ordinal)}'";
}
