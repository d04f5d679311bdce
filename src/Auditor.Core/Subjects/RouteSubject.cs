using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;

namespace Auditor.Core.Subjects;

/// <summary>A route of an API with every stage that serves it.</summary>
/// <param name="Scope">The account and Region.</param>
/// <param name="Api">The API.</param>
/// <param name="Key">The route key, <c>GET /orders</c>.</param>
/// <param name="Deployed">The route as each stage (and each canary) serves it; never empty.</param>
public sealed record RouteSubject(Scope Scope, Api Api, string Key, ImmutableArray<DeployedRoute> Deployed) : Subject
{
    /// <inheritdoc/>
    public override ResourceIdentity Identity => new()
    {
        Account = Scope.Account,
        Region = Scope.Region,
        Arn = Arn.OfApi(Scope, Api),
        ApiId = Api.Id,
        ApiName = Api.Name,
        Route = Key,
    };
}
