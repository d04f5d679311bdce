using Auditor.Core.Inventory;

namespace Auditor.Core.Subjects;

/// <summary>An authorizer of an API.</summary>
public sealed record AuthorizerSubject(Scope Scope, Api Api, Authorizer Authorizer) : Subject
{
    /// <inheritdoc/>
    public override ResourceIdentity Identity => new()
    {
        Account = Scope.Account,
        Region = Scope.Region,
        Arn = Arn.OfAuthorizer(Scope, Api, Authorizer),
        ApiId = Api.Id,
        ApiName = Api.Name,
    };
}
