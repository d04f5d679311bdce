using System.Runtime.CompilerServices;
using Auditor.Cli.Partial;
using Auditor.Cli.Tests.Support;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Tests;

public sealed class PartialInventoryTests : CliTests
{
    // 40 Regions of 600 APIs took 1.4 GB when a lambda that reads the file kept what it had written to it.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void What_was_written_stays_in_memory_only_where_it_is_needed_as_a_whole(bool isInMemory)
    {
        Directory.CreateDirectory(PathOf("part"));
        using var inventory = PartialInventory.In(PathOf("part"), "none", resume: false);
        inventory.Begin([], DateTimeOffset.UnixEpoch, isInMemory);

        var (scope, account) = Add(inventory);
        GC.Collect();

        scope.IsAlive.ShouldBe(isInMemory);
        account.IsAlive.ShouldBe(isInMemory);
        GC.KeepAlive(inventory);
    }

    // In a method of its own, or the stack might still hold what was added.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static (WeakReference Scope, WeakReference Account) Add(PartialInventory inventory)
    {
        var scope = new Scope { Partition = "aws", Account = "111122223333", Region = "eu-west-1" };
        var account = new Account { Id = "111122223333", Partition = "aws" };
        inventory.Add(scope);
        inventory.Add(account);
        return (new(scope), new(account));
    }
}
