using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Aws.Reading;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;

namespace Auditor.Cli.Collecting;

/// <summary>What has been read so far, from whichever thread and run.</summary>
internal sealed class EstateInProgress
{
    private readonly OpenAccounts _open;
    private readonly PartialInventory? _partial;
    private readonly bool _isInMemory;
    private readonly EstateParts _parts;
    private readonly ConcurrentDictionary<(string Account, string Region), Func<Scope?>> _scopes = new();
    private readonly ConcurrentDictionary<string, Func<Account?>> _accounts = new(StringComparer.Ordinal);
    private readonly PartialContent? _before;
    private int _apis;

    /// <param name="open">What is to be read.</param>
    /// <param name="started">When this run began.</param>
    /// <param name="needs">What is read for.</param>
    /// <param name="partial">Where everything goes as soon as it was read; null when nothing is kept.</param>
    /// <param name="before">What the partial inventory has already; null when it is new.</param>
    /// <param name="isInMemory">Whether it is needed as a whole. If not, what was read is no longer in memory.</param>
    /// <param name="shard">Which part of the accounts it is; null for all.</param>
    public EstateInProgress(OpenAccounts open, DateTimeOffset started, string needs, PartialInventory? partial, PartialContent? before, bool isInMemory, CollectedShard? shard = null)
    {
        (_open, _partial, _before, _isInMemory) = (open, partial, before, isInMemory || partial is null);
        Places = [.. open.Accesses.SelectMany(access => access.Regions.Select(region => (access, region)))];
        var head = new PartialHead
        {
            // Whole seconds: more would only make inventories harder to compare.
            CollectedAt = before?.Head.CollectedAt ?? DateTimeOffset.FromUnixTimeSeconds(started.ToUnixTimeSeconds()),
            Needs = needs,
            Shard = shard,
            Places =
            [
                .. Places.Select(place => new PartialPlace(place.Access.Account.Partition, place.Access.Account.Id, place.Region, Closed: null)),
                .. open.Closed.SelectMany(closed => closed.Regions.Select(region => new PartialPlace(closed.Partition, closed.Account, region, closed.Gap))),
            ],
        };
        _parts = new(head, place => _scopes.GetValueOrDefault(place)?.Invoke(), id => _accounts.GetValueOrDefault(id)?.Invoke());
        var wanted = head.Places.Select(place => (place.Account, place.Region)).ToHashSet();
        foreach (var (place, extent) in before?.Scopes ?? [])
        {
            _scopes[place] = FromFile(extent, line => line.Scope);
        }

        foreach (var (id, extent) in before?.Accounts ?? [])
        {
            _accounts[id] = FromFile(extent, line => line.Account);
        }

        Forgotten = _scopes.Keys.Count(place => !wanted.Contains(place));
        _partial?.Add(new() { Head = head });
    }

    /// <summary>All that can be read.</summary>
    public ImmutableArray<(AccountAccess Access, string Region)> Places { get; }

    /// <summary>How much of what was read before nobody asks for any more.</summary>
    public int Forgotten { get; }

    /// <summary>Whether there is anything to go on with.</summary>
    public bool IsEmpty => _scopes.IsEmpty && _apis is 0 && _before is null;

    public ImmutableArray<(AccountAccess Access, string Region)> UnreadPlaces => [.. Places.Where(place => !_scopes.ContainsKey((place.Access.Account.Id, place.Region)))];

    /// <summary>One identity for each account that is to be read.</summary>
    public ImmutableArray<AccountAccess> UnreadAccounts =>
        [.. _open.Accesses.Where(access => access.Regions is not [] && !_accounts.ContainsKey(access.Account.Id)).DistinctBy(access => access.Account.Id, StringComparer.Ordinal)];

    public void Add(Account account)
    {
        var extent = _partial?.Add(new() { Account = account }) ?? default;
        _accounts[account.Id] = _isInMemory ? InMemory(account) : FromFile(extent, line => line.Account);
    }

    public void Add(Scope scope)
    {
        var extent = _partial?.Add(new() { Scope = scope }) ?? default;
        _scopes[(scope.Account, scope.Region)] = _isInMemory ? InMemory(scope) : FromFile(extent, line => line.Scope);
    }

    // NOTE: in methods of their own. Two lambdas in one share what they capture, and the one that reads the file would keep the thing itself in memory.
    private static Func<T> InMemory<T>(T thing) => () => thing;

    private Func<T?> FromFile<T>(Extent extent, Func<PartialLine, T?> part)
        where T : class => () => _partial is null ? null : part(_partial.Line(extent));

    /// <summary>Keeps an API of an account and Region that is being read.</summary>
    public void Add(PartialApi api)
    {
        _partial?.Add(new() { Api = api });
        Interlocked.Increment(ref _apis);
    }

    /// <summary>An API that an earlier run had read; null when it had not.</summary>
    public ReadApi? Find(string account, string region, bool isRest, string id) =>
        _before is not null && _before.Apis.TryGetValue((account, region, isRest, id), out var extent) ? _partial?.Line(extent).Api?.Read : null;

    /// <summary>Notes why the run ends here.</summary>
    public void Stop(string because) => _partial?.Add(new() { Stopped = because });

    /// <summary>The whole inventory.</summary>
    public Estate ToEstate() => _parts.ToEstate(because: null);

    /// <summary>Writes the whole inventory.</summary>
    public void WriteTo(Stream stream) => InventoryFile.Write(stream, _parts.Frame(because: null), _parts.Accounts(because: null), _parts.Scopes(because: null));

    /// <summary>What verdicts will assume.</summary>
    public ImmutableArray<Assumption> Assumptions(Needs needs) =>
        [.. _parts.Scopes(because: null).SelectMany(scope => Core.Exposure.Assumptions.Of(_parts.Frame(because: null) with { Scopes = [scope] }, needs))];

    /// <summary>Of the whole inventory, what could not be read and how the rest was.</summary>
    public Estate ToSummary() => _parts.Frame(because: null) with
    {
        Accounts = [.. _parts.Accounts(because: null).Select(account => new Account { Id = account.Id, Partition = account.Partition, Gaps = account.Gaps })],
        Scopes = [.. _parts.Scopes(because: null).Select(scope => new Scope { Partition = scope.Partition, Account = scope.Account, Region = scope.Region, Gaps = scope.Gaps, Reading = scope.Reading })],
    };
}
