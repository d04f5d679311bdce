using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;
using Auditor.Core.Throttling;

namespace Auditor.Core.Exposure;

/// <summary>Walks one request through everything that AWS asks, in AWS's order.</summary>
/// <remarks>
/// The steps, and what decides at each, are those of <see cref="DecisionWalk"/>; here every one is asked about this request alone.
/// </remarks>
public sealed class AccessExplainer(ExposureMap map)
{
    private const string Connect = "$connect";

    /// <summary>What becomes of a request to a stage: through the endpoint that leads furthest, unless it names one.</summary>
    public AccessExplanation Explain(Scope scope, Api api, Stage stage, AccessRequest request)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(request);
        try
        {
            var served = map.RoutesOf(scope, api, stage).Value;
            // The switch of the default endpoint is the deployment's.
            var deployed = served.FirstOrDefault(route => !route.IsCanary)?.Api ?? api;
            var isPrivate = request.VpcEndpointId is not null;
            var named = request.Url?.Host ?? request.Host;
            var endpoints = map.EndpointsOf(scope, deployed, stage)
                .Where(endpoint => endpoint.IsPrivate == isPrivate
                    && (named is null || string.Equals(endpoint.Host, named, StringComparison.OrdinalIgnoreCase)))
                .ToImmutableArray();
            return endpoints is []
                ? new RequestTrail()
                    .Denied(
                        WalkStepKind.Endpoint,
                        $"none that {(isPrivate ? "a VPC endpoint" : "the internet")} "
                            + $"reaches{(named is null ? "" : $" is called {Quote.Of(named)}")}")
                : endpoints.Select(endpoint => Explain(endpoint, deployed, stage, served, request))
                    .MinBy(explanation => Rank(explanation.Decision))
                    ?? throw new InvalidOperationException("There was an endpoint.");
        }
        catch (UnknownFactException exception)
        {
            return new(AccessDecision.Unknown, exception.Unknown.Because, []);
        }
    }

    private static int Rank(AccessDecision decision) => decision switch
    {
        AccessDecision.Allowed => 0,
        AccessDecision.Conditional => 1,
        AccessDecision.Unknown => 2,
        _ => 3,
    };

    private AccessExplanation Explain(Endpoint endpoint, Api api, Stage stage, ImmutableArray<DeployedRoute> served, AccessRequest request)
    {
        if (request.Url is { } url)
        {
            if (endpoint.PathBehind(url.AbsolutePath) is not { } path)
            {
                return new RequestTrail()
                    .Denied(WalkStepKind.Endpoint, $"{url.GetLeftPart(UriPartial.Path)} leads to another API or stage");
            }

            // The address of a WebSocket API is where connections are made; routes are for the messages that follow.
            request = request with { Path = api.Kind is ApiKind.WebSocket ? Connect : path };
        }

        var atCanary = served.RemoveAll(route => !route.IsCanary);
        if (stage.Canary is not { } canary || atCanary is [])
        {
            return Walk(endpoint, api, stage, served.RemoveAll(route => route.IsCanary), request);
        }

        // A canary that gets every request leaves none to the stage's own deployment.
        var ofCanary = Walk(endpoint, atCanary[0].Api, stage, atCanary, request);
        return atCanary.Length == served.Length
            ? ofCanary
            : WithCanary(Walk(endpoint, api, stage, served.RemoveAll(route => route.IsCanary), request), canary, ofCanary);
    }

    private static string Word(AccessDecision decision) => decision switch
    {
        AccessDecision.Allowed => "allowed",
        AccessDecision.Conditional => "allowed under a condition",
        AccessDecision.Denied => "denied",
        _ => "could not tell",
    };

    // Some of the requests meet the canary's deployment, which may let in what the stage's own does not.
    private static AccessExplanation WithCanary(AccessExplanation usual, Canary canary, AccessExplanation atCanary)
    {
        var share = string.Create(
            CultureInfo.InvariantCulture, $"{canary.PercentTraffic} % of requests meet deployment {Quote.Of(canary.DeploymentId ?? "")}");
        var isLetInMore = Rank(atCanary.Decision) < Rank(usual.Decision);
        var explanation = $"{share}: {Word(atCanary.Decision)}. {atCanary.Because}";
        return isLetInMore
            ? new(
                atCanary.Decision,
                $"{atCanary.Because} That is so for the canary only: {share}.",
                [.. atCanary.Steps, new("canary", $"{share}; the others: {Word(usual.Decision)}. {usual.Because}")])
            : usual with { Steps = [.. usual.Steps, new("canary", explanation)] };
    }

    // Of one deployment.
    private AccessExplanation Walk(Endpoint endpoint, Api api, Stage stage, ImmutableArray<DeployedRoute> served, AccessRequest request)
    {
        var trail = new RequestTrail();
        try
        {
            return Walk(trail, endpoint, api, stage, served, request);
        }
        catch (UnknownFactException exception)
        {
            return trail.Unknown(exception.Unknown.Because);
        }
    }

    private AccessExplanation Walk(
        RequestTrail trail, Endpoint endpoint, Api api, Stage stage, ImmutableArray<DeployedRoute> served, AccessRequest request)
    {
        if (Unreachable(endpoint, api, request) is { } unreachable)
        {
            return trail.Denied(WalkStepKind.Endpoint, unreachable);
        }

        trail.Add(WalkStepKind.Endpoint, endpoint.Url);
        if (api.Kind is ApiKind.WebSocket && IsAboutConnections(request.Path))
        {
            return request.PrincipalArn is null
                ? trail.Denied(
                    WalkStepKind.Authorization, "@connections commands have to be signed by an AWS principal, whatever the routes ask")
                : trail.Unknown(
                    WalkStepKind.Authorization,
                    "@connections commands need execute-api:ManageConnections, of which identity policies decide; here routes are asked "
                        + "about");
        }

        var matched = Match(served, api, request);
        if (matched is null && api.Kind is ApiKind.WebSocket && request.Path == Connect)
        {
            return trail.Allowed(WalkStepKind.Route, $"the API has no {Quote.Of(Connect)} route, so API Gateway accepts every connection");
        }

        if (matched is null)
        {
            // An ANY route or '$default' would have taken it, authorizer and all (Configure CORS for HTTP APIs).
            return api is { Kind: ApiKind.Http, Cors: not null } && request.Verb == "OPTIONS"
                ? trail.Allowed(
                    WalkStepKind.Route, "no route takes it: API Gateway answers the preflight itself, from the API's CORS configuration")
                : trail.Denied(
                    WalkStepKind.Route,
                    api.Kind is ApiKind.WebSocket
                        ? $"there is no route {Quote.Of(request.Path)}, and no {Quote.Of("$default")} that takes what no other does"
                        : "no route answers this verb on this path");
        }

        trail.Add(WalkStepKind.Route, matched.Route.Key);
        if (matched.Caveat is { } caveat)
        {
            trail.Add("read from", caveat);
        }

        var asked = new ReachedRequests(
            matched.Target with { Path = request.Path, Verbs = [request.Verb], TakenFirst = [] }, request.Verb, request.Path);
        if (RequestFirewall.Decide(map.FirewallOf(matched, endpoint, asked), request, trail) is { } stopped)
        {
            return stopped;
        }

        var guard = map.GuardOf(matched);
        var policies = new RequestPolicies(map, matched, guard, request);
        var authorization = new RequestAuthorization(map, matched, guard, endpoint, request);
        if (map.DomainPolicyOf(endpoint)?.Value.Policy is { } domain)
        {
            var (verdict, explanation, isSigned) = authorization.DomainName(domain, policies);
            if (verdict is Verdict.No || (verdict is Verdict.Depends && !isSigned))
            {
                return verdict is Verdict.No
                    ? trail.Denied(WalkStepKind.DomainPolicy, explanation)
                    : trail.Unknown(WalkStepKind.DomainPolicy, explanation);
            }

            trail.Add(WalkStepKind.DomainPolicy, explanation);
        }

        var evaluator = map.ResourcePolicyEvaluatorOf(matched.Api).Value;
        var decision = evaluator.Policy is { } policy ? policies.Ask(policy) : null;
        if (api.IsRest)
        {
            trail.Add(
                WalkStepKind.ResourcePolicy,
                evaluator.Policy is null || decision is null ? "none" : authorization.ResourcePolicy(evaluator.Policy, decision));
        }

        if (authorization.Organization() is { } organization)
        {
            trail.Add("organization", organization);
        }

        var (outcome, because) = authorization.Decide(evaluator.Policy?.Document, decision);
        trail.Add(WalkStepKind.Authorization, $"{AuthorizationType.Of(guard.Authorization)}: {because}", outcome, because);
        if (outcome is AccessDecision.Denied or AccessDecision.Unknown)
        {
            return trail.Explanation;
        }

        if (endpoint.RequiresClientCertificate)
        {
            trail.Ask("mutual TLS", Credential.ClientCertificate, request, "a client certificate that the truststore knows must be shown");
        }

        if (guard.AsksForKey)
        {
            if (map.HasUsableKey(matched) is { IsKnown: true, Value: false })
            {
                return trail.Denied(WalkStepKind.ApiKey, $"one must be sent, and {KeyAvailability.WhyNone(matched)}");
            }

            trail.Ask(
                WalkText.Label(WalkStepKind.ApiKey),
                Credential.ApiKey,
                request,
                "an API key of a usage plan of this stage must be sent, which is no authorization");
        }

        if (RouteLimit.WhyNone(api, matched.Stage, matched.Route.Key) is { } why)
        {
            return trail.Denied(WalkStepKind.Throttling, why);
        }

        if (matched.Route.Integration is { IsKnown: true, Value.Type: IntegrationType.Mock })
        {
            trail.Add(WalkStepKind.Integration, "MOCK: API Gateway answers it, and no backend is reached");
        }

        return trail.Explanation;
    }

    // Use @connections commands in your backend service.
    private static bool IsAboutConnections(string path) =>
        path.TrimStart('/') is var from && (from is "@connections" || from.StartsWith("@connections/", StringComparison.Ordinal));

    // Why a request does not get from this name to this stage.
    private static string? Unreachable(Endpoint endpoint, Api api, AccessRequest request)
    {
        if (!endpoint.IsPrivate
            && !endpoint.IsDualStack
            && request.FromIp is { } address
            && Cidr.TryParse(address, out var block)
            && !block.IsIpv4)
        {
            return $"{endpoint.Url} answers over IPv4 only";
        }

        if (api.Kind is ApiKind.WebSocket || endpoint.PathBehind(new Uri(endpoint.UrlOf(request.Path)).AbsolutePath) is not null)
        {
            return null;
        }

        var first = request.Path.Trim('/').Split('/')[0];
        return endpoint.Kind is EndpointKind.DefaultEndpoint
            ? $"a path that begins with {Quote.Of(first)} leads to stage {Quote.Of(first)}, not to {Quote.Of("$default")}"
            : endpoint.KeepsBasePath && !endpoint.TakenFirst.Contains(first)
                ? $"{endpoint.Host} leads only paths at or below {Quote.Of(endpoint.BasePath)} here, and does not strip it"
                : $"{endpoint.UrlOf(request.Path)} leads to another API or stage";
    }

    private static DeployedRoute? Match(ImmutableArray<DeployedRoute> routes, Api api, AccessRequest request) =>
        api.Kind is ApiKind.WebSocket
        // Messages that no other route takes go to '$default'; connections do not.
        ? routes.FirstOrDefault(route => route.Route.Key == request.Path)
            ?? (request.Path == Connect ? null : routes.FirstOrDefault(route => route.Route.Key == "$default"))
        : RouteMatching.Match(routes, request.Verb, request.Path);
}
