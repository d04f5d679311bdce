using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Cli.Tests.Support;

/// <summary>Small inventories whose findings are known beforehand.</summary>
internal static class Estates
{
    private static readonly DateTimeOffset Night = new(2026, 11, 21, 2, 0, 0, TimeSpan.Zero);

    /// <summary>Nothing but two empty lists of APIs.</summary>
    public static Estate Empty { get; } = Of(EmptyScope);

    /// <summary>One HTTP API with one route that anyone can call.</summary>
    public static Estate WithOpenRoute { get; } = Of(ScopeWith(OpenApi("orders")));

    public static Scope EmptyScope => new()
    {
        Account = "111122223333",
        Region = "eu-west-1",
        RestApis = Nothing<Api>(),
        HttpAndWebSocketApis = Nothing<Api>(),
        Domains = Nothing<Domain>(),
        UsagePlans = Nothing<UsagePlan>(),
        ApiKeys = Nothing<ApiKey>(),
        VpcLinks = Nothing<VpcLink>(),
        ClientCertificates = Nothing<ClientCertificate>(),
        Portals = Nothing<Portal>(),
        Alarms = Nothing<Alarm>(),
        Settings = new AccountSettings(),
        ConfigRecording = new ConfigRecording { Rules = Nothing<ConfigRule>() },
    };

    public static ImmutableSortedDictionary<string, string> Tags { get; } = ImmutableSortedDictionary<string, string>.Empty.Add("team", "shop");

    public static Estate Of(params Scope[] scopes) => new() { CollectedAt = Night, Scopes = [.. scopes] };

    public static Scope ScopeWith(params Api[] apis) => EmptyScope with { HttpAndWebSocketApis = Fact(apis) };

    /// <summary>An API without a stage, which is a low finding of AGW7003 whatever else is known.</summary>
    public static Api ApiWithoutStage(string name) => new()
    {
        Id = "a1b2c3d4e5",
        Name = name,
        Kind = ApiKind.Http,
        EndpointType = EndpointType.Regional,
        Stages = Nothing<Stage>(),
    };

    /// <summary>An API with a route that anyone on the internet can call: AGW1001, high.</summary>
    public static Api OpenApi(string name) => new()
    {
        Id = "o1p2e3n4a5",
        Name = name,
        Kind = ApiKind.Http,
        EndpointType = EndpointType.Regional,
        Stages = Fact(new Stage { Name = "$default", AutoDeploy = true }),
        Routes = Fact(new Route { Key = "GET /orders", Authorization = AuthorizationKind.None }),
        Authorizers = Nothing<Authorizer>(),
    };

    /// <summary>A REST API with a route that anyone can call from some addresses, or from anywhere: AGW1001, low or high.</summary>
    public static Estate WithRestApi(bool isForAddresses) => Of(EmptyScope with
    {
        RestApis = Fact(new Api
        {
            Id = "r1e2s3t4a5",
            Name = "orders",
            Kind = ApiKind.Rest,
            EndpointType = EndpointType.Regional,
            ResourcePolicy = isForAddresses
                ? """{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"execute-api:/*","Condition":{"IpAddress":{"aws:SourceIp":"203.0.113.0/24"}}}]}"""
                : null,
            Stages = Fact(new Stage { Name = "prod", DeploymentId = "d1" }),
            Routes = Nothing<Route>(),
            Authorizers = Nothing<Authorizer>(),
            Deployments = [new() { Id = "d1", Methods = Fact(new DeployedMethod { Key = "GET /orders", Authorization = AuthorizationKind.None }) }],
        }),
    });

    private static Fact<ImmutableArray<T>> Nothing<T>() => Fact<T>();

    private static Fact<ImmutableArray<T>> Fact<T>(params T[] things) => ImmutableArray.Create(things);
}
