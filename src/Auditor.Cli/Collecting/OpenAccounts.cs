using System.Collections.Immutable;

namespace Auditor.Cli.Collecting;

/// <summary>The accounts to read, and those that cannot be.</summary>
internal sealed class OpenAccounts(ImmutableArray<AccountAccess> accesses, ImmutableArray<ClosedAccount> closed) : IDisposable
{
    /// <summary>No account and Region twice, whoever reads it.</summary>
    public ImmutableArray<AccountAccess> Accesses => accesses;

    public ImmutableArray<ClosedAccount> Closed => closed;

    public void Dispose()
    {
        foreach (var access in accesses)
        {
            access.Caller.Dispose();
        }
    }
}
