using Auditor.Core.Inventory;

namespace Auditor.Core.Subjects;

/// <summary>An account, independent of Region.</summary>
public sealed record AccountSubject(Account Account) : ConfiguredSubject
{
    /// <inheritdoc/>
    public override ResourceIdentity Identity => new() { Account = Account.Id, Arn = $"arn:{Account.Partition}:iam::{Account.Id}:root" };
}
