using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Collecting;

/// <summary>What has been read so far, from whichever thread and run. An account in a Region is read to its end or not at all.</summary>
internal sealed class EstateInProgress
{
    /// <summary>The code of gaps that stand for what there was no time for.</summary>
    public const string Interrupted = "Interrupted";

    private readonly Lock _lock = new();
    private readonly OpenAccounts _open;
    private readonly DateTimeOffset _collectedAt;
    private readonly string _needs;
    private readonly Dictionary<(string Account, string Region), Scope> _scopes;
    private readonly Dictionary<string, Account> _accounts;

    public EstateInProgress(OpenAccounts open, DateTimeOffset started, string needs, Estate? before)
    {
        _open = open;
        _needs = needs;
        // Whole seconds: more would only make inventories harder to compare.
        _collectedAt = before?.CollectedAt ?? DateTimeOffset.FromUnixTimeSeconds(started.ToUnixTimeSeconds());
        _scopes = (before?.Scopes ?? []).Where(scope => !Unread.Is(scope)).ToDictionary(scope => (scope.Account, scope.Region));
        // Accounts come before their Regions: one with a Region that was read has been read itself.
        _accounts = (before?.Accounts ?? []).Where(account => _scopes.Keys.Any(place => place.Account == account.Id)).ToDictionary(account => account.Id, StringComparer.Ordinal);
        Places = [.. open.Accesses.SelectMany(access => access.Regions.Select(region => (access, region)))];
        Forgotten = _scopes.Keys.Except(All()).Count();
    }

    /// <summary>All that can be read.</summary>
    public ImmutableArray<(AccountAccess Access, string Region)> Places { get; }

    /// <summary>How much of what was read before nobody asks for any more.</summary>
    public int Forgotten { get; }

    public ImmutableArray<(AccountAccess Access, string Region)> UnreadPlaces
    {
        get
        {
            lock (_lock)
            {
                return [.. Places.Where(place => !_scopes.ContainsKey((place.Access.Account.Id, place.Region)))];
            }
        }
    }

    /// <summary>One identity for each account that is to be read.</summary>
    public ImmutableArray<AccountAccess> UnreadAccounts
    {
        get
        {
            lock (_lock)
            {
                return [.. _open.Accesses.Where(access => access.Regions is not [] && !_accounts.ContainsKey(access.Account.Id)).DistinctBy(access => access.Account.Id, StringComparer.Ordinal)];
            }
        }
    }

    public void Add(Account account)
    {
        lock (_lock)
        {
            _accounts[account.Id] = account;
        }
    }

    public void Add(Scope scope)
    {
        lock (_lock)
        {
            _scopes[(scope.Account, scope.Region)] = scope;
        }
    }

    /// <summary>The inventory as far as it has come.</summary>
    /// <param name="because">What ended the collection; null when nothing did.</param>
    public Estate ToEstate(string? because)
    {
        lock (_lock)
        {
            var gap = new Gap { Operation = "auditor:scan", Code = Interrupted, Message = because ?? "", Target = "", Lost = "Everything in this account and Region: it was not read." };
            var scopes = Places
                .Select(place => (place.Access.Account.Partition, Account: place.Access.Account.Id, place.Region, Gap: gap with { Target = $"{place.Access.Account.Id} {place.Region}" }))
                .Concat(_open.Closed.SelectMany(closed => closed.Regions.Select(region => (closed.Partition, closed.Account, Region: region, closed.Gap))))
                .Select(place => _scopes.GetValueOrDefault((place.Account, place.Region)) ?? Unread.Scope(place.Partition, place.Account, place.Region, place.Gap));
            var accounts = _open.Accesses.Where(access => access.Regions is not []).Select(access => (access.Account.Partition, access.Account.Id, Gap: gap))
                .Concat(_open.Closed.Select(closed => (closed.Partition, Id: closed.Account, closed.Gap)))
                .DistinctBy(account => account.Id, StringComparer.Ordinal)
                .Select(account => _accounts.GetValueOrDefault(account.Id) ?? Unread.Account(account.Partition, account.Id, account.Gap));
            return new()
            {
                CollectedAt = _collectedAt,
                Interruption = because is null ? null : new() { Because = because, Needs = _needs },
                Accounts = [.. accounts.OrderBy(account => account.Id, StringComparer.Ordinal)],
                Scopes = [.. scopes.OrderBy(scope => scope.Account, StringComparer.Ordinal).ThenBy(scope => scope.Region, StringComparer.Ordinal)],
            };
        }
    }

    private IEnumerable<(string Account, string Region)> All() =>
        Places.Select(place => (place.Access.Account.Id, place.Region)).Concat(_open.Closed.SelectMany(closed => closed.Regions.Select(region => (closed.Account, region))));
}
