using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Testing.Estates;

/// <summary>The things that example estates are made of, as AWS makes them when nobody sets anything.</summary>
public static class Example
{
    public const string Account = "111122223333";
    public const string Region = "eu-west-1";
    public const string ApiId = "a1b2c3";
    public const string ApiName = "orders";
    public const string StageName = "prod";
    public const string DeploymentId = "d1";

    /// <summary>When the estate was collected, which rules take as now.</summary>
    public static DateTimeOffset Now { get; } = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    /// <summary>A value that a denied call did not give.</summary>
    public static Unknown Denied { get; } = new("The call was denied.") { Operation = "apigateway:GetSomething", Code = "AccessDeniedException" };

    public static Usage Used { get; } = new() { WindowDays = 30, AnyRequest = true };

    public static Usage Unused { get; } = new() { WindowDays = 30, AnyRequest = false };

    public static Integration Mock { get; } = new() { Type = IntegrationType.Mock };

    public static Integration Lambda { get; } = new()
    {
        Type = IntegrationType.AwsProxy,
        Uri = $"arn:aws:apigateway:{Region}:lambda:path/2015-03-31/functions/arn:aws:lambda:{Region}:{Account}:function:orders/invocations",
    };

    /// <summary>A backend that is called by its URL.</summary>
    public static Integration Url(string uri) => new() { Type = IntegrationType.HttpProxy, Uri = uri };

    /// <summary>A route in front of a Lambda function, without authorization unless said otherwise.</summary>
    public static Route Route(string key, AuthorizationKind authorization = AuthorizationKind.None) => new()
    {
        Key = key,
        Authorization = authorization,
        Integration = (Integration?)Lambda,
    };

    /// <summary>A REST stage that serves a deployment.</summary>
    public static Stage RestStage(string name = StageName, string deploymentId = DeploymentId) => new()
    {
        Name = name,
        DeploymentId = deploymentId,
        CreatedAt = Now.AddYears(-1),
        LastUpdatedAt = Now.AddYears(-1),
        Usage = Used,
    };

    /// <summary>A stage of an HTTP or WebSocket API that deploys by itself.</summary>
    public static Stage AutomaticStage(string name = StageName) => new()
    {
        Name = name,
        AutoDeploy = true,
        CreatedAt = Now.AddYears(-1),
        LastUpdatedAt = Now.AddYears(-1),
        Usage = Used,
    };

    /// <summary>What a deployment froze of some routes.</summary>
    public static Deployment Deployment(string id, IEnumerable<Route> routes) => new()
    {
        Id = id,
        CreatedAt = Now.AddYears(-1),
        Methods = routes
            .Select(route => new DeployedMethod { Key = route.Key, Authorization = route.Authorization, ApiKeyRequired = route.ApiKeyRequired })
            .ToImmutableArray(),
    };

    /// <summary>A regional REST API whose one stage serves exactly these routes.</summary>
    public static Api RestApi(params IEnumerable<Route> routes) => new()
    {
        Id = ApiId,
        Name = ApiName,
        Kind = ApiKind.Rest,
        CreatedAt = Now.AddYears(-1),
        EndpointType = EndpointType.Regional,
        Stages = ImmutableArray.Create(RestStage()),
        Routes = routes.ToImmutableArray(),
        Deployments = [Deployment(DeploymentId, routes)],
        Authorizers = ImmutableArray<Authorizer>.Empty,
        Usage = Used,
    };

    /// <summary>An HTTP API with one stage that deploys by itself.</summary>
    public static Api HttpApi(params IEnumerable<Route> routes) => V2Api(ApiKind.Http, routes);

    /// <summary>A WebSocket API with one stage that deploys by itself.</summary>
    public static Api WebSocketApi(params IEnumerable<Route> routes) => V2Api(ApiKind.WebSocket, routes);

    /// <summary>A regional custom domain name whose root leads to a stage of the example API.</summary>
    public static Domain Domain(string name = "api.example.com", string apiId = ApiId, string? stage = StageName) => new()
    {
        Name = name,
        EndpointType = EndpointType.Regional,
        SecurityPolicy = "TLS_1_2",
        Mappings = ImmutableArray.Create(new ApiMapping { ApiId = apiId, Stage = stage }),
    };

    /// <summary>A usage plan with limits and a key that covers the example stage.</summary>
    public static UsagePlan UsagePlan() => new()
    {
        Id = "p1",
        Name = "partners",
        Throttle = new() { Rate = 100, Burst = 50 },
        Quota = new() { Limit = 100_000, Period = "MONTH" },
        Stages = [new() { ApiId = ApiId, Stage = StageName }],
        ApiKeyIds = ImmutableArray.Create("k1"),
    };

    private static Api V2Api(ApiKind kind, IEnumerable<Route> routes) => new()
    {
        Id = ApiId,
        Name = ApiName,
        Kind = kind,
        CreatedAt = Now.AddYears(-1),
        EndpointType = EndpointType.Regional,
        Stages = ImmutableArray.Create(AutomaticStage()),
        Routes = routes.ToImmutableArray(),
        Authorizers = ImmutableArray<Authorizer>.Empty,
        Usage = Used,
    };
}
