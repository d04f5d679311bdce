using Auditor.Core.Inventory;

namespace Auditor.Core.Subjects;

/// <summary>A usage plan.</summary>
public sealed record UsagePlanSubject(Scope Scope, UsagePlan Plan) : AttachableSubject
{
    /// <inheritdoc/>
    public override ResourceIdentity Identity =>
        new() { Account = Scope.Account, Region = Scope.Region, Arn = Arn.OfUsagePlan(Scope, Plan) };
}
