using System.Collections.Immutable;
using Auditor.Core.Frameworks;
using Auditor.Core.Metadata;
using Spectre.Console;

namespace Auditor.Cli.Terminal;

/// <summary>Lists rules for people.</summary>
internal static class RuleTable
{
    // For words of a title, and the gaps between columns.
    private const int FewestLeft = 30;

    /// <summary>Shows the rules; for a framework with the controls that they give evidence for instead of their titles.</summary>
    public static void Show(ImmutableArray<RuleInfo> rules, Framework? framework, Screen screen)
    {
        const int severity = 8;
        var names = rules.Select(info => info.Name.Length).DefaultIfEmpty().Max();
        var ids = rules.Select(info => info.Id.Length).DefaultIfEmpty().Max();
        // Where the names leave no room beside them, what the rule says stands under its name.
        var isBeside = !screen.IsTerminal || ids + severity + names + FewestLeft <= screen.Width;
        foreach (var info in rules)
        {
            var start = $"{PlainText.Of(info.Id).PadRight(ids)}  {Words.Of(info.Severity).PadRight(severity)}  ";
            var text = $"{(framework is null ? info.Title : Controls(info, framework))}{(info.OnByDefault ? "" : " (off)")}";
            if (isBeside)
            {
                screen.Item($"{start}{PlainText.Of(info.Name).PadRight(names)}  ", SeverityStyle.Of(info.Severity), text);
            }
            else
            {
                screen.Item(start, SeverityStyle.Of(info.Severity), info.Name);
                screen.Item(new string(' ', start.Length), Style.Plain, text);
            }
        }

        screen.Line();
        if (framework is not null)
        {
            ShowUncovered(rules, framework, screen);
        }

        var off = rules.Count(info => !info.OnByDefault);
        screen.Sentence($"{Words.Count(rules.Length, "rule")}{(off == 0 ? "" : $", {off} of them off unless 'rules: enable:' in auditor.yaml or '--rule' turns {(off == 1 ? "it" : "them")} on")}. 'auditor rules explain <id or name>' shows what one looks for and how to fix what it finds.");
    }

    private static string Controls(RuleInfo info, Framework framework) =>
        string.Join(
            ", ",
            framework.Controls.Select(control => control.Id).Intersect(PublishedCrosswalks.Complete(info.Frameworks), StringComparer.Ordinal));

    private static void ShowUncovered(ImmutableArray<RuleInfo> rules, Framework framework, Screen screen)
    {
        var covered = rules.SelectMany(info => PublishedCrosswalks.Complete(info.Frameworks)).ToHashSet(StringComparer.Ordinal);
        var rest = framework.IsComplete ? framework.Controls.Where(control => !covered.Contains(control.Id)).ToList() : [];
        screen.Sentence($"{framework.Title}.{(rest is [] ? "" : $" No rule gives evidence for {string.Join(", ", rest.Select(control => $"{control.Id} ({control.Title})"))}.")}");
    }
}
