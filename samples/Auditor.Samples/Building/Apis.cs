namespace Auditor.Samples.Building;

/// <summary>APIs, step by step: made, deployed, served, used.</summary>
internal static class Apis
{
    private const int WindowDays = 30;

    // Nothing exports what a canary serves.
    private static readonly Unknown OfCanary = new("Only a canary serves the deployment, and API Gateway exports what stages serve.")
    {
        Operation = "apigateway:GetExport",
        Code = "CanaryOnly",
    };

    public static Api Rest(string id, string name, string made, string description, params ImmutableArray<Route> routes) =>
        Of(ApiKind.Rest, id, name, made, description, routes) with
        {
            ApiKeySource = "HEADER",
            IpAddressType = "ipv4",
            SecurityPolicy = "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
            EndpointAccessMode = "STRICT",
            GatewayResponses = ImmutableArray<GatewayResponse>.Empty,
        };

    public static Api Http(string id, string name, string made, string description, params ImmutableArray<Route> routes) =>
        Of(ApiKind.Http, id, name, made, description, routes) with { IpAddressType = "ipv4" };

    public static Api WebSocket(string id, string name, string made, string description, params ImmutableArray<Route> routes) =>
        Of(ApiKind.WebSocket, id, name, made, description, routes) with { IpAddressType = "ipv4" };

    /// <summary>Makes a snapshot of the routes for stages to serve.</summary>
    /// <param name="api">The API.</param>
    /// <param name="deployment">The snapshot's id.</param>
    /// <param name="made">When.</param>
    /// <param name="but">What was different then from the working copy of today.</param>
    public static Api Deployed(this Api api, string deployment, string made, params ImmutableArray<DeployedMethod> but)
    {
        var methods = api.Routes.Value
            .Where(route => but.All(other => other.Key != route.Key))
            .Select(route => new DeployedMethod { Key = route.Key, Authorization = route.Authorization, ApiKeyRequired = route.ApiKeyRequired })
            .Concat(but)
            .OrderBy(method => method.Key, StringComparer.Ordinal);
        return api with
        {
            Deployments = [.. api.Deployments
                .Append(new() { Id = deployment, CreatedAt = Day.Of(made), Methods = methods.ToImmutableArray() })
                .OrderBy(one => one.Id, StringComparer.Ordinal)],
        };
    }

    public static Api Serving(this Api api, params ImmutableArray<Stage> stages) => api with
    {
        Stages = stages.OrderBy(stage => stage.Name, StringComparer.Ordinal).ToImmutableArray(),
        Deployments =
        [
            .. api.Deployments.Select(deployment => stages.Any(stage => stage.Canary?.DeploymentId == deployment.Id)
                ? deployment with { Definition = OfCanary }
                : deployment),
        ],
    };

    public static Api With(this Api api, params ImmutableArray<Authorizer> authorizers) =>
        api with { Authorizers = authorizers.OrderBy(authorizer => authorizer.Id, StringComparer.Ordinal).ToImmutableArray() };

    /// <summary>Bodies and parameters are validated wherever a method asks for that.</summary>
    public static Api Validating(this Api api) =>
        api with { RequestValidators = ImmutableArray.Create(new RequestValidator { Id = Routes.Validator, ValidatesBody = true, ValidatesParameters = true }) };

    public static Api OwnedBy(this Api api, string team, string environment = "production") =>
        api with { Tags = ImmutableSortedDictionary.CreateRange(StringComparer.Ordinal, [new("environment", environment), KeyValuePair.Create("team", team)]) };

    /// <summary>Every stage had requests in the last two weeks, which CloudWatch says without counting them.</summary>
    public static Api Used(this Api api) => api.With(new Usage { WindowDays = WindowDays, AnyRequest = true });

    /// <summary>No stage had a request.</summary>
    public static Api Unused(this Api api) => api.With(new Usage { WindowDays = WindowDays, AnyRequest = false, Requests = 0 });

    public static Api With(this Api api, Fact<Usage> usage) => api with
    {
        Usage = usage,
        Stages = api.Stages.Value.Select(stage => stage with { Usage = usage }).ToImmutableArray(),
    };

    /// <summary>No request came to one of its stages.</summary>
    public static Api ButForStage(this Api api, string name) => api with
    {
        Stages = api.Stages.Value.Select(stage => stage.Name == name
            ? stage with { Usage = new Usage { WindowDays = WindowDays, AnyRequest = false, Requests = 0 } }
            : stage)
            .ToImmutableArray(),
    };

    /// <summary>Only the custom domain names lead to it.</summary>
    public static Api WithoutDefaultEndpoint(this Api api) => api with { DisableExecuteApiEndpoint = true };

    private static Api Of(ApiKind kind, string id, string name, string made, string description, ImmutableArray<Route> routes) => new()
    {
        Id = id,
        Name = name,
        Kind = kind,
        Description = description,
        CreatedAt = Day.Of(made),
        EndpointType = EndpointType.Regional,
        Routes = Ids.Given(kind, id, routes).OrderBy(route => route.Key, StringComparer.Ordinal).ToImmutableArray(),
        Authorizers = ImmutableArray<Authorizer>.Empty,
        Stages = ImmutableArray<Stage>.Empty,
    };
}
