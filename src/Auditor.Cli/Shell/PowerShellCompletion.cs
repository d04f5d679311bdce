using System.Collections.Immutable;

namespace Auditor.Cli.Shell;

/// <summary>Completion for PowerShell 7.</summary>
internal static class PowerShellCompletion
{
    public static string Of(ImmutableArray<CommandDescription> tree) =>
        $$"""
        # Completion of auditor for PowerShell. Load it with: auditor completion pwsh | Out-String | Invoke-Expression
        Register-ArgumentCompleter -Native -CommandName auditor -ScriptBlock {
            param($word, $ast, $position)
            $commands = @{
        {{string.Join('\n', tree.Select(command => Words(command, tree)))}}
            }
            $values = @{
        {{string.Join('\n', CompletionText.ByValues(tree).SelectMany(entry => entry.Patterns.Select(pattern => $"        {Quoted(pattern)} = @({string.Join(", ", entry.Option.Values.Select(Quoted))})")))}}
            }
            $command = ''
            $previous = ''
            foreach ($element in $ast.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $position }) {
                $previous = "$element"
                $longer = "$command $previous".Trim()
                if ($commands.ContainsKey($longer)) { $command = $longer }
            }
            if ($values.ContainsKey("$command $previous")) {
                $values["$command $previous"] | Where-Object { $_ -like "$word*" } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
                return
            }
            $commands[$command] | Where-Object { $_[0] -like "$word*" } | ForEach-Object {
                [System.Management.Automation.CompletionResult]::new($_[0], $_[0], 'ParameterName', $_[1])
            }
        }
        """;

    private static string Words(CommandDescription command, ImmutableArray<CommandDescription> tree)
    {
        var entries = command.Commands.Select(name => (Name: name, tree.First(sub => sub.Path == $"{command.Path} {name}"
            .TrimStart()).Description))
            .Concat(command.Options.SelectMany(option => option.Names.Select(name => (Name: name, option.Description))));
        // The leading comma keeps a list of one a list.
        return $"        {Quoted(command.Path)} = "
            + $"@({string.Join(", ", entries.Select(entry => $"@({Quoted(entry.Name)}, {Quoted(CompletionText.Brief(entry.Description))})"))})";
    }

    private static string Quoted(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
}
