using System.Globalization;
using System.Text;
using Auditor.Aws.Catalogue;
using Auditor.Core.Frameworks;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Cli.Catalogue;

/// <summary>A rule's page, and after it what the page cannot know: its options, the frameworks, and the calls that it causes.</summary>
internal static class RuleExplanation
{
    /// <summary>The rule as Markdown.</summary>
    public static string Of(Rule rule)
    {
        var info = rule.Info;
        var text = new StringBuilder(RulePage.Of(rule) is { } page ? WithoutMarks(page.Markdown) : WithoutPage(info));
        text.Append("\n\n## Options\n\n").Append(Options(info));
        text.Append("\n\n## What it reads\n\n").Append(Reads(info));
        if (info.Frameworks is not [])
        {
            text.Append("\n\n## Frameworks\n\n").AppendJoin('\n', info.Frameworks.Select(Line));
        }

        return text.ToString();
    }

    // They are for whoever writes the page's table, and nobody reads them.
    private static string WithoutMarks(string markdown) =>
        string.Join('\n', markdown.TrimEnd().Split('\n').Where(line => !line.StartsWith("<!--", StringComparison.Ordinal)));

    private static string Options(RuleInfo info)
    {
        var off = info.OnByDefault
            ? ""
            : $"It is off unless `rules: enable: {info.Name}` in `auditor.yaml` or `--rule {info.Name}` turns it on. ";
        if (info.Options is [])
        {
            return $"{off}It has none.";
        }

        var table = new StringBuilder(
            $"{off}Set in `auditor.yaml` under `rules: options: {info.Name}:`.\n\n| Option | Takes | Default | |\n|---|---|---|---|");
        foreach (var option in info.Options)
        {
            table.Append(
                CultureInfo.InvariantCulture,
                $"\n| `{option.Key}` | {option.Takes} | {(option.DefaultText.Length == 0 ? "none" : $"`{option.DefaultText}`")} | "
                    + $"{option.Summary} |");
        }

        return table.ToString();
    }

    private static string Reads(RuleInfo info)
    {
        var always = OperationPlan.For(Needs.None);
        var operations = OperationPlan.For(info.Needs).Except(always).ToList();
        if (operations is [])
        {
            return "Nothing but the lists of APIs and stages, which every scan reads.";
        }

        var table = new StringBuilder(
            "Besides the lists of APIs and stages, which every scan reads. What another rule needs too is read once.\n\n| Operation | "
                + "Calls in an account and Region | For |\n|---|---|---|");
        foreach (var operation in operations)
        {
            table.Append(CultureInfo.InvariantCulture, $"\n| `{operation.Id}` | {operation.Cost} | {operation.Feeds} |");
        }

        return table.ToString();
    }

    private static string Line(string control) => FrameworkCatalogue.Of(control) is { } framework
        ? $"- {control}: {framework.Controls.First(one => one.Id == control).Title} ({framework.Title})"
        : $"- {control}";

    private static string WithoutPage(RuleInfo info) =>
        $"""
        # {info.Id}: {info.Title}

        {info.Name}, severity {Words.Of(info.Severity)}. Its assembly has no page about it.
        """;
}
