using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Aws.Reading;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;

namespace Auditor.Cli.Partial;

/// <summary>
/// What has been read so far, from whichever thread and run. It is written while it is read, so that <c>--resume</c> can go on after
/// whatever ends a scan; nothing takes that file for a whole inventory.
/// </summary>
/// <remarks>The way into everything here: all other types of this folder are for it alone.</remarks>
internal sealed class PartialInventory : IDisposable
{
    /// <summary>What the file is called, in the folder of the reports.</summary>
    public const string FileName = PartialFile.Name;

    private readonly string? _folder;
    private readonly string _needs;
    private readonly PartialContent? _before;
    private readonly ConcurrentDictionary<(string Account, string Region), Func<Scope?>> _scopes = new();
    private readonly ConcurrentDictionary<string, Func<Account?>> _accounts = new(StringComparer.Ordinal);
    private PartialFile? _file;
    private EstateParts? _parts;
    private ImmutableArray<(string Account, string Region)> _open = [];
    private bool _isInMemory;
    private int _apis;

    private PartialInventory(string? folder, string needs, PartialContent? before) => (_folder, _needs, _before) = (folder, needs, before);

    /// <summary>Whether it goes on with what an earlier run left.</summary>
    public bool IsResumed => _before is not null;

    /// <summary>Where it is kept; null when nothing is, or not yet.</summary>
    public string? Path => _file?.Path;

    /// <summary>How much of what was read before nobody asks for any more.</summary>
    public int Forgotten { get; private set; }

    /// <summary>Whether there is nothing to go on with.</summary>
    public bool IsEmpty => _scopes.IsEmpty && _apis is 0 && _before is null;

    /// <summary>How many of the Regions that can be read were read to their end, and how many there are.</summary>
    public (int Read, int All) Progress => (_open.Count(place => _scopes.ContainsKey(place)), _open.Length);

    private EstateParts Parts => _parts ?? throw new InvalidOperationException("Nobody said what is to be read.");

    /// <summary>Looks for what there is to go on with. Nothing is written before <see cref="Begin"/>.</summary>
    /// <param name="folder">Where it is kept; null for nowhere.</param>
    /// <param name="needs">What is read for: what was read for something else is no beginning.</param>
    /// <param name="resume">Whether to go on with what an earlier run left there.</param>
    /// <exception cref="UsageException">It cannot be gone on with.</exception>
    public static PartialInventory In(string? folder, string needs, bool resume) =>
        new(folder, needs, resume && folder is not null ? PartialFile.Find(folder, needs) : null);

    /// <summary>The inventory as far as it has come, with a gap for each Region that was not read to its end.</summary>
    /// <exception cref="InventoryFormatException">It is no partial inventory.</exception>
    public static Estate ReadEstate(string path)
    {
        var content = PartialContent.Read(path);
        using var file = File.OpenHandle(path);
        return new EstateParts(
                content.Head,
                place => content.Scopes.TryGetValue(place, out var extent) ? PartialFile.Line(file, extent).Scope : null,
                id => content.Accounts.TryGetValue(id, out var extent) ? PartialFile.Line(file, extent).Account : null)
            .ToEstate(content.Stopped ?? "The scan ended before everything was read.");
    }

    /// <summary>Once there is a whole inventory, a partial one would only mislead.</summary>
    /// <exception cref="UsageException">It cannot be deleted.</exception>
    public static void Delete(string folder) => PartialFile.Delete(folder);

    /// <summary>Says what is to be read, and begins to keep it.</summary>
    /// <param name="places">The accounts in Regions, each with the reason where the account could not be entered.</param>
    /// <param name="started">When this run began.</param>
    /// <param name="isInMemory">Whether it is needed as a whole. If not, what was read is no longer in memory.</param>
    /// <param name="shard">Which part of the accounts it is; null for all.</param>
    /// <exception cref="UsageException">It cannot be written.</exception>
    public void Begin(
        IEnumerable<(string Partition, string Account, string Region, Gap? Closed)> places, DateTimeOffset started, bool isInMemory, CollectedShard? shard = null)
    {
        _file = _folder is null ? null : PartialFile.Open(_folder, _before);
        _isInMemory = isInMemory || _file is null;
        var head = new PartialHead
        {
            // Whole seconds: more would only make inventories harder to compare.
            CollectedAt = _before?.Head.CollectedAt ?? DateTimeOffset.FromUnixTimeSeconds(started.ToUnixTimeSeconds()),
            Needs = _needs,
            Shard = shard,
            Places = [.. places.Select(place => new PartialPlace(place.Partition, place.Account, place.Region, place.Closed))],
        };
        _parts = new(head, place => _scopes.GetValueOrDefault(place)?.Invoke(), id => _accounts.GetValueOrDefault(id)?.Invoke());
        foreach (var (place, extent) in _before?.Scopes ?? [])
        {
            _scopes[place] = FromFile(extent, line => line.Scope);
        }

        foreach (var (id, extent) in _before?.Accounts ?? [])
        {
            _accounts[id] = FromFile(extent, line => line.Account);
        }

        _open = [.. head.Places.Where(place => place.Closed is null).Select(place => (place.Account, place.Region))];
        var wanted = head.Places.Select(place => (place.Account, place.Region)).ToHashSet();
        Forgotten = _scopes.Keys.Count(place => !wanted.Contains(place));
        _file?.Add(new() { Head = head });
    }

