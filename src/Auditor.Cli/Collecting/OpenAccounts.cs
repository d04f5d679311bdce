using System.Collections.Immutable;

namespace Auditor.Cli.Collecting;

/// <summary>The accounts to read, and those that cannot be.</summary>
internal sealed class OpenAccounts(ImmutableArray<AccountAccess> accesses, ImmutableArray<ClosedAccount> closed) : IDisposable
{
    /// <summary>No account and Region twice, whoever reads it.</summary>
    public ImmutableArray<AccountAccess> Accesses => accesses;

    public ImmutableArray<ClosedAccount> Closed => closed;

    /// <summary>All that can be read.</summary>
    public IEnumerable<(AccountAccess Access, string Region)> Places =>
        accesses.SelectMany(access => access.Regions.Select(region => (access, region)));

    public void Dispose()
    {
        foreach (var access in accesses)
        {
            access.Caller.Dispose();
        }
    }
}
