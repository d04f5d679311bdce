using Auditor.Aws.Caching;
using Auditor.Core.Inventory;

namespace Auditor.Aws.Services.ApiGateway;

/// <summary>
/// The part of an API that somebody may be editing: everything but its entry in the list, its stages, its deployments and its usage.
/// </summary>
internal static class WorkingCopy
{
    /// <summary>An API as it is listed now, with the working copy of an earlier scan.</summary>
    public static Api Take(CachedApi known, Api listed) => WithIds(listed with
    {
        Routes = known.Api.Routes,
        Authorizers = known.Api.Authorizers,
        RequestValidators = known.Api.RequestValidators,
        GatewayResponses = known.Api.GatewayResponses,
        WorkingCopyReadAt = known.ReadAt,
    });

    /// <summary>
    /// An API whose working copy nobody asked for: what is deployed stands in for it, so that whatever asks for all that there is gets an
    /// answer.
    /// </summary>
    public static Api LeftOut(Api api)
    {
        ImmutableArray<DeployedDefinition> served = [.. api.Deployments.Where(deployment => deployment.Definition.IsKnown).Select(deployment => deployment.Definition.Value)];
        return api with
        {
            WorkingCopyLeftOut = true,
            Routes = ImmutableArray.CreateRange(served.SelectMany(one => one.Routes)
                .DistinctBy(route => route.Key, StringComparer.Ordinal)
                .OrderBy(route => route.Key, StringComparer.Ordinal)),
            Authorizers = ImmutableArray.CreateRange(served.SelectMany(one => one.Authorizers)
                .DistinctBy(authorizer => authorizer.Id, StringComparer.Ordinal)
                .OrderBy(authorizer => authorizer.Id, StringComparer.Ordinal)),
            RequestValidators = ImmutableArray.CreateRange(served.SelectMany(one => one.RequestValidators ?? [])
                .DistinctBy(validator => validator.Id, StringComparer.Ordinal)),
            GatewayResponses = ImmutableArray.CreateRange(served.SelectMany(one => one.GatewayResponses ?? [])
                .DistinctBy(response => response.Type, StringComparer.Ordinal)),
        };
    }

    /// <summary>The API with the ids of its own authorizers in what is deployed, too.</summary>
    public static Api WithIds(Api api) => api.Authorizers.IsKnown
        ? api with { Deployments = [.. api.Deployments.Select(deployment => deployment with { Definition = deployment.Definition.Select(definition => ExportedDeployment.WithIds(definition, api.Authorizers.Value)) })] }
        : api;
}
