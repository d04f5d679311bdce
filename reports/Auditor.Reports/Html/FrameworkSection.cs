using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Auditor.Core.Rules;

namespace Auditor.Reports.Html;

/// <summary>What the rules say of the controls that they give evidence for.</summary>
internal sealed partial class FrameworkSection(AuditResult result, Dictionary<string, Assessment> assessments)
{
    public ImmutableArray<FrameworkModel> Model() =>
    [
        .. result.Tallies
            .SelectMany(tally => tally.Rule.Frameworks.Distinct(StringComparer.Ordinal).Select(control => (Control: control, tally.Rule)))
            .GroupBy(pair => FrameworkOf(pair.Control))
            .OrderBy(group => group.Key.Order)
            .ThenBy(group => group.Key.Name, StringComparer.Ordinal)
            .Select(group => Framework(group.Key.Name, [.. group])),
    ];

    private FrameworkModel Framework(string name, List<(string Control, RuleInfo Rule)> pairs)
    {
        var controls = pairs
            .GroupBy(pair => pair.Control, StringComparer.Ordinal)
            .OrderBy(group => Digits().Replace(group.Key, match => match.Value.PadLeft(6, '0')), StringComparer.Ordinal)
            .Select(group => Control(group.Key, [.. group.Select(pair => pair.Rule)]))
            .ToImmutableArray();
        return new($"framework-{Anchor.Safe(name)}", name, Summary(controls), controls);
    }

    private static string Summary(ImmutableArray<ControlModel> controls) => string.Join(", ", VerdictLook.WorstFirst
        .Select(verdict => (Verdict: verdict, Controls: controls.Count(control => control.Verdict == verdict)))
        .Where(pair => pair.Controls > 0)
        .Select(pair => $"{Count.Number(pair.Controls)} {pair.Verdict.Label.ToLowerInvariant()}"));

    private ControlModel Control(string id, List<RuleInfo> rules)
    {
        var total = rules.Aggregate(Assessment.None, (sum, rule) => sum + assessments[rule.Id]);
        var byId = result.Rules.ToDictionary(rule => rule.Info.Id, StringComparer.Ordinal);
        return new()
        {
            Id = id,
            Title = Titles.GetValueOrDefault(id, ""),
            Verdict = VerdictLook.Of(total),
            Passed = Count.Number(total.Passed),
            Failed = Count.Number(total.Failed),
            Open = Count.Number(total.Open),
            Rules =
            [
                .. rules.Select(rule => new RuleLinkModel(
                    rule.Id,
                    rule.Title,
                    (byId.TryGetValue(rule.Id, out var known) ? ProjectLinks.HelpOf(known) : ProjectLinks.Home).AbsoluteUri,
                    assessments[rule.Id].Failed > 0)),
            ],
        };
    }

    private static (int Order, string Name) FrameworkOf(string control) => control switch
    {
        _ when Owasp().IsMatch(control) => (0, "OWASP API Security Top 10 2023"),
        _ when SecurityHub().IsMatch(control) => (1, "AWS Security Hub"),
        _ when control.StartsWith("NIST.800-53.r5 ", StringComparison.Ordinal) => (2, "NIST SP 800-53 Rev. 5"),
        _ when control.StartsWith("CWE-", StringComparison.Ordinal) => (3, "CWE"),
        _ => (4, "Other"),
    };

    // https://owasp.org/API-Security/editions/2023/en/0x11-t10/
    private static readonly Dictionary<string, string> Titles = new(StringComparer.Ordinal)
    {
        ["API1:2023"] = "Broken Object Level Authorization",
        ["API2:2023"] = "Broken Authentication",
        ["API3:2023"] = "Broken Object Property Level Authorization",
        ["API4:2023"] = "Unrestricted Resource Consumption",
        ["API5:2023"] = "Broken Function Level Authorization",
        ["API6:2023"] = "Unrestricted Access to Sensitive Business Flows",
        ["API7:2023"] = "Server Side Request Forgery",
        ["API8:2023"] = "Security Misconfiguration",
        ["API9:2023"] = "Improper Inventory Management",
        ["API10:2023"] = "Unsafe Consumption of APIs",
    };

    [GeneratedRegex("^API[0-9]+:2023$", RegexOptions.CultureInvariant)]
    private static partial Regex Owasp();

    [GeneratedRegex(@"^[A-Za-z]+\.[0-9]+$", RegexOptions.CultureInvariant)]
    private static partial Regex SecurityHub();

    [GeneratedRegex("[0-9]+", RegexOptions.CultureInvariant)]
    private static partial Regex Digits();
}
