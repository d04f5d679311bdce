using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Auditor.Cli.Collecting;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Cli.Merging;

/// <summary>Several inventories as one: the same whatever their order.</summary>
/// <param name="Estate">What all of them hold.</param>
/// <param name="Notes">One sentence for each place that more than one has.</param>
internal sealed record InventoryMerge(Estate Estate, ImmutableArray<string> Notes)
{
    public static InventoryMerge Of(ImmutableArray<NamedInventory> inventories)
    {
        var scopes = inventories
            .SelectMany(inventory => inventory.Estate.Scopes.Select(scope => new Candidate<Scope>(inventory, scope, !Unread.Is(scope), Canonical(new() { CollectedAt = default, Scopes = [scope] }))))
            .GroupBy(candidate => (candidate.Thing.Account, candidate.Thing.Region))
            .OrderBy(place => place.Key.Account, StringComparer.Ordinal).ThenBy(place => place.Key.Region, StringComparer.Ordinal)
            .Select(place => (Place: place.Key, Candidates: BestFirst(place)))
            .ToImmutableArray();
        var accounts = inventories
            .SelectMany(inventory => inventory.Estate.Accounts.Select(account => new Candidate<Account>(inventory, account, IsRead(account, inventory.Estate), Canonical(new() { CollectedAt = default, Accounts = [account] }))))
            .GroupBy(candidate => candidate.Thing.Id, StringComparer.Ordinal)
            .OrderBy(account => account.Key, StringComparer.Ordinal)
            .Select(account => BestFirst(account)[0].Thing);
        return new(
            new()
            {
                // Rules take it as "now", and now is after everything that was read.
                CollectedAt = inventories.Max(inventory => inventory.Estate.CollectedAt),
                Interruption = scopes.Any(scope => scope.Candidates[0].Thing.Gaps.Any(gap => gap.Code is EstateParts.Interrupted))
                    ? inventories.Select(inventory => inventory.Estate.Interruption).OfType<Interruption>().OrderBy(interruption => interruption.Because, StringComparer.Ordinal).FirstOrDefault()
                    : null,
                Accounts = [.. accounts],
                Scopes = [.. scopes.Select(scope => scope.Candidates[0].Thing)],
            },
            [.. scopes.Where(scope => scope.Candidates.Length > 1).Select(scope => Note(scope.Place.Account, scope.Place.Region, scope.Candidates))]);
    }

    // Of two that were collected at the same time any will do, as long as it is always the same one.
    private static ImmutableArray<Candidate<T>> BestFirst<T>(IEnumerable<Candidate<T>> candidates) =>
    [
        .. candidates.OrderByDescending(candidate => candidate.IsRead)
            .ThenByDescending(candidate => candidate.From.Estate.CollectedAt)
            .ThenBy(candidate => candidate.Canonical, StringComparer.Ordinal)
            .ThenBy(candidate => candidate.From.Name, StringComparer.Ordinal),
    ];

    private static string Note(string account, string region, ImmutableArray<Candidate<Scope>> candidates)
    {
        var taken = candidates[0];
        var others = string.Join(", ", candidates[1..].Select(other => Quote.Of(other.From.Name)));
        var age = candidates[1..].Max(other => other.From.Estate.CollectedAt).CompareTo(taken.From.Estate.CollectedAt);
        var why = age switch
        {
            > 0 => "which is older, but has what the newer could not read",
            0 => "which is as new",
            _ => "the newest",
        };
        return $"{account} {region} is also in {others}: taken from {Quote.Of(taken.From.Name)} of {taken.From.Estate.CollectedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC, {why}.";
    }

    private static bool IsRead(Account account, Estate estate) => estate.Scopes.Any(scope => scope.Account == account.Id && !Unread.Is(scope));

    private static string Canonical(Estate estate) => Encoding.UTF8.GetString(InventoryFile.Write(estate));

    private sealed record Candidate<T>(NamedInventory From, T Thing, bool IsRead, string Canonical);
}
