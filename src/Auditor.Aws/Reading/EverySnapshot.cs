using Auditor.Core.Inventory;

namespace Auditor.Aws.Reading;

/// <summary>What an API refers to, as it is configured and as it is deployed.</summary>
internal static class EverySnapshot
{
    public static IEnumerable<Integration> IntegrationsOf(Api api) => api.Routes.ValueOr([])
        .Concat(Definitions(api).SelectMany(definition => definition.Routes))
        .Select(route => route.Integration.ValueOr(null))
        .OfType<Integration>();

    public static IEnumerable<Authorizer> AuthorizersOf(Api api) =>
        api.Authorizers.ValueOr([]).Concat(Definitions(api).SelectMany(definition => definition.Authorizers));

    private static IEnumerable<DeployedDefinition> Definitions(Api api) =>
        api.Deployments.Where(deployment => deployment.Definition.IsKnown).Select(deployment => deployment.Definition.Value);
}
