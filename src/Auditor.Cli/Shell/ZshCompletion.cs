using System.Collections.Immutable;
using Auditor.Core.Fixes;

namespace Auditor.Cli.Shell;

/// <summary>Completion for zsh, with what each option does.</summary>
internal static class ZshCompletion
{
    public static string Of(ImmutableArray<CommandDescription> tree) =>
        $$"""
        #compdef auditor
        # Completion of auditor for zsh. Load it with: source <(auditor completion zsh)
        _auditor() {
          local command='' previous=${words[CURRENT - 1]} files='' i
          local -a commands options
          for ((i = 2; i < CURRENT; i++)); do
            case "$command ${words[i]}" in
              ({{CompletionText.Alternatives(tree.Where(command => command.Path.Length > 0).Select(command => CompletionText.WithParent(command.Path)))}})
                command="${command:+$command }${words[i]}"
                ;;
            esac
          done
          case "$command $previous" in
        {{string.Join('\n', CompletionText.ByValues(tree).Select(Values))}}
          esac
          case "$command" in
        {{string.Join('\n', tree.Select(command => Words(command, tree)))}}
          esac
          if [[ ${words[CURRENT]} == -* ]]; then
            _describe -o option options
          elif [[ -n $files ]]; then
            _files
          else
            _describe command commands
          fi
        }
        if [[ ${funcstack[1]} == _auditor ]]; then
          _auditor "$@"
        else
          compdef _auditor auditor
        fi
        """;

    private static string Values((ImmutableArray<string> Patterns, OptionDescription Option) entry) =>
        $"""
            ({CompletionText.Alternatives(entry.Patterns)})
              {(entry.Option.Values is not [] ? $"compadd -- {string.Join(' ', entry.Option.Values.Select(ShellText.Quoted))}" : entry.Option.TakesPath ? "_files" : "_message value")}
              {(entry.Option.ValueIsOptional ? "[[ ${words[CURRENT]} == -* ]] || return" : "return")}
              ;;
        """;

    private static string Words(CommandDescription command, ImmutableArray<CommandDescription> tree) =>
        $"""
            ({ShellText.Quoted(command.Path)})
              commands=({string.Join(' ', command.Commands.Select(name => Described(name, tree.First(sub => sub.Path == $"{command.Path} {name}".TrimStart()).Description)))})
              options=({string.Join(' ', command.Options.SelectMany(option => option.Names.Select(name => Described(name, option.Description))))})
              files={(command.Arguments is [] ? "" : "1")}
              ;;
        """;

    private static string Described(string name, string description) => ShellText.Quoted($"{name}:{CompletionText.Brief(description)}");
}
