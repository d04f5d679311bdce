using System.Collections.Immutable;
using Auditor.Core.Fixes;

namespace Auditor.Cli.Shell;

/// <summary>
/// Completion for bash, also that of macOS (3.2): a function that needs neither the program nor the package bash-completion.
/// </summary>
internal static class BashCompletion
{
    public static string Of(ImmutableArray<CommandDescription> tree) =>
        $$"""
        # Completion of auditor for bash. Load it with: source <(auditor completion bash)
        _auditor_files() {
          local IFS=$'\n'
          compopt -o filenames 2>/dev/null
          COMPREPLY=($(compgen -f -- "$word"))
        }
        _auditor() {
          local word=${COMP_WORDS[COMP_CWORD]} previous=${COMP_WORDS[COMP_CWORD - 1]} command='' words='' commands='' files='' i
          # bash takes --option=value apart.
          if [[ $word == '=' ]]; then
            word=''
          elif [[ $previous == '=' && $COMP_CWORD -gt 1 ]]; then
            previous=${COMP_WORDS[COMP_CWORD - 2]}
          fi
          for ((i = 1; i < COMP_CWORD; i++)); do
            case "$command ${COMP_WORDS[i]}" in
              {{CompletionText.Alternatives(tree.Where(command => command.Path.Length > 0).Select(command => CompletionText.WithParent(command.Path)))}})
                command="${command:+$command }${COMP_WORDS[i]}"
                ;;
            esac
          done
          COMPREPLY=()
          case "$command $previous" in
        {{string.Join('\n', CompletionText.ByValues(tree).Select(Values))}}
          esac
          case "$command" in
        {{string.Join('\n', tree.Select(Words))}}
          esac
          if [[ $word == -* ]]; then
            COMPREPLY=($(compgen -W "$words" -- "$word"))
          elif [[ -n $commands ]]; then
            COMPREPLY=($(compgen -W "$commands" -- "$word"))
          elif [[ -n $files ]]; then
            _auditor_files
          fi
        }
        complete -F _auditor auditor
        """;

    private static string Values((ImmutableArray<string> Patterns, OptionDescription Option) entry) =>
        $"""
            {CompletionText.Alternatives(entry.Patterns)})
              {(entry.Option.Values is not [] ? $"COMPREPLY=($(compgen -W {ShellText.Quoted(string.Join(' ', entry.Option.Values))} -- \"$word\"))"
                : entry.Option.TakesPath ? "_auditor_files"
                : "COMPREPLY=()")}
              {(entry.Option.ValueIsOptional ? "[[ ${#COMPREPLY[@]} -eq 0 ]] || return" : "return")}
              ;;
        """;

    private static string Words(CommandDescription command) =>
        $"    {ShellText.Quoted(command.Path)}) "
            + $"words={ShellText.Quoted(string.Join(' ', command.Options.SelectMany(option => option.Names)))}"
        + $"{(command.Commands is [] ? "" : $" commands={ShellText.Quoted(string.Join(' ', command.Commands))}")}{(command.Arguments is [] ? "" : " files=1")} ;;";
}
