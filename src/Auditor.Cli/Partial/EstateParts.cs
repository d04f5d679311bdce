using Auditor.Cli.Inventories;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Partial;

/// <summary>Puts an inventory together from what was read and what stands for the rest, one part at a time.</summary>
/// <param name="head">What was to be read.</param>
/// <param name="scope">What was read of an account in a Region; null when it was not read to its end.</param>
/// <param name="account">What was read of an account; null when it was not.</param>
internal sealed class EstateParts(PartialHead head, Func<(string Account, string Region), Scope?> scope, Func<string, Account?> account)
{
    /// <summary>The inventory without accounts and Regions.</summary>
    /// <param name="because">What ended the collection; null when nothing did.</param>
    public Estate Frame(string? because) => new()
    {
        CollectedAt = head.CollectedAt,
        Shards = head.Shard is { } shard ? [shard] : null,
        Interruption = because is null ? null : new() { Because = because, Needs = head.Needs },
    };

    public IEnumerable<Account> Accounts(string? because) => head.Places
        .DistinctBy(place => place.Account, StringComparer.Ordinal)
        .OrderBy(place => place.Account, StringComparer.Ordinal)
        .Select(place => account(place.Account) ?? Unread.Account(place.Partition, place.Account, Gap(place, because)));

    public IEnumerable<Scope> Scopes(string? because) => head.Places
        .OrderBy(place => place.Account, StringComparer.Ordinal)
        .ThenBy(place => place.Region, StringComparer.Ordinal)
        .Select(place => scope((place.Account, place.Region)) ?? Unread.Scope(
            place.Partition, place.Account, place.Region, Gap(place, because)));

    public Estate ToEstate(string? because) => Frame(because) with { Accounts = [.. Accounts(because)], Scopes = [.. Scopes(because)] };

    private static Gap Gap(PartialPlace place, string? because) => place.Closed ?? new Gap
    {
        Operation = "auditor:scan",
        Code = Unread.Interrupted,
        Message = because ?? "",
        Target = $"{place.Account} {place.Region}",
        Lost = "Everything in this account and Region: it was not read.",
    };
}
