using System.Collections.Immutable;
using System.Text;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Rules.Catalogue;

/// <summary>Writes what rules say about themselves into their documentation: the catalogue, and the head of each page.</summary>
public sealed class RuleDocumentation(IEnumerable<Rule> rules)
{
    /// <summary>Stands before and after the line of facts in a page.</summary>
    public const string Marker = "<!-- facts -->";

    private const string CatalogueFile = "README.md";
    private const string Project = "Auditor.Rules";

    private readonly ImmutableArray<Rule> _rules = [.. rules.OrderBy(rule => rule.Info.Id, StringComparer.Ordinal)];

    /// <summary>Where a rule's page is, seen from the folder <c>rules</c>.</summary>
    public static string PathOf(Rule rule)
    {
        ArgumentNullException.ThrowIfNull(rule);
        return $"{Project}/{rule.Info.Category}/{rule.GetType().Name}.md";
    }

    /// <summary>The catalogue of all rules as Markdown.</summary>
    public string Catalogue()
    {
        var text = new StringBuilder();
        text.Append(Line("# Rules")).Append(Line());
        text.Append(Line("Written by `auditor rules list --write-docs` from the rules themselves: change those, not this file."))
            .Append(Line());
        text.Append(Line($"{_rules.Length} rules. The severity is that on a thing that the internet can reach; where it *falls*, it is "
            + $"lower on what fewer can reach."));

        foreach (var category in _rules.GroupBy(rule => rule.Info.Category).OrderBy(category => category.Key))
        {
            text.Append(Line()).Append(Line($"## {category.Key}")).Append(Line());
            text.Append(Line("| Id | Name | What it says | Severity | Applies to | Needs |"));
            text.Append(Line("|---|---|---|---|---|---|"));
            foreach (var rule in category)
            {
                var info = rule.Info;
                text.Append(Line($"| [{info.Id}]({PathOf(rule)}) | `{info.Name}` | "
                    + $"{info.Title}{(info.OnByDefault ? "" : " (off unless enabled)")} | {SeverityOf(info)} | {AppliesTo(rule)} | "
                        + $"{NeedsText.Of(info.Needs)} |"));
            }
        }

        WriteOptions(text);
        return text.ToString();
    }

    /// <summary>A rule's page with its first line and its facts as the rule says them now, and everything else as it was.</summary>
    /// <exception cref="FormatException">The page has no heading, or half a place for the facts.</exception>
    public static string Page(Rule rule, string markdown)
    {
        ArgumentNullException.ThrowIfNull(rule);
        ArgumentNullException.ThrowIfNull(markdown);
        var rest = markdown.ReplaceLineEndings("\n").Split(Marker) switch
        {
            [['#', ' ', ..], _, var after] => after,
            // A new page has no place for them yet.
            [['#', ' ', ..] and var whole] when whole.IndexOf('\n', StringComparison.Ordinal) is > 0 and var end =>
                $"\n\n{whole[end..].TrimStart('\n')}",
            _ => throw new FormatException(
                $"The page {PathOf(rule)} must be there and start with a heading, '# {rule.Info.Id}: {rule.Info.Title}', "
                + $"and have '{Marker}' twice below it, where the facts go, or not at all."),
        };
        return $"{Line($"# {rule.Info.Id}: {rule.Info.Title}")}{Line()}{Line(Marker)}{Line(Facts(rule))}{Marker}{rest}";
    }

    /// <summary>Brings the catalogue and all pages in the folder <c>rules</c> up to date, or none of them.</summary>
    /// <returns>The files that were changed, seen from that folder.</returns>
    public ImmutableArray<string> Write(string folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        // All of them are made before one is written: a page that cannot be used must not leave half of the work behind.
        ImmutableArray<(string Path, string Text)> wanted =
        [
            (CatalogueFile, Catalogue()),
            .. _rules.Select(rule => (PathOf(rule), Page(rule, TextOf(Path.Combine(folder, PathOf(rule)))))),
        ];
        var changed = wanted.Where(file => TextOf(Path.Combine(folder, file.Path)) != file.Text).ToImmutableArray();
        foreach (var (path, text) in changed)
        {
            File.WriteAllText(Path.Combine(folder, path), text);
        }

        return [.. changed.Select(file => file.Path)];
    }

