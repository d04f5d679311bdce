using Auditor.Core.Inventory;

namespace Auditor.Core.Subjects;

/// <summary>An IAM policy that users, groups or roles hold.</summary>
public sealed record IdentityPolicySubject(Account Account, IdentityPolicy Policy) : Subject
{
    /// <inheritdoc/>
    public override ResourceIdentity Identity => new() { Account = Account.Id, Arn = Policy.Arn };
}
