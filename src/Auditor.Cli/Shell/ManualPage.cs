using System.Collections.Immutable;
using System.Text;

namespace Auditor.Cli.Shell;

/// <summary>The manual page, for <c>man</c>.</summary>
internal static class ManualPage
{
    public static string Of(ImmutableArray<CommandDescription> tree)
    {
        var program = tree[0];
        var page = new StringBuilder();
        page.Append(".TH AUDITOR 1 \"\" \"auditor ").Append(Text(ProductVersion.Text)).Append("\" \"User Commands\"\n");
        page.Append(".SH NAME\nauditor \\- audits Amazon API Gateway\n");
        page.Append(".SH SYNOPSIS\n");
        foreach (var command in tree.Where(command => command.Commands is []))
        {
            page.Append(".B ").Append(Text(command.Usage)).Append("\n.br\n");
        }

        page.Append(".SH DESCRIPTION\n").Append(Text(program.Description)).Append('\n');
        page.Append(".SH OPTIONS OF EVERY COMMAND\n");
        Options(page, program.Options);
        page.Append(".SH COMMANDS\n");
        foreach (var command in tree.Where(command => command.Path.Length > 0))
        {
            page.Append(".SS ").Append(Text(command.Usage)).Append('\n').Append(Text(command.Description)).Append(".\n");
            foreach (var argument in command.Arguments)
            {
                page.Append(".TP\n.I ").Append(Text(argument.Name)).Append('\n').Append(Text(argument.Description)).Append('\n');
            }

            Options(page, command.Options.Where(option => !option.IsOfEveryCommand));
            foreach (var example in command.Examples)
            {
                page.Append(".PP\n")
                    .Append(Text(example.What))
                    .Append(":\n.PP\n.nf\n.RS\n")
                    .Append(Text(example.CommandLine))
                    .Append("\n.RE\n.fi\n");
            }
        }

        page.Append(".SH EXIT STATUS\n.nf\n").Append(Text(program.ExitCodes)).Append("\n.fi\n");
        return page.ToString();
    }

    private static void Options(StringBuilder page, IEnumerable<OptionDescription> options)
    {
        foreach (var option in options)
        {
            page.Append(".TP\n.B ")
                .Append(Text(string.Join(", ", option.Aliases.Append(option.Usage))))
                .Append('\n')
                .Append(Text(option.Description))
                .Append('\n');
        }
    }

    // A dot or an apostrophe at the start of a line would be a request.
    private static string Text(string text) => string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(line =>
    {
        var escaped = line.Replace("\\", "\\e", StringComparison.Ordinal).Replace("-", "\\-", StringComparison.Ordinal);
        return escaped is ['.' or '\'', ..] ? $"\\&{escaped}" : escaped;
    }));
}
