using Auditor.Core.Inventory;

namespace Auditor.Core.Subjects;

/// <summary>A custom domain name.</summary>
public sealed record DomainSubject(Scope Scope, Domain Domain) : AttachableSubject
{
    /// <inheritdoc/>
    public override ResourceIdentity Identity =>
        new() { Account = Scope.Account, Region = Scope.Region, Arn = Arn.OfDomain(Scope, Domain) };
}
