using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Core.Exposure;

/// <summary>Explains what becomes of one request: way in, route matching, policies, authorization.</summary>
public sealed class AccessExplainer(ExposureMap map)
{
    // The keys that a request of this kind has or has not, whatever else is unknown about it.
    private static readonly ImmutableHashSet<string> ToldKeys = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "aws:SourceIp", "aws:VpcSourceIp", "aws:SourceVpce", "aws:SecureTransport", "aws:CurrentTime", "aws:EpochTime", "aws:Referer", "aws:UserAgent",
        "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalType", "aws:PrincipalIsAWSService", "aws:username");

    /// <summary>What becomes of a request to a stage.</summary>
    public AccessExplanation Explain(Scope scope, Api api, Stage stage, AccessRequest request)
    {
        ArgumentNullException.ThrowIfNull(scope);
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(stage);
        ArgumentNullException.ThrowIfNull(request);
        var steps = ImmutableArray.CreateBuilder<Evidence>();
        try
        {
            return Explain(scope, api, stage, request, steps);
        }
        catch (UnknownFactException exception)
        {
            return new(AccessDecision.Unknown, exception.Unknown.Because, steps.ToImmutable());
        }
    }

    private AccessExplanation Explain(Scope scope, Api api, Stage stage, AccessRequest request, ImmutableArray<Evidence>.Builder steps)
    {
        var served = map.RoutesOf(scope, api, stage).Value;
        var matched = Match(served.RemoveAll(route => route.IsCanary), request);
        if (Way(scope, api, stage, request, matched) is not { } way)
        {
            return Conclude(steps, AccessDecision.Denied, "way in", request.VpcEndpointId is null ? "none that the internet reaches" : "none that a VPC endpoint reaches");
        }

        steps.Add(new("way in", way.Url));
        if (matched is null)
        {
            return Conclude(steps, AccessDecision.Denied, "route matching", "no route answers this verb on this path");
        }

        steps.Add(new("route matching", matched.Route.Key));
        if (matched.Caveat is { } caveat)
        {
            steps.Add(new("read from", caveat));
        }

        if (stage.Canary is { } canary && Match(served.RemoveAll(route => !route.IsCanary), request) is { } other)
        {
            steps.Add(new("canary", string.Create(CultureInfo.InvariantCulture, $"{canary.PercentTraffic} % of requests meet deployment {Quote.Of(canary.DeploymentId ?? "")}, where {other.Route.Key} has authorization {ExposureMap.Wire(other.Route.Authorization.Value)}")));
        }

        var guard = Guard(matched, served);
        var authorization = guard?.Route.Authorization.Value ?? AuthorizationKind.None;
        if (map.GateOf(way)?.Value.Policy is { } domain
            && Ask(domain, request, authorization, matched) is { Kind: not DecisionKind.Allowed } refused)
        {
            return Conclude(steps, refused.Kind is DecisionKind.Depends ? AccessDecision.Unknown : AccessDecision.Denied, "domain policy", Told(refused));
        }

        var policy = map.GateOf(api).Value.Policy;
        var decision = policy is null ? null : Ask(policy, request, authorization, matched);
        if (api.IsRest)
        {
            steps.Add(new("resource policy", decision is null ? "none" : Told(decision)));
        }

        var (outcome, because) = Authorize(authorization, decision, way.IsPrivate && api.EndpointType.Value is EndpointType.Private, request, scope.Account);
        if (authorization is AuthorizationKind.AwsIam && outcome is AccessDecision.Conditional && request.PrincipalArn is { } principal && new CallerPrincipal(principal).AccountId == scope.Account
            && map.GrantsOf(scope.Account) is { IsKnown: true } grants && grants.Value.Of(principal) is { IsKnown: true } held)
        {
            (outcome, because) = ByIdentity(held.Value, guard ?? matched, request, because);
        }

        steps.Add(new("authorization", $"{ExposureMap.Wire(authorization)}: {because}"));
        if (outcome is AccessDecision.Denied or AccessDecision.Unknown)
        {
            return new(outcome, Sentence(because), steps.ToImmutable());
        }

        if (way.RequiresClientCertificate)
        {
            (outcome, because) = (AccessDecision.Conditional, "a client certificate that the truststore knows must be shown");
            steps.Add(new("mutual TLS", because));
        }

        if (guard is { Route.ApiKeyRequired: true, Api.Kind: not ApiKind.Http })
        {
            (outcome, because) = (AccessDecision.Conditional, "an API key of a usage plan of this stage must be sent, which is no authorization");
            steps.Add(new("API key", because));
        }

        return new(outcome, Sentence(because), steps.ToImmutable());
    }

    // What the principal's own policies say, where they were read.
    private static (AccessDecision Decision, string Because) ByIdentity(IdentityGrants grants, DeployedRoute route, AccessRequest request, string because)
    {
        var target = route.Api.Kind is ApiKind.WebSocket ? route.Target : route.Target with { Verbs = [request.Verb], Path = request.Path, TakenFirst = [] };
        var answer = grants.OnRoute(target);
        return answer.Verdict switch
        {
            Verdict.Yes => (AccessDecision.Allowed, $"{answer.Statement?.Name} of an identity policy of the principal allows it"),
            Verdict.No => (AccessDecision.Denied, "no identity policy of the principal allows it"),
            _ => (AccessDecision.Conditional, $"{because}: that depends on {string.Join(", ", answer.DependsOn)}"),
        };
    }

    private static DeployedRoute? Match(ImmutableArray<DeployedRoute> routes, AccessRequest request) => routes is [{ Api.Kind: ApiKind.WebSocket }, ..]
        ? routes.FirstOrDefault(route => route.Route.Key == request.Path) ?? routes.FirstOrDefault(route => route.Route.Key == "$default")
        : RouteMatching.Match(routes, request.Verb, request.Path);

    private static DeployedRoute? Guard(DeployedRoute route, ImmutableArray<DeployedRoute> served) => route.Api.Kind is ApiKind.WebSocket
        ? served.FirstOrDefault(other => other.Route.Key == "$connect")
        : route;

    // The API's own endpoint where it is there: a domain name asks for no less, but mutual TLS.
    private static Endpoint? Way(Scope scope, Api api, Stage stage, AccessRequest request, DeployedRoute? route)
    {
        var isPrivate = request.VpcEndpointId is not null;
        return EndpointResolver.DefaultEndpoint(scope, api, stage).Value is { } own && own.IsPrivate == isPrivate
            ? own
            : EndpointResolver.CustomDomains(scope, api, stage).Value
                .Where(way => way.IsPrivate == isPrivate && !way.IsTaken(route?.Route.Path))
                .OrderBy(way => way.RequiresClientCertificate)
                .FirstOrDefault();
    }

    private static (AccessDecision Decision, string Because) Authorize(AuthorizationKind authorization, PolicyDecision? policy, bool isPrivateApi, AccessRequest request, string account)
    {
        // The tables of aws-facts.md C.1: what a policy that says nothing means differs between authorization types.
        var isOwn = request.PrincipalArn is { } arn && new CallerPrincipal(arn).AccountId == account;
        return (authorization, policy?.Kind) switch
        {
            (_, null) when isPrivateApi => (AccessDecision.Denied, "a private API without a resource policy rejects every request"),
            (_, DecisionKind.ExplicitlyDenied) => (AccessDecision.Denied, $"{policy?.Statement?.Name} of the resource policy denies it explicitly"),
            (AuthorizationKind.AwsIam, _) when request.PrincipalArn is null => (AccessDecision.Denied, "the request is not signed by an AWS principal"),
            (_, DecisionKind.Depends) => (AccessDecision.Unknown, $"the resource policy depends on {string.Join(", ", policy?.DependsOn ?? [])}"),
            (AuthorizationKind.AwsIam, DecisionKind.Allowed) when isOwn => (AccessDecision.Allowed, "the resource policy allows it, which is enough within the account"),
            (AuthorizationKind.AwsIam, _) when isOwn => (AccessDecision.Conditional, "an identity policy of the principal must allow execute-api:Invoke"),
            (AuthorizationKind.AwsIam, DecisionKind.Allowed) => (AccessDecision.Conditional, "an identity policy in the principal's own account must allow execute-api:Invoke too"),
            (AuthorizationKind.AwsIam, _) => (AccessDecision.Denied, "a principal of another account needs the resource policy to allow it"),
            (AuthorizationKind.Custom, DecisionKind.Neither) => (AccessDecision.Conditional, "the Lambda authorizer must allow it, because the resource policy does not"),
            (AuthorizationKind.Custom, _) => (AccessDecision.Conditional, "the Lambda authorizer must not reject it"),
            (_, DecisionKind.Neither) => (AccessDecision.Denied, "no statement of the resource policy allows it"),
            (AuthorizationKind.None, _) => (AccessDecision.Allowed, "nothing is asked for"),
            _ => (AccessDecision.Conditional, "a token that the authorizer accepts must be sent"),
        };
    }

    // Statements that hang on a key nobody has told are set aside; if they could change the answer, it depends on the key.
    private PolicyDecision Ask(AccessPolicy policy, AccessRequest asked, AuthorizationKind authorization, DeployedRoute route)
    {
        var request = Request(asked, authorization, route);
        bool IsTold(PolicyCondition condition) =>
            ToldKeys.Contains(condition.Key)
            || request.Values(condition.Key) is not []
            || (request.Principal is null && (condition.Key.StartsWith("aws:Principal", StringComparison.OrdinalIgnoreCase) || condition.Key.StartsWith("aws:MultiFactorAuth", StringComparison.OrdinalIgnoreCase) || condition.Key.ToUpperInvariant() is "AWS:USERID" or "AWS:TOKENISSUETIME"))
            || (asked.VpcEndpointId is null && string.Equals(condition.Key, "aws:SourceVpc", StringComparison.OrdinalIgnoreCase));

        var document = policy.Document;
        var known = new PolicyEvaluator(document with { Statements = document.Statements.RemoveAll(statement => !statement.Conditions.All(IsTold)) }).Decide(request);
        if (known.Kind is DecisionKind.ExplicitlyDenied)
        {
            return known;
        }

        ImmutableArray<PolicyStatement> open =
        [
            .. document.Statements
                .Where(statement => !statement.Conditions.All(IsTold) && (known.Kind is not DecisionKind.Allowed || statement.Effect is not PolicyEffect.Allow))
                .Where(statement => new PolicyEvaluator(document).Matches(statement with { Conditions = statement.Conditions.RemoveAll(condition => !IsTold(condition)) }, request) is not Truth.False),
        ];
        return open is []
            ? known
            : new(DecisionKind.Depends, open[0], [.. open.SelectMany(statement => statement.Conditions).Where(condition => !IsTold(condition)).Select(condition => condition.Key).Distinct(StringComparer.OrdinalIgnoreCase)], MayBeAllowed: true, MayBeDenied: true);
    }

    private PolicyRequest Request(AccessRequest asked, AuthorizationKind authorization, DeployedRoute route)
    {
        var now = map.Estate.CollectedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new PolicyRequest
        {
            // A signature that the route does not ask for is not looked at.
            Principal = authorization is AuthorizationKind.AwsIam && asked.PrincipalArn is { } arn ? new CallerPrincipal(arn) : null,
            Resource = $"{route.Target.ApiArn}/{route.Stage.Name}/{asked.Verb}/{asked.Path.TrimStart('/')}",
        };
        request = request.With("aws:SecureTransport", "true").With("aws:CurrentTime", now).With("aws:EpochTime", now);
        if (asked.VpcEndpointId is not { } endpoint)
        {
            return asked.FromIp is { } address ? request.With("aws:SourceIp", address) : request;
        }

        request = request.With("aws:SourceVpce", endpoint);
        request = asked.VpcId is { } vpc ? request.With("aws:SourceVpc", vpc) : request;
        return asked.FromIp is { } inside ? request.With("aws:VpcSourceIp", inside) : request;
    }

    private static string Told(PolicyDecision decision) => decision.Kind switch
    {
        DecisionKind.Allowed => $"{decision.Statement?.Name} allows it",
        DecisionKind.ExplicitlyDenied => $"{decision.Statement?.Name} denies it",
        DecisionKind.Neither => "no statement says anything about it",
        _ => $"depends on {string.Join(", ", decision.DependsOn)} ({decision.Statement?.Name})",
    };

    private static AccessExplanation Conclude(ImmutableArray<Evidence>.Builder steps, AccessDecision decision, string what, string value)
    {
        steps.Add(new(what, value));
        return new(decision, Sentence($"{what}: {value}"), steps.ToImmutable());
    }

    private static string Sentence(string text) => $"{char.ToUpperInvariant(text[0])}{text[1..]}.";
}
