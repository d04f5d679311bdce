using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Core.Results;

/// <summary>Marks the findings that somebody accepts.</summary>
/// <remarks>
/// Only what is flagged can be accepted. What could not be told stays open, whoever would accept the worst that it can be. Whatever got
/// worse since it was accepted counts again: measure against the earlier run first.
/// </remarks>
public static class Suppressions
{
    // From here on a suppression that does not say what it was made for is worth a look: what it hides may be an accident.
    private const Severity WorthALook = Severity.High;

    /// <summary>
    /// The result with accepted findings marked, and notes on entries that have expired, accept nothing or were made for something milder.
    /// Its "today" is the day of the inventory.
    /// </summary>
    public static AuditResult Apply(AuditResult result, ImmutableArray<SuppressionEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (entries is [])
        {
            return result;
        }

        var today = Day(result.Estate.CollectedAt);
        var uses = entries.Select(entry => new SuppressionUse(entry)).ToImmutableArray();
        var findings = result.Findings.Select(finding => finding.Outcome is Outcome.Flagged
            ? Mark(finding, uses, today, Day(result.Comparison?.CollectedAt))
            : finding)
            .ToImmutableArray();
        return result with
        {
            Findings = findings,
            SuppressionNotes = [.. uses.SelectMany(use => Notes(use, today, result))],
        };
    }

    private static Finding Mark(Finding finding, ImmutableArray<SuppressionUse> uses, DateOnly today, DateOnly? dayOfEarlierRun)
    {
        var fingerprint = finding.Fingerprint;
        var suppression = finding.Suppression;
        foreach (var use in uses)
        {
            var entry = use.Entry;
            if (!entry.IsAbout(finding, fingerprint))
            {
                continue;
            }

            use.Met++;
            if (entry.HasExpired(today))
            {
                continue;
            }

            if (entry.Outgrown(finding, dayOfEarlierRun) is { } worse)
            {
                use.Outgrown.Add((finding, worse));
                continue;
            }

            use.Worst = use.Worst is { } worst && worst >= finding.Severity ? worst : finding.Severity;
            suppression ??= new(entry.Reason, entry.Until, entry.Where) { AcceptedBy = entry.AcceptedBy, AcceptedOn = entry.AcceptedOn };
        }

        return suppression == finding.Suppression ? finding : finding with { Suppression = suppression };
    }

    private static IEnumerable<SuppressionNote> Notes(SuppressionUse use, DateOnly today, AuditResult result)
    {
        var (entry, met) = (use.Entry, use.Met);
        if (entry.Until is { } until && entry.HasExpired(today))
        {
            yield return new(entry.Where, string.Create(
                CultureInfo.InvariantCulture,
                $"This suppression expired on {until:yyyy-MM-dd} and suppresses nothing any more; "
                    + $"{(met == 0 ? "there is no finding left that it would" : met == 1 ? "1 finding counts again" : $"{met:N0} findings count again")}."));
        }
        else if (met == 0 && WasLookedFor(entry, result))
        {
            yield return new(entry.Where, "This suppression matches no finding: what it accepted is fixed or gone, or it is mistyped.");
        }

        foreach (var (finding, worse) in use.Outgrown)
        {
            yield return new(
                entry.Where,
                $"This suppression does not cover the finding any more, which counts again: {worse}. {finding.Rule.Id}: {finding.Message}");
        }

        if (use.Worst is >= WorthALook and var hidden && entry is { Fingerprints: not [], AcceptedFor: null })
        {
            yield return new(entry.Where, $"Is the finding worse than when it was accepted? This suppression does not say, and now hides "
                + $"one of severity {EnumText.Lower(hidden)}. "
                + $"If that is what was accepted, add 'acceptedFor: {{ severity: {EnumText.Lower(hidden)} }}'; 'auditor suppress' writes "
                    + $"it by itself.");
        }
    }

    // Silence about what was not looked at this time is no reason to take an entry out.
    private static bool WasLookedFor(SuppressionEntry entry, AuditResult result)
    {
        var ran = result.Rules.Select(rule => rule.Info.Id)
            .Except(result.Failures.Select(failure => failure.Rule.Id), StringComparer.Ordinal)
            .ToHashSet(StringComparer.Ordinal);
        var isAnyRuleRun = entry.Rules is [] || entry.Rules.Any(ran.Contains);
        var isAnyPlaceRead = result.Estate.Scopes.Any(scope => scope.ClosedBy is null
            && Holds(entry.Accounts, scope.Account)
            && Holds(entry.Regions, scope.Region))
            || entry.Regions is [] && result.Estate.Accounts.Any(account => Holds(entry.Accounts, account.Id));
        return isAnyRuleRun && isAnyPlaceRead && !result.Inconclusive.Any(entry.MayMeet);
    }

    private static bool Holds(ImmutableArray<string> values, string value) =>
        values is [] || values.Contains(value, StringComparer.Ordinal);

    private static DateOnly Day(DateTimeOffset at) => DateOnly.FromDateTime(at.UtcDateTime);

    private static DateOnly? Day(DateTimeOffset? at) => at is { } known ? Day(known) : null;

    private sealed class SuppressionUse(SuppressionEntry entry)
    {
        public SuppressionEntry Entry { get; } = entry;

        public int Met { get; set; }

        public Severity? Worst { get; set; }

        public List<(Finding Finding, string Worse)> Outgrown { get; } = [];
    }
}
