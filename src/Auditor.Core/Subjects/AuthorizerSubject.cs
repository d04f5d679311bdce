using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Core.Subjects;

/// <summary>An authorizer of an API, as some of its stages serve it: what is deployed may ask otherwise than what is configured.</summary>
public sealed record AuthorizerSubject(Scope Scope, Api Api, Authorizer Authorizer) : Subject
{
    /// <summary>The stages that serve it so.</summary>
    public ImmutableArray<Stage> Stages { get; init; } = [];

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
