using System.Collections.Immutable;
using System.Text;

namespace Auditor.Cli.Shell;

/// <summary>docs/cli.md: every command and option, as Markdown.</summary>
internal static class CommandReference
{
    public static string Of(ImmutableArray<CommandDescription> tree)
    {
        var program = tree[0];
        var page = new StringBuilder();
        page.Append("# Commands and options\n\n");
        page.Append("`auditor man --format markdown` prints this page, `auditor man` the manual page; `./regenerate` renews it. What is "
            + "in `auditor.yaml` stands in\n");
        page.Append("[configuration.md](configuration.md), what is written in [reports.md](reports.md).\n\n");
        page.Append("| Command | does |\n|---|---|\n");
        foreach (var command in tree.Where(command => command.Commands is []))
        {
            page.Append("| [`auditor ")
                .Append(command.Path)
                .Append("`](#")
                .Append(Anchor(command))
                .Append(") | ")
                .Append(Cell(command.Description))
                .Append(" |\n");
        }

        page.Append("\nEvery command has:\n\n");
        Options(page, program.Options);
        foreach (var command in tree.Where(command => command.Path.Length > 0 && command.Commands is []))
        {
            page.Append("\n## auditor ")
                .Append(command.Path)
                .Append("\n\n")
                .Append(Prose(command.Description))
                .Append(".\n\n```\n")
                .Append(command.Usage)
                .Append("\n```\n");
            if (command.Arguments is not [])
            {
                page.Append("\n| Argument | |\n|---|---|\n");
                foreach (var argument in command.Arguments)
                {
                    page.Append("| `").Append(argument.Usage).Append("` | ").Append(Cell(argument.Description)).Append(" |\n");
                }
            }

            ImmutableArray<OptionDescription> own = [.. command.Options.Where(option => !option.IsOfEveryCommand)];
            if (own is not [])
            {
                page.Append('\n');
                Options(page, own);
            }

            if (command.Examples is not [])
            {
                page.Append("\n```sh\n");
                page.AppendJoin('\n', command.Examples.Select(example => $"# {example.What}\n{example.CommandLine}")).Append("\n```\n");
            }

            if (command.ExitCodes != program.ExitCodes)
            {
                ExitCodes(page, command.ExitCodes);
            }
        }

        page.Append("\n## Exit codes\n\nOf every command that does not say otherwise above.\n");
        ExitCodes(page, program.ExitCodes);
        return page.ToString();
    }

    private static void Options(StringBuilder page, IEnumerable<OptionDescription> options)
    {
        page.Append("| Option | |\n|---|---|\n");
        foreach (var option in options)
        {
            page.Append("| `").Append(Escaped(option.Usage)).Append('`');
            foreach (var alias in option.Aliases)
            {
                page.Append(", `").Append(alias).Append('`');
            }

            page.Append(" | ").Append(Cell(option.Description)).Append(" |\n");
        }
    }

    private static void ExitCodes(StringBuilder page, string lines)
    {
        page.Append("\n| Exit code | means |\n|---|---|\n");
        foreach (var words in lines.Split('\n').Select(line => line.Trim().Split(' ', 2)).Where(words => words.Length == 2))
        {
            page.Append("| ").Append(words[0]).Append(" | ").Append(Cell(words[1].Trim())).Append(" |\n");
        }
    }

    private static string Anchor(CommandDescription command) => $"auditor-{command.Path.Replace(' ', '-')}";

    private static string Cell(string text) => Escaped(Prose(text));

    private static string Escaped(string text) => text.Replace("|", "\\|", StringComparison.Ordinal);

    private static string Prose(string text) =>
        text.ReplaceLineEndings(" ").Replace("<", "\\<", StringComparison.Ordinal).Replace("*", "\\*", StringComparison.Ordinal);
}
