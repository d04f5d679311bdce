using Auditor.Core.Inventory;

namespace Auditor.Core.Subjects;

/// <summary>An API key.</summary>
public sealed record ApiKeySubject(Scope Scope, ApiKey Key) : AttachableSubject
{
    /// <inheritdoc/>
    public override ResourceIdentity Identity => new() { Account = Scope.Account, Region = Scope.Region, Arn = Arn.OfApiKey(Scope, Key) };
}
