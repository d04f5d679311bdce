using Auditor.Core.Inventory;

namespace Auditor.Core.Subjects;

/// <summary>A VPC link.</summary>
public sealed record VpcLinkSubject(Scope Scope, VpcLink Link) : AttachableSubject
{
    /// <inheritdoc/>
    public override ResourceIdentity Identity => new() { Account = Scope.Account, Region = Scope.Region, Arn = Arn.OfVpcLink(Scope, Link) };
}
