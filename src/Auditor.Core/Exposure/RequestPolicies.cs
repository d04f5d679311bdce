using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>Asks policies about one request, of which some keys are known and some are not.</summary>
internal sealed class RequestPolicies(ExposureMap map, DeployedRoute route, RouteGuard guard, AccessRequest asked)
{
    // The keys that a request of this kind has or has not, whatever else is unknown about it; those of services are there only when a
    // service calls.
    private static readonly ImmutableHashSet<string> KnownKeys = ImmutableHashSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "aws:SourceIp", "aws:VpcSourceIp", "aws:SourceVpce", "aws:SecureTransport", "aws:CurrentTime", "aws:EpochTime", "aws:Referer",
        "aws:UserAgent",
        "aws:PrincipalArn", "aws:PrincipalAccount", "aws:PrincipalType", "aws:PrincipalIsAWSService", "aws:username", "aws:SourceArn",
        "aws:SourceAccount",
        "aws:SourceOwner", "aws:SourceOrgID", "aws:SourceOrgPaths", "aws:CalledVia", "aws:CalledViaFirst", "aws:CalledViaLast", "aws:PrincipalServiceName", "aws:PrincipalServiceNamesList");

    /// <summary>
    /// What a policy says. Statements that hang on a key nobody has told are set aside; if they could change the answer, it depends on the
    /// key.
    /// </summary>
    public PolicyDecision Ask(AccessPolicy policy)
    {
        var request = Request();
        bool IsKnown(PolicyCondition condition) =>
            KnownKeys.Contains(condition.Key)
            || request.Values(condition.Key) is not []
            || (request.Principal is null && IsAboutPrincipal(condition.Key))
            || (asked.VpcEndpointId is null && string.Equals(condition.Key, "aws:SourceVpc", StringComparison.OrdinalIgnoreCase));

        var document = policy.Document;
        var known = new PolicyEvaluator(
            document with { Statements = document.Statements.RemoveAll(statement => !statement.Conditions.All(IsKnown)) })
            .Decide(request);
        if (known.Kind is DecisionKind.ExplicitlyDenied)
        {
            return known;
        }

        ImmutableArray<PolicyStatement> open =
        [
            .. document.Statements
                .Where(statement => !statement.Conditions.All(IsKnown)
                    && (known.Kind is not DecisionKind.Allowed || statement.Effect is not PolicyEffect.Allow))
                .Where(statement => new PolicyEvaluator(document)
                    .Matches(statement with { Conditions = statement.Conditions.RemoveAll(condition => !IsKnown(condition)) }, request) is not Truth.False),
        ];
        return open is []
            ? known
            : new(
                DecisionKind.Depends,
                open[0],
                [.. open.SelectMany(statement => statement.Conditions).Where(condition => !IsKnown(condition)).Select(condition => condition.Key).Distinct(StringComparer.OrdinalIgnoreCase)],
                MayBeAllowed: true,
                MayBeDenied: known.MayBeDenied || open.Any(statement => statement.Effect is not PolicyEffect.Allow));
    }

    public static string AdmittedText(PolicyDecision decision) => decision.Kind switch
    {
        DecisionKind.Allowed => $"{decision.Statement?.Name} allows it",
        DecisionKind.ExplicitlyDenied => $"{decision.Statement?.Name} denies it",
        DecisionKind.Neither => "no statement says anything about it",
        _ => $"depends on {string.Join(", ", decision.DependsOn)} ({decision.Statement?.Name})",
    };

    private static bool IsAboutPrincipal(string key) =>
        key.StartsWith("aws:Principal", StringComparison.OrdinalIgnoreCase)
        || key.StartsWith("aws:MultiFactorAuth", StringComparison.OrdinalIgnoreCase)
        || key.ToUpperInvariant() is "AWS:USERID" or "AWS:TOKENISSUETIME";

    private PolicyRequest Request()
    {
        var now = map.Estate.CollectedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var request = new PolicyRequest
        {
            // A signature that the route does not ask for is not looked at.
            Principal = guard.AsksForSignature && asked.PrincipalArn is { } arn ? new CallerPrincipal(arn) : null,
            Resource = $"{route.Target.ApiArn}/{route.Stage.Name}/{asked.Verb}/{asked.Path.TrimStart('/')}",
        };
        request = request
            .With("aws:SecureTransport", "true").With("aws:CurrentTime", now).With("aws:EpochTime", now)
            .With("aws:RequestedRegion", route.Scope.Region)
                .With("aws:ResourceAccount", route.Scope.Account)
                .With("aws:ViaAWSService", "false");
        foreach (var (key, header) in new[] { ("aws:Referer", "Referer"), ("aws:UserAgent", "User-Agent") })
        {
            request = asked.Headers.GetValueOrDefault(header) is { } value ? request.With(key, value) : request;
        }

        if (asked.VpcEndpointId is not { } endpoint)
        {
            return asked.FromIp is { } address ? request.With("aws:SourceIp", address) : request;
        }

        request = request.With("aws:SourceVpce", endpoint);
        request = asked.VpcId is { } vpc ? request.With("aws:SourceVpc", vpc) : request;
        return asked.FromIp is { } inside ? request.With("aws:VpcSourceIp", inside) : request;
    }
}