    private static string TextOf(string file) => File.Exists(file) ? File.ReadAllText(file) : "";

    private void WriteOptions(StringBuilder text)
    {
        text.Append(Line()).Append(Line("## Options")).Append(Line());
        text.Append(Line("What can be set in `auditor.yaml`, under `rules: options:` and the rule's name. A list can be one text, or "
            + "empty."))
            .Append(Line());
        text.Append(Line("| Rule | Option | Takes | Default | What it is |"));
        text.Append(Line("|---|---|---|---|---|"));
        foreach (var (rule, option) in _rules.SelectMany(rule => rule.Info.Options.Select(option => (rule, option))))
        {
            text.Append(Line($"| [{rule.Info.Name}]({PathOf(rule)}) | `{option.Key}` | {option.Takes} | "
                + $"{(option.DefaultText.Length == 0 ? "none" : $"`{option.DefaultText}`")} | {option.Summary} |"));
        }
    }

    private static string Facts(Rule rule)
    {
        var info = rule.Info;
        string[] facts =
        [
            $"`{info.Name}`", $"severity {Lower(info.Severity.ToString())}{(Falls(info) ? ", lower where fewer can reach it" : "")}", AppliesTo(rule), $"since {info.Since}", $"needs {NeedsText.Of(info.Needs)}",
            .. info.OnByDefault ? Array.Empty<string>() : ["off unless enabled"],
            .. info.Options is []
                ? Array.Empty<string>()
                : [$"{(info.Options.Length == 1 ? "option" : "options")} "
                    + $"{string.Join(", ", info.Options.Select(option => $"`{option.Key}`"))}"],
            .. info.Frameworks is [] ? Array.Empty<string>() : [FrameworksOf(info)],
        ];
        return string.Join(" · ", facts);
    }

    // 'NIST.800-53.r5 AC-3' and 'NIST.800-53.r5 CM-2' as 'NIST.800-53.r5 AC-3, CM-2'.
    private static string FrameworksOf(RuleInfo info) => string.Join(", ", info.Frameworks.Select((name, index) =>
        index > 0 && name.Split(' ') is [var list, var number] && info.Frameworks[index - 1].StartsWith($"{list} ", StringComparison.Ordinal) ? number : name));

    private static string SeverityOf(RuleInfo info) =>
        Falls(info) ? $"{Lower(info.Severity.ToString())}, falls" : Lower(info.Severity.ToString());

    // What is lowest cannot fall.
    private static bool Falls(RuleInfo info) => info.SeverityFollowsExposure && info.Severity is not Severity.Low;

    private static string AppliesTo(Rule rule)
    {
        var subject = rule.SubjectType.Name.Replace("Subject", "", StringComparison.Ordinal) switch
        {
            "Api" or "Stage" or "Route" or "Authorizer" => string.Join(", ", rule.Info.AppliesTo.Select(KindOf)),
            "Scope" => "account and Region",
            "UsagePlan" => "usage plan",
            "ApiKey" => "API key",
            "VpcLink" => "VPC link",
            "Configured" => $"{string.Join(", ", rule.Info.AppliesTo.Select(KindOf))}, domain, usage plan, API key, VPC link, account",
            "Attachable" => "usage plan, API key, VPC link, domain",
            "Function" => "Lambda function",
            "IdentityPolicy" => "IAM policy",
            var other => Lower(other),
        };
        return subject;
    }

    private static string KindOf(Core.Inventory.ApiKind kind) => kind switch
    {
        Core.Inventory.ApiKind.Rest => "REST",
        Core.Inventory.ApiKind.Http => "HTTP",
        _ => "WebSocket",
    };

#pragma warning disable CA1308 // For reading, not for comparing.
    private static string Lower(string text) => text.ToLowerInvariant();
#pragma warning restore CA1308

    // The files are the same on every system.
    private static string Line(string text = "") => $"{text}\n";
}
