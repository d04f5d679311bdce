using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using Auditor.Cli.Inventories;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Cli.Merging;

/// <summary>Several inventories as one: the same whatever their order.</summary>
/// <param name="Estate">What all of them hold.</param>
/// <param name="Notes">One sentence for each place that more than one has, and for each shard that is missing.</param>
internal sealed record InventoryMerge(Estate Estate, ImmutableArray<string> Notes)
{
    public static InventoryMerge Of(ImmutableArray<NamedInventory> inventories)
    {
        var scopes = inventories
            .SelectMany(inventory => inventory.Estate.Scopes.Select(scope => new Candidate<Scope>(
                inventory, scope, Unread.Is(scope) ? 0 : 1, Canonical(new() { CollectedAt = default, Scopes = [scope] }))))
            .GroupBy(candidate => (candidate.Thing.Account, candidate.Thing.Region))
            .OrderBy(place => place.Key.Account, StringComparer.Ordinal).ThenBy(place => place.Key.Region, StringComparer.Ordinal)
            .Select(place => (Place: place.Key, Candidates: BestFirst(place)))
            .Select(place => (place.Place, place.Candidates, Joined: ScopeParts.Join(
                [.. place.Candidates.Select(candidate => candidate.Thing)])))
            .ToImmutableArray();
        var accounts = inventories
            .SelectMany(inventory => inventory.Estate.Accounts.Select(account => new Candidate<Account>(
                inventory, account, RankOf(account, inventory.Estate), Canonical(new() { CollectedAt = default, Accounts = [account] }))))
            .GroupBy(candidate => candidate.Thing.Id, StringComparer.Ordinal)
            .OrderBy(account => account.Key, StringComparer.Ordinal)
            .Select(account => BestFirst(account))
            .ToImmutableArray();
        ImmutableArray<CollectedShard> shards = [.. inventories.SelectMany(inventory => inventory.Estate.Shards ?? []).Distinct().OrderBy(shard => shard.Run, StringComparer.Ordinal).ThenBy(shard => shard.Count).ThenBy(shard => shard.Number)];
        ImmutableArray<string> missing = [.. MissingShards(shards)];
        return new(
            new()
            {
                // Rules take it as "now", and now is after everything that was read.
                CollectedAt = inventories.Max(inventory => inventory.Estate.CollectedAt),
                Interruption = scopes.Any(scope => scope.Candidates[0].Thing.Gaps.Any(gap => gap.Code is Unread.Interrupted))
                    ? inventories.Select(inventory => inventory.Estate.Interruption)
                        .OfType<Interruption>()
                        .OrderBy(interruption => interruption.Because, StringComparer.Ordinal)
                        .FirstOrDefault()
                    : missing is [] ? null : new() { Because = string.Join(' ', missing), Needs = "" },
                Shards = shards is [] ? null : shards,
                Accounts = [.. accounts.Select(Joined)],
                Scopes = [.. scopes.Select(scope => scope.Joined.Scope)],
            },
            [
                .. scopes.Where(scope => scope.Candidates.Length > 1)
                    .Select(scope => Note(
                        scope.Place.Account, scope.Place.Region, scope.Candidates) + PartsNote(scope.Candidates, scope.Joined.Taken)),
                .. accounts.Select(AccountNote).OfType<string>(),
                .. missing,
            ]);
    }

    private static IEnumerable<string> MissingShards(ImmutableArray<CollectedShard> shards) => shards
        .GroupBy(shard => (shard.Run, shard.Count))
        .SelectMany(run => Enumerable.Range(1, run.Key.Count).Except(run.Select(shard => shard.Number)).Select(number => string.Create(
            CultureInfo.InvariantCulture,
            $"Shard {number} of {run.Key.Count}{(run.Key.Run is { } id ? $" of run {Quote.Of(id)}" : "")} is not among the inventories: "
                + $"the accounts that it reads are missing.")));

    private static string PartsNote(
        ImmutableArray<Candidate<Scope>> candidates, ImmutableArray<(int From, string Part)> taken) => string.Concat(taken
        .GroupBy(part => part.From, part => part.Part)
        .Select(parts => $" From {Quote.Of(candidates[parts.Key].From.Name)} of {Time(candidates[parts.Key].From)} come: "
            + $"{string.Join(", ", parts)}, which the other could not read."));

    // Policies and principals come from calls of their own: each may have been denied to another job.
    private static Account Joined(
        ImmutableArray<Candidate<Account>> candidates) => candidates.Aggregate(candidates[0].Thing, (joined, other) => joined with
        {
            IdentityPolicies = joined.IdentityPolicies.IsKnown ? joined.IdentityPolicies
            : other.Thing.IdentityPolicies.IsKnown ? other.Thing.IdentityPolicies
            : joined.IdentityPolicies,
            Principals = joined.Principals.IsKnown ? joined.Principals
            : other.Thing.Principals.IsKnown ? other.Thing.Principals
            : joined.Principals,
        });

    // IAM of the newest job that ran is not the best where it was denied there.
    private static string? AccountNote(ImmutableArray<Candidate<Account>> candidates) =>
        candidates.Length > 1
            && candidates.Skip(1)
                .FirstOrDefault(other => other.From.Estate.CollectedAt > candidates[0].From.Estate.CollectedAt) is { } newer
            ? $"IAM of {candidates[0].Thing.Id} is taken from {Quote.Of(candidates[0].From.Name)} of {Time(candidates[0].From)}: the "
                + $"newer {Quote.Of(newer.From.Name)} could not read it."
            : null;

    private static string Time(NamedInventory inventory) =>
        $"{inventory.Estate.CollectedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)} UTC";

    // Of two that were collected at the same time any will do, as long as it is always the same one.
    private static ImmutableArray<Candidate<T>> BestFirst<T>(IEnumerable<Candidate<T>> candidates) =>
    [
        .. candidates.OrderByDescending(candidate => candidate.Rank)
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
        return $"{account} {region} is also in {others}: taken from {Quote.Of(taken.From.Name)} of {Time(taken.From)}, {why}.";
    }

    private static int RankOf(Account account, Estate estate) =>
        (account.IdentityPolicies.IsKnown ? 4 : 0)
            + (account.Principals.IsKnown ? 2 : 0)
            + (estate.Scopes.Any(scope => scope.Account == account.Id && !Unread.Is(scope)) ? 1 : 0);

    private static string Canonical(Estate estate) => Encoding.UTF8.GetString(InventoryFile.Write(estate));

    private sealed record Candidate<T>(NamedInventory From, T Thing, int Rank, string Canonical);
}
