using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Rules;

namespace Auditor.Core.Findings;

/// <summary>Marks the findings that somebody accepts.</summary>
/// <remarks>Only what is flagged can be accepted. What could not be told stays open, whoever would accept the worst that it can be.</remarks>
public static class Suppressions
{
    /// <summary>The result with accepted findings marked, and notes on entries that have expired or accept nothing. Its "today" is the day of the inventory.</summary>
    public static AuditResult Apply(AuditResult result, ImmutableArray<SuppressionEntry> entries)
    {
        ArgumentNullException.ThrowIfNull(result);
        if (entries is [])
        {
            return result;
        }

        var today = DateOnly.FromDateTime(result.Estate.CollectedAt.UtcDateTime);
        var met = new int[entries.Length];
        var findings = result.Findings.Select(finding => finding.Outcome is Outcome.Flagged ? Mark(finding, entries, today, met) : finding).ToImmutableArray();
        return result with
        {
            Findings = findings,
            SuppressionNotes = [.. entries.Index().Select(entry => Note(entry.Item, met[entry.Index], today, result)).OfType<SuppressionNote>()],
        };
    }

    private static Finding Mark(Finding finding, ImmutableArray<SuppressionEntry> entries, DateOnly today, int[] met)
    {
        var fingerprint = finding.Fingerprint;
        var suppression = finding.Suppression;
        foreach (var (index, entry) in entries.Index())
        {
            if (entry.Meets(finding, fingerprint))
            {
                met[index]++;
                suppression ??= entry.HasExpired(today) ? null : new(entry.Reason, entry.Until, entry.Where);
            }
        }

        return suppression == finding.Suppression ? finding : finding with { Suppression = suppression };
    }

    private static SuppressionNote? Note(SuppressionEntry entry, int met, DateOnly today, AuditResult result) => met switch
    {
        _ when entry.Until is { } until && entry.HasExpired(today) => new(entry.Where, string.Create(
            CultureInfo.InvariantCulture,
            $"This suppression expired on {until:yyyy-MM-dd} and suppresses nothing any more; {(met == 0 ? "there is no finding left that it would" : met == 1 ? "1 finding counts again" : $"{met:N0} findings count again")}.")),
        0 when WasLookedFor(entry, result) => new(entry.Where, "This suppression matches no finding: what it accepted is fixed or gone, or it is mistyped."),
        _ => null,
    };

    // Silence about what was not looked at this time is no reason to take an entry out.
    private static bool WasLookedFor(SuppressionEntry entry, AuditResult result)
    {
        var ran = result.Rules.Select(rule => rule.Info.Id).Except(result.Failures.Select(failure => failure.Rule.Id), StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var isAnyRuleRun = entry.Rules is [] || entry.Rules.Any(ran.Contains);
        var isAnyPlaceRead = result.Estate.Scopes.Any(scope => Holds(entry.Accounts, scope.Account) && Holds(entry.Regions, scope.Region))
            || entry.Regions is [] && result.Estate.Accounts.Any(account => Holds(entry.Accounts, account.Id));
        return isAnyRuleRun && isAnyPlaceRead && !result.Inconclusive.Any(entry.MayMeet);
    }

    private static bool Holds(ImmutableArray<string> values, string value) => values is [] || values.Contains(value, StringComparer.Ordinal);
}
