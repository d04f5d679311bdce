using Auditor.Core.Inventory;

namespace Auditor.Core.Subjects;

/// <summary>A developer portal.</summary>
public sealed record PortalSubject(Scope Scope, Portal Portal) : Subject
{
    /// <inheritdoc/>
    public override ResourceIdentity Identity => new() { Account = Scope.Account, Region = Scope.Region, Arn = Portal.Arn };
}
