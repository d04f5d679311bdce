using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>A route as one stage serves it.</summary>
/// <param name="Scope">The account and Region.</param>
/// <param name="Api">The API.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Route">The route; authorization and API key as deployed where that could be read, the rest as configured.</param>
/// <param name="Basis">What authorization was read from.</param>
public sealed record DeployedRoute(Scope Scope, Api Api, Stage Stage, Route Route, Basis Basis)
{
    /// <summary>Whether it is served by the stage's canary deployment.</summary>
    public bool IsCanary { get; init; }

    /// <summary>
    /// Whether all of it was read from the deployment, authorizer, integration and policy too, and not only authorization and API key.
    /// </summary>
    public bool IsExported { get; init; }

    /// <summary>
    /// The verbs that it answers: for <c>ANY</c>, those that have no route of their own on its path; empty when all have one.
    /// </summary>
    public ImmutableArray<string> Verbs { get; init; } = Route.Method is { } verb and not "ANY" ? [verb] : RouteTarget.AnyVerb;

    /// <summary>More specific routes of the same snapshot, which answer some of the requests that it could.</summary>
    public ImmutableArray<Route> TakenFirst { get; init; } = [];

    /// <summary>
    /// What callers meet may be something else for this reason, as a sentence; <see langword="null"/> when it is certain.
    /// </summary>
    public string? Caveat { get; init; }

    /// <summary>
    /// Why something stands in for what the stage serves although AWS could have told it: whoever finds nothing wrong with the route cannot
    /// tell. <see langword="null"/> when it was read, or nobody can read it.
    /// </summary>
    public Unknown? NotRead { get; init; }

    /// <summary>What of it is what is configured, and may be something else; <see cref="Caveat"/> says why.</summary>
    internal StandIn StandsIn { get; init; }

    /// <summary>Why what stands in may be something else.</summary>
    internal Unknown Doubt => NotRead ?? new(Caveat ?? "It cannot be known.");

    /// <summary>
    /// The route with what stands in taken at its worst: a policy that lets in everyone, a default endpoint that answers, an authorizer and
    /// an integration that nobody knows. What is fine even so is fine. <see langword="null"/> where not even its authorization is known.
    /// </summary>
    internal DeployedRoute? AtWorst() => Without(LetsInEveryone, isDefaultEndpointOff: false);

    /// <summary>
    /// The route with what stands in taken at its best: a policy that lets in nobody, a default endpoint that is off, the rest as nobody
    /// knows. What is wrong even so is wrong.
    /// </summary>
    internal DeployedRoute? AtBest() => Without(LetsInNobody, isDefaultEndpointOff: true);

    /// <summary>The stage variables that its requests meet: the canary's own come first.</summary>
    public ImmutableArray<StageVariable> Variables =>
        IsCanary && Stage.Canary is { } canary ? canary.VariablesOver(Stage.Variables) : Stage.Variables;

    /// <summary>The requests that reach it, as a resource policy names them.</summary>
    public RouteTarget Target =>
        TargetOf(Route, Verbs) with { TakenFirst = [.. TakenFirst.Select(other => TargetOf(other, [other.Method ?? "ANY"]))] };

    private const string LetsInEveryone = """{"Version":"2012-10-17","Statement":{"Effect":"Allow","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}}""";
    private const string LetsInNobody = """{"Version":"2012-10-17","Statement":{"Effect":"Deny","Principal":"*","Action":"execute-api:Invoke","Resource":"*"}}""";

    private DeployedRoute? Without(string policy, bool isDefaultEndpointOff)
    {
        if (StandsIn is StandIn.None || StandsIn.HasFlag(StandIn.Routes))
        {
            return StandsIn is StandIn.None ? this : null;
        }

        var reason = Doubt;
        var api = Api;
        if (StandsIn.HasFlag(StandIn.ResourcePolicy) && api.IsRest)
        {
            api = api with { ResourcePolicy = policy };
        }

        if (StandsIn.HasFlag(StandIn.DefaultEndpoint))
        {
            // Without the export the switch is what the API says it is.
            api = api with { DisableExecuteApiEndpoint = isDefaultEndpointOff, Deployments = [] };
        }

        if (StandsIn.HasFlag(StandIn.Authorizers))
        {
            api = api with { Routes = reason, Authorizers = reason };
        }

        return this with
        {
            Api = api,
            Route = StandsIn.HasFlag(StandIn.Integration) ? Route with { Integration = reason } : Route,
            StandsIn = StandIn.None,
            NotRead = null,
        };
    }

    private RouteTarget TargetOf(Route route, ImmutableArray<string> verbs) => new()
    {
        Partition = Scope.Partition,
        Region = Scope.Region,
        AccountId = Scope.Account,
        ApiId = Api.Id,
        Stage = Stage.Name,
        Verbs = Api.Kind is ApiKind.WebSocket ? RouteTarget.NoVerb : verbs,
        Path = Api.Kind is ApiKind.WebSocket ? route.Key : route.Path ?? "/{proxy+}",
    };
}
