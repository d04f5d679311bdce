using System.Collections.Immutable;
using System.Text;
using Auditor.Core.Findings;
using Auditor.Core.Fixes;

namespace Auditor.Reports;

/// <summary>How to fix a finding, as far as formats without room for all of it say it.</summary>
internal static class Remedy
{
    // Of an authorizer with twenty routes nobody reads twenty commands where there is room for a sentence.
    private const int MostCommands = 5;

    /// <summary>What has to be done and the commands that do it, as plain text of several lines.</summary>
    public static string Text(ReportInput input, Finding finding, int longest)
    {
        var fix = input.Fixes.Of(finding);
        var text = new StringBuilder(fix.Summary.Length == 0 && fix.Commands is [] ? "See the page of the rule." : fix.Summary);
        var rest = AllCommands(finding);
        ImmutableArray<string> lines = [.. Lines(finding, fix)];
        var isWhole = text.Length + lines.Sum(line => line.Length + 1) <= longest;
        // Half a command is none: where there is no room for all of them it says how to get them.
        foreach (var line in isWhole ? lines : [.. lines.TakeWhile(line => line != rest)])
        {
            if (!isWhole && text.Length + line.Length + rest.Length + 2 > longest)
            {
                break;
            }

            Add(line);
        }

        if (!isWhole && text.Length + rest.Length < longest)
        {
            Add(rest);
        }

        return VisibleText.Cut(VisibleText.Of(text.ToString(), keepLines: true), longest);

        void Add(string line) => text.Append(text.Length == 0 ? "" : "\n").Append(line);
    }

    /// <summary>The same as lines.</summary>
    public static IEnumerable<string> Lines(Finding finding, Fix fix)
    {
        var commands = Shown(fix);
        foreach (var command in commands)
        {
            if (command.Note.Length > 0)
            {
                yield return $"# {command.Note}";
            }

            yield return command.Text;
        }

        foreach (var blank in commands.SelectMany(command => command.Blanks).DistinctBy(blank => blank.Name, StringComparer.Ordinal))
        {
            yield return $"# {blank.Name}: {blank.Means}";
        }

        if (commands.Length < fix.Commands.Length)
        {
            yield return AllCommands(finding);
        }
    }

    /// <summary>A message with its fix, in Markdown; <see langword="null"/> where no command fixes it.</summary>
    public static string? Markdown(ReportInput input, Finding finding, string message) =>
        input.Fixes.Of(finding) is { Commands: not [] } fix ? $"{Escaped(message)}\n\n{MarkdownOf(fix, finding)}" : null;

    /// <summary>The fix in Markdown; <see langword="null"/> where there is nothing to say.</summary>
    public static string? MarkdownOfFix(ReportInput input, Finding finding) =>
        MarkdownOf(input.Fixes.Of(finding), finding) is { Length: > 0 } text ? text : null;

    private static string MarkdownOf(Fix fix, Finding finding)
    {
        var commands = fix.Commands is [] ? ""
            : $"```sh\n{VisibleText.Of(string.Join('\n', Lines(finding, fix)), keepLines: true)}\n```";
        return string.Join("\n\n", new[] { Escaped(fix.Summary), commands }.Where(part => part.Length > 0));
    }

    private static string AllCommands(Finding finding) => $"# All commands: auditor fix {finding.Fingerprint}";

    private static ImmutableArray<FixCommand> Shown(Fix fix) => [.. fix.Commands.Where(command => !command.IsInstead).Take(MostCommands)];

    // Names that strangers chose must not become links, pictures or HTML.
    private static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 16);
        foreach (var character in VisibleText.Of(text))
        {
            if (character is '\\' or '`' or '*' or '_' or '{' or '}' or '[' or ']' or '<' or '>' or '#' or '|' or '!' or '~' or '&')
            {
                escaped.Append('\\');
            }

            escaped.Append(character);
        }

        return escaped.ToString();
    }
}
