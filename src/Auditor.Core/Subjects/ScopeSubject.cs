using Auditor.Core.Inventory;

namespace Auditor.Core.Subjects;

/// <summary>An account in one Region: what is set once for all its APIs.</summary>
public sealed record ScopeSubject(Scope Scope) : ConfiguredSubject
{
    /// <inheritdoc/>
    public override ResourceIdentity Identity =>
        new() { Account = Scope.Account, Region = Scope.Region, Arn = Arn.OfAccountSettings(Scope) };
}
