using System.Text.RegularExpressions;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Templates.Judging;
using Auditor.Templates.Values;

namespace Auditor.Templates.Suppressing;

/// <summary>
/// Accepts findings as the template itself says: <c>Metadata.auditor.suppress</c> of the resource, or a comment <c># auditor:suppress
/// AGW1001 because ...</c> on the line, above it or above the resource. What was written for other tools is shown and not obeyed.
/// </summary>
internal static partial class TemplateSuppressions
{
    private const int MostOfOthers = 3;

    /// <param name="judged">What the rules said.</param>
    /// <param name="linesOf">The lines of a file: a part of a template may be in another one.</param>
    public static JudgedTemplate Apply(JudgedTemplate judged, Func<string, IReadOnlyList<string>> linesOf)
    {
        var written = new WrittenResources(judged.Inventory.Set.Resources);
        return judged with
        {
            Findings =
            [
                .. judged.Findings.Select(finding => finding.Outcome is Outcome.Flagged ? Marked(finding, written, linesOf) : finding),
            ],
        };
    }

    private static Finding Marked(Finding finding, WrittenResources written, Func<string, IReadOnlyList<string>> linesOf)
    {
        if (finding.Source is not { } source)
        {
            return finding;
        }

        var lines = linesOf(source.File);
        var around = written.Around(source.File, source.Line);
        var own = around.SelectMany(resource => InMetadata(resource, finding)).Concat(InComments(finding, source, around, lines)).ToList();
        if (own.Find(said => said.Reason.Length > 0) is { } accepted)
        {
            return finding with { Suppression = new(accepted.Reason, null, $"{source.File}:{accepted.Line}") };
        }

        var evidence = own.Select(said => new Evidence("not accepted", $"The suppression in line {said.Line} gives no reason."))
            .Concat(around.SelectMany(resource => OfOthers(resource, lines))
                .Distinct(StringComparer.Ordinal)
                .Take(MostOfOthers)
                .Select(said => new Evidence("suppressed for another tool", said)))
            .ToList();
        return evidence is [] ? finding : finding with { Evidence = [.. finding.Evidence, .. evidence] };
    }

    private static IEnumerable<Said> InMetadata(Resource resource, Finding finding) =>
        from entry in resource.Metadata?["auditor"]?["suppress"]?.Items ?? []
        let rule = Literal(entry["id"] ?? entry["rule"] ?? entry)
        where IsMeant(rule, finding)
        select new Said(Literal(entry["reason"])?.Trim() ?? "", entry.Place.Line);

    private static IEnumerable<Said> InComments(
        Finding finding, SourcePlace source, IReadOnlyList<Resource> around, IReadOnlyList<string> lines)
    {
        int[] places =
        [
            source.Line,
            source.Line - 1,
            .. around.SelectMany(resource => new[] { resource.Place.Line, resource.Place.Line - 1 }),
        ];
        foreach (var line in places.Distinct().Where(line => line >= 1 && line <= lines.Count))
        {
            var match = Comment().Match(lines[line - 1]);
            // A comment above something else is about that: only one that has its line for itself is about the next.
            if (match.Success && (line == source.Line || around.Any(resource => resource.Place.Line == line) || match.Index == 0 || string.IsNullOrWhiteSpace(lines[line - 1][..match.Index]))
                && IsMeant(match.Groups["rule"].Value, finding))
            {
                yield return new(match.Groups["reason"].Value.Trim(' ', ':', '-', '\r'), line);
            }
        }
    }

    private static bool IsMeant(string? rule, Finding finding) =>
        string.Equals(rule, finding.Rule.Id, StringComparison.OrdinalIgnoreCase)
            || string.Equals(rule, finding.Rule.Name, StringComparison.OrdinalIgnoreCase);

    private static IEnumerable<string> OfOthers(Resource resource, IReadOnlyList<string> lines)
    {
        foreach (var (tool, list, reason) in new[] { ("cfn_nag", "rules_to_suppress", "reason"), ("cdk_nag", "rules_to_suppress", "reason"), ("checkov", "skip", "comment") })
        {
            foreach (var entry in resource.Metadata?[tool]?[list]?.Items ?? [])
            {
                yield return $"{tool} {Literal(entry["id"])}: {Literal(entry[reason])}";
            }
        }

        for (var line = Math.Max(1, resource.Place.Line - 1); line <= Math.Min(lines.Count, resource.Place.EndLine); line++)
        {
            if (OtherTools().Match(lines[line - 1]) is { Success: true } match)
            {
                yield return match.Groups["said"].Value.Trim();
            }
        }
    }

    private static string? Literal(Value? value) => (value as TextValue)?.Literal;

    [GeneratedRegex(
        @"#\s*auditor:\s*suppress\s+(?<rule>[A-Za-z0-9-]+)(?<reason>.*)$",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Comment();

    [GeneratedRegex(
        @"#\s*(?<said>(checkov:skip=|trivy:ignore:|tfsec:ignore:|kics-scan ignore|cfn-lint:? disable).{0,120})",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex OtherTools();

    private sealed record Said(string Reason, int Line);
}
