using System.Collections.Immutable;
using Auditor.Cli.Configuration;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Auditor.Cli.Suppressing;

/// <summary>
/// Puts an entry into the text of <c>auditor.yaml</c>. As text, because what a YAML library writes back has lost people's comments and
/// order.
/// </summary>
internal static class SuppressionInsertion
{
    private const string UsualIndent = "  ";

    /// <summary>
    /// The text with the entry; <see langword="null"/> when it is written in a way that nothing can be added to (braces, an end mark).
    /// </summary>
    /// <param name="text">YAML that has been read as settings already.</param>
    /// <param name="entry">The lines of the entry, without indentation; comments, then the dash.</param>
    public static string? Into(string text, ImmutableArray<string> entry)
    {
        var newLine = text.Contains("\r\n", StringComparison.Ordinal) ? "\r\n" : "\n";
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        if (yaml.Documents is [] or [{ RootNode: YamlScalarNode { Value: null or "" } }])
        {
            return Section(text, entry, newLine);
        }

        if (yaml.Documents is not [{ RootNode: YamlMappingNode { Style: not MappingStyle.Flow } root }])
        {
            return null;
        }

        var (key, value) = root.Children.FirstOrDefault(member => member.Key is YamlScalarNode { Value: SuppressionSection.Name });
        return (key, value) switch
        {
            (null, _) => Section(text, entry, newLine),
            (_, YamlScalarNode { Value: null or "" }) => Insert(text, AfterLine(text, (int)key.End.Index), entry, UsualIndent, newLine),
            (_, YamlSequenceNode { Style: not SequenceStyle.Flow, Children: [.., var last] } list) =>
                Insert(text, AfterLine(text, End(last)), entry, new(' ', DashColumn(text, (int)last.Start.Index)), newLine),
            _ => null,
        };
    }

    private static string Section(string text, ImmutableArray<string> entry, string newLine) =>
        Insert(
            text,
            text.Length,
            [
                .. string.IsNullOrWhiteSpace(text) ? ImmutableArray<string>.Empty : [""],
                $"{SuppressionSection.Name}:",
                .. entry.Select(line => $"{UsualIndent}{line}"),
            ],
            "",
            newLine);

    private static string Insert(string text, int at, ImmutableArray<string> lines, string indent, string newLine)
    {
        var before = text[..at];
        var start = before.Length > 0 && before[^1] is not '\n' ? newLine : "";
        return $"{before}{start}{string.Concat(lines.Select(line => $"{indent}{line}{newLine}"))}{text[at..]}";
    }

    // A mapping ends, for the parser, where the next thing starts: beyond comments that belong to that. Its last word ends where it ends.
    private static int End(YamlNode node) => node switch
    {
        YamlMappingNode { Style: not MappingStyle.Flow, Children.Count: > 0 } members =>
            Math.Max(End(members.Children.Last().Key), End(members.Children.Last().Value)),
        YamlSequenceNode { Style: not SequenceStyle.Flow, Children: [.., var last] } => End(last),
        _ => (int)node.End.Index,
    };

    // The end of a block of text is already the start of a line.
    private static int AfterLine(string text, int at) => at > 0 && text[at - 1] is '\n' ? at
        : text.IndexOf('\n', at) is >= 0 and var end ? end + 1
        : text.Length;

    private static int DashColumn(string text, int startOfItem)
    {
        var dash = Math.Max(0, text.LastIndexOf('-', Math.Max(0, startOfItem - 1)));
        return dash - (text.LastIndexOf('\n', dash) + 1);
    }
}
