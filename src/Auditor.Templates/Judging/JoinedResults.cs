using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Templates.Judging;

/// <summary>Makes one result of what the rules said about each template.</summary>
internal static class JoinedResults
{
    public static AuditResult Of(
        ImmutableArray<TemplateResult> judged,
        ImmutableArray<Rule> rules,
        ImmutableArray<RuleInfo> notAsked,
        IReadOnlyList<string> broken,
        DateTimeOffset now,
        Func<SourcePlace, SourcePlace> shown)
    {
        var accounts = ImmutableArray.CreateBuilder<Account>();
        var findings = new List<Finding>();
        var counted = new List<Finding>();
        foreach (var (index, template) in judged.Index())
        {
            var account = accounts.Count;
            if (template.Account is { } read)
            {
                accounts.Add(read);
            }

            counted.AddRange(template.OnlyCounted
                .Select(finding => Placed(finding, index, account, shown)));
            findings.AddRange(template.Findings.Select(finding => Placed(finding, index, account, shown)));
        }

        var estate = new Estate
        {
            CollectedAt = now,
            Accounts = accounts.ToImmutable(),
            Scopes = [.. judged.Select(template => template.Scope)],
            Interruption = broken.Count == 0
                ? null
                : new() { Needs = "", Because = string.Join(' ', broken.Order(StringComparer.Ordinal).Take(20)) },
        };
        var flagged = findings.Where(finding => finding.Outcome is Outcome.Flagged)
            .CountBy(finding => finding.Rule.Id)
            .ToDictionary(StringComparer.Ordinal);
        var inconclusive = findings.Where(finding => finding.Outcome is Outcome.Inconclusive)
            .CountBy(finding => finding.Rule.Id)
            .ToDictionary(StringComparer.Ordinal);
        var looked = judged.SelectMany(template => template.Tallies)
            .GroupBy(tally => tally.Rule.Id, StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => same.Sum(tally => tally.Looked), StringComparer.Ordinal);
        return new()
        {
            Estate = estate,
            Rules = rules,
            Findings = [.. FindingOrder.Sort([.. findings])],
            OnlyCounted = [.. FindingOrder.Sort([.. counted])],
            Tallies = [.. rules.Select(rule => new RuleTally(rule.Info, looked.GetValueOrDefault(rule.Info.Id), flagged.GetValueOrDefault(rule.Info.Id), inconclusive.GetValueOrDefault(rule.Info.Id), counted.Count(finding => finding.Rule.Id == rule.Info.Id)))],
            Failures = [.. judged.SelectMany(template => template.Failures)],
            Exposure = new ExposureMap(estate),
            Assumptions = [.. judged.SelectMany(template => template.Assumptions), .. NotAsked(judged, notAsked)],
        };
    }

    private static Finding Placed(Finding finding, int scope, int account, Func<SourcePlace, SourcePlace> shown)
    {
        string Moved(string pointer) => pointer.StartsWith("/scopes/0", StringComparison.Ordinal) ? $"/scopes/{scope}{pointer[9..]}"
            : pointer.StartsWith("/accounts/0", StringComparison.Ordinal) ? $"/accounts/{account}{pointer[11..]}" : pointer;
        return finding with
        {
            Subject = finding.Subject with { Pointer = Moved(finding.Subject.Pointer) },
            Evidence = [.. finding.Evidence.Select(evidence => evidence.Pointer is { } pointer ? evidence with { Pointer = Moved(pointer) } : evidence)],
            Source = finding.Source is { } source ? shown(source) : null,
        };
    }

    private static IEnumerable<Assumption> NotAsked(ImmutableArray<TemplateResult> judged, ImmutableArray<RuleInfo> notAsked)
    {
        if (judged is [] || notAsked is [])
        {
            return [];
        }

        return
        [
            new Assumption
            {
                Account = judged[0].Scope.Account,
                Region = judged[0].Scope.Region,
                Assumed = $"Nothing is wrong with what templates do not hold: "
                    + $"{string.Join(", ", notAsked.Select(rule => rule.Id).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal))} could not be asked about all of it.",
                Because = "Usage, history, certificates and things that are described elsewhere are not in a template.",
                SettledBy = "A scan of what is deployed can tell.",
            },
        ];
    }
}