    /// <summary>Whether an account in a Region was read to its end.</summary>
    public bool Has(string account, string region) => _scopes.ContainsKey((account, region));

    /// <summary>Whether what is of an account and of no Region was read.</summary>
    public bool Has(string account) => _accounts.ContainsKey(account);

    public void Add(Account account)
    {
        var extent = _file?.Add(new() { Account = account }) ?? default;
        _accounts[account.Id] = _isInMemory ? InMemory(account) : FromFile(extent, line => line.Account);
    }

    public void Add(Scope scope)
    {
        var extent = _file?.Add(new() { Scope = scope }) ?? default;
        _scopes[(scope.Account, scope.Region)] = _isInMemory ? InMemory(scope) : FromFile(extent, line => line.Scope);
    }

    /// <summary>Keeps the APIs of an account and Region that is being read, and has those that an earlier run had read.</summary>
    public IApiJournal JournalOf(string account, string region) => new PlaceJournal(this, account, region);

    /// <summary>Notes why the run ends here.</summary>
    public void Stop(string because) => _file?.Add(new() { Stopped = because });

    /// <summary>The whole inventory.</summary>
    public Estate ToEstate() => Parts.ToEstate(because: null);

    /// <summary>Writes the whole inventory.</summary>
    public void WriteTo(Stream stream) =>
        InventoryFile.Write(stream, Parts.Frame(because: null), Parts.Accounts(because: null), Parts.Scopes(because: null));

    /// <summary>What verdicts will assume.</summary>
    public ImmutableArray<Assumption> Assumptions(Needs needs) =>
        [.. Parts.Scopes(because: null).SelectMany(scope => Core.Exposure.Assumptions.Of(Parts.Frame(because: null) with { Scopes = [scope] }, needs))];

    /// <summary>Of the whole inventory, what could not be read and how the rest was.</summary>
    public Estate ToSummary() => Parts.Frame(because: null) with
    {
        Accounts = [.. Parts.Accounts(because: null).Select(account => new Account { Id = account.Id, Partition = account.Partition, Gaps = account.Gaps })],
        Scopes =
        [
            .. Parts.Scopes(because: null).Select(scope =>
                new Scope { Partition = scope.Partition, Account = scope.Account, Region = scope.Region, Gaps = scope.Gaps, Reading = scope.Reading }),
        ],
    };

    /// <summary>Closes the file, and leaves none where there was nothing to keep.</summary>
    /// <exception cref="UsageException">It cannot be deleted.</exception>
    public void Dispose()
    {
        _file?.Dispose();
        if (IsEmpty)
        {
            _file?.Discard();
        }
    }

    /// <summary>Keeps an API of an account and Region that is being read.</summary>
    internal void Add(PartialApi api)
    {
        _file?.Add(new() { Api = api });
        Interlocked.Increment(ref _apis);
    }

    /// <summary>An API that an earlier run had read; null when it had not.</summary>
    internal ReadApi? Find(string account, string region, bool isRest, string id) =>
        _before is not null && _before.Apis.TryGetValue((account, region, isRest, id), out var extent)
            ? _file?.Line(extent).Api?.Read
            : null;

    // NOTE: in methods of their own. Two lambdas in one share what they capture, and the one that reads the file would keep the thing
    // itself in memory.
    private static Func<T> InMemory<T>(T thing) => () => thing;

    private Func<T?> FromFile<T>(Extent extent, Func<PartialLine, T?> part)
        where T : class => () => _file is null ? null : part(_file.Line(extent));
}
