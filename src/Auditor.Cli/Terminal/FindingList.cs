using Auditor.Core.Findings;
using Auditor.Core.Rules;
using Spectre.Console;

namespace Auditor.Cli.Terminal;

/// <summary>
/// Lists findings whole, API by API, each with its priority and its fingerprint; what one rule found alike in an API is one of them.
/// </summary>
internal sealed class FindingList(Screen screen, AuditResult result)
{
    private const int SeverityColumns = 8;
    private const int Indent = 2;

    /// <summary>Shows them, the APIs in the order of their first ones.</summary>
    public void Show(IEnumerable<FindingGroup> groups)
    {
        foreach (var api in groups.GroupBy(group => FindingGroup.Place(group.First)))
        {
            screen.Line(FindingGroup.Heading(api.First().First));
            foreach (var group in api)
            {
                Show(group.First, group.First.Message, group.Others(result));
            }
        }
    }

    /// <summary>Shows one.</summary>
    /// <param name="finding">The finding.</param>
    /// <param name="text">What is told of it.</param>
    /// <param name="more">What there is besides; <see langword="null"/> for nothing.</param>
    public void Show(Finding finding, string text, string? more)
    {
        var label = Label(finding);
        screen.Item(label, SeverityStyle.Of(finding.Severity), text, Indent);
        var margin = new string(' ', label.Length);
        if (finding.Worse is not [])
        {
            screen.Item(margin, Style.Plain, string.Join(", ", finding.Worse), Indent);
        }

        if (more is not null)
        {
            screen.Item(margin, Style.Plain, more, Indent);
        }

        if (finding.Written is { } written)
        {
            screen.Item(
                margin,
                Style.Plain,
                FormattableString.Invariant($"at {written.File}:{written.Line}{(finding.Traced is { IsLikely: true } ? " (likely)" : "")}"),
                Indent);
        }

        screen.Item(margin, Style.Plain, $"fingerprint {finding.Fingerprint}", Indent);
    }

    private static string Label(Finding finding) =>
        $"{Words.Of(finding.Severity).PadRight(SeverityColumns)} {finding.Priority?.Score,3}  {Status(finding)}{finding.Rule.Id}  ";

    private static string Status(Finding finding) => finding.Status switch
    {
        FindingStatus.New => "new  ",
        FindingStatus.Worsened => "worse  ",
        _ => "",
    };
}
