using Auditor.Aws.Operations;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Reading;

/// <summary>What belongs to an account that is not being read: it is not asked for, which is no gap in the reading of this one.</summary>
internal static class OtherAccount
{
    public static Unknown Of(string what, string account, Operation operation) =>
        new($"The {what} belongs to account {account}, which was not read with these "
            + $"credentials.")
        { Operation = operation.Id, Code = nameof(OtherAccount) };
}
