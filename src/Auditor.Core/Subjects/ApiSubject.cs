using Auditor.Core.Inventory;

namespace Auditor.Core.Subjects;

/// <summary>An API.</summary>
public sealed record ApiSubject(Scope Scope, Api Api) : ConfiguredSubject
{
    /// <inheritdoc/>
    public override ResourceIdentity Identity => new()
    {
        Account = Scope.Account,
        Region = Scope.Region,
        Arn = Arn.OfApi(Scope, Api),
        ApiId = Api.Id,
        ApiName = Api.Name,
    };
}
