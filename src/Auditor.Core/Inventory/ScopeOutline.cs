using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>
/// What reports ask of an account in a Region when it was judged: how much of it was read, and what its APIs and stages are. Routes,
/// deployments and policies, which are nearly all of an inventory, are not in it.
/// </summary>
internal static class ScopeOutline
{
    /// <summary>The outline of an account in a Region.</summary>
    public static Scope Of(Scope scope) => new()
    {
        Partition = scope.Partition,
        Account = scope.Account,
        Region = scope.Region,
        ClosedBy = scope.ClosedBy,
        RestApis = Of(scope.RestApis),
        HttpAndWebSocketApis = Of(scope.HttpAndWebSocketApis),
        MoreRestApis = scope.MoreRestApis,
        MoreHttpAndWebSocketApis = scope.MoreHttpAndWebSocketApis,
        Domains = scope.Domains,
        WebAcls = scope.WebAcls,
        Functions = [.. scope.Functions.Select(function => new Function { Arn = function.Arn, Qualifier = function.Qualifier })],
        ConfigRecording = scope.ConfigRecording,
        ConfigHistories = scope.ConfigHistories,
        Gaps = scope.Gaps,
        Calls = scope.Calls,
        Reading = scope.Reading,
    };

    /// <summary>The outline of an API.</summary>
    public static Api Of(Api api) => new()
    {
        Id = api.Id,
        Name = api.Name,
        Kind = api.Kind,
        EndpointType = api.EndpointType,
        Tags = api.Tags,
        Stages = api.Stages.Select(stages => stages.Select(Of).ToImmutableArray()),
        // Controls of others ask about each route of these, whether or not somebody can call it.
        Routes = api.IsRest ? default : api.Routes.Select(routes => routes.Select(Of).ToImmutableArray()),
        NotInTemplate = api.NotInTemplate,
    };

    private static Fact<ImmutableArray<Api>> Of(Fact<ImmutableArray<Api>> apis) =>
        apis.Select(known => known.Select(Of).ToImmutableArray());

    private static Stage Of(Stage stage) => stage with { Description = null, Canary = null, Variables = [] };

    private static Route Of(Route route) => new()
    {
        Key = route.Key,
        Authorization = route.Authorization,
        Integration = route.Integration.Select(integration => integration is { ThroughVpcLink: true }
            ? new Integration { Type = integration.Type, ThroughVpcLink = true, HasTlsConfig = integration.HasTlsConfig }
            : null),
    };
}
