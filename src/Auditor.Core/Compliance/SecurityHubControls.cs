using System.Collections.Frozen;
using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Subjects;

namespace Auditor.Core.Compliance;

/// <summary>
/// Asks what controls ask, of the things that they are about, as their publishers describe them. Rules ask what matters, which may be
/// stricter or looser: a rule that leaves a thing alone is no pass.
/// </summary>
/// <remarks>
/// Security Hub CSPM controls for Amazon API Gateway and for AWS WAF; CIS AWS Foundations Benchmark 7.0, 4.10. They judge what is
/// configured, not what is deployed.
/// </remarks>
internal static class SecurityHubControls
{
    /// <summary>The policies that APIGateway.11 accepts; it has no parameters.</summary>
    internal static readonly ImmutableArray<string> RecommendedTlsPolicies =
    [
        "SecurityPolicy_TLS13_1_3_2025_09", "SecurityPolicy_TLS13_1_3_FIPS_2025_09", "SecurityPolicy_TLS13_1_2_PFS_PQ_2025_09",
        "SecurityPolicy_TLS13_2025_EDGE", "SecurityPolicy_TLS12_PFS_2025_EDGE",
    ];

    private static readonly FrozenDictionary<string, Func<Scope, IEnumerable<ControlSubject>>> Controls =
        new Dictionary<string, Func<Scope, IEnumerable<ControlSubject>>>(StringComparer.Ordinal)
        {
            ["APIGateway.1"] = scope =>
                Stages(
                    scope,
                    api => api.Kind is not ApiKind.Http,
                    stage => WriteError(!IsLogged(stage), "no execution log of ERROR or INFO for every method")),
            ["APIGateway.2"] = scope =>
                Stages(
                    scope,
                    api => api.IsRest,
                    stage => WriteError(string.IsNullOrEmpty(stage.ClientCertificateId), "no client certificate")),
            ["APIGateway.3"] = scope => Stages(scope, api => api.IsRest, stage => WriteError(!stage.TracingEnabled, "no X-Ray tracing")),
            ["APIGateway.4"] = scope =>
                Stages(scope, api => api.IsRest, stage => WriteError(string.IsNullOrEmpty(stage.WebAclArn), "no web ACL")),
            ["APIGateway.5"] = scope =>
                Stages(
                    scope,
                    api => api.IsRest,
                    stage => WriteError(Caching(stage).Any(settings => !settings.CacheDataEncrypted), "a cache that is not encrypted"),
                    stage => Caching(stage).Any()),
            ["APIGateway.8"] = scope =>
                Routes(
                    scope,
                    (_, route) => route.Authorization.Select<string?>(kind => kind is AuthorizationKind.None ? "authorization type NONE" : null)),
            ["APIGateway.9"] = scope => Stages(scope, api => !api.IsRest, stage => WriteError(!HasAccessLog(stage), "no access log")),
            ["APIGateway.10"] = PrivateIntegrations,
            ["APIGateway.11"] = Domains,
            ["WAF.10"] = scope =>
                WebAcls(scope, acl => acl.Definition.Select(definition => WriteError(definition.Rules is [], "no rule and no rule group"))),
            ["WAF.11"] = scope => WebAcls(scope, acl => acl.IsLogged.Select(isLogged => WriteError(!isLogged, "no log"))),
            ["CIS-AWS-7.0 4.10"] = PublicStages,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether it is known what a control asks of what.</summary>
    public static bool Has(string control) => Controls.ContainsKey(control);

    /// <summary>
    /// The things in an inventory that a control is about. Whatever could not be listed is one thing of which nobody can tell; of a Region
    /// that is closed on purpose nothing is asked.
    /// </summary>
    public static IEnumerable<ControlSubject> SubjectsOf(string control, Estate estate) =>
        estate.Scopes.Where(scope => scope.ClosedBy is null).SelectMany(Controls[control]);

    private static string? WriteError(bool isWrong, string what) => isWrong ? what : null;

    private static IEnumerable<ControlSubject> Stages(
        Scope scope, Func<Api, bool> isAbout, Func<Stage, string?> complaint, Func<Stage, bool>? isApplicable = null)
    {
        foreach (var missing in Unlisted(scope, isAbout))
        {
            yield return missing;
        }

        foreach (var api in scope.KnownApis.Where(isAbout))
        {
            if (api.Stages.Unknown is { } reason)
            {
                yield return ControlSubject.Of(new ApiSubject(scope, api), reason);
                continue;
            }

            // A template is not asked of what it only refers to.
            foreach (var stage in api.Stages.Value.Where(stage => stage.NotInTemplate is null && isApplicable?.Invoke(stage) is not false))
            {
                yield return ControlSubject.Of(new StageSubject(scope, api, stage), complaint(stage));
            }
        }
    }

    // Every route of HTTP and WebSocket APIs, whether or not somebody can call it: that is what the control looks at.
    private static IEnumerable<ControlSubject> Routes(
        Scope scope, Func<Api, Route, Fact<string?>> complaint, Func<Api, Route, bool>? isApplicable = null)
    {
        foreach (var missing in Unlisted(scope, api => !api.IsRest))
        {
            yield return missing;
        }

        foreach (var api in scope.KnownApis.Where(api => !api.IsRest))
        {
            // Nothing but its stages is read of an API that has none.
            if (api.Routes.Unknown is { } reason)
            {
                if (api.Stages.ValueOr([]) is not [] || !api.Stages.IsKnown)
                {
                    yield return ControlSubject.Of(new ApiSubject(scope, api), reason);
                }

                continue;
            }

            foreach (var route in api.Routes.Value
                .Where(route => route.NotInTemplate is null && isApplicable?.Invoke(api, route) is not false))
            {
                var identity = new ApiSubject(scope, api).Identity with { Route = route.Key };
                yield return new(ControlSubject.NameOf(identity), complaint(api, route)) { FoundOn = [identity] };
            }
        }
    }

    private static IEnumerable<ControlSubject> PrivateIntegrations(Scope scope) => Routes(
        scope,
        (_, route) =>
            route.Integration.Select<string?>(integration => WriteError(
                integration is { ThroughVpcLink: true, HasTlsConfig: false }, "a private integration without TLS")),
        (_, route) => !route.Integration.IsKnown || route.Integration.Value is { ThroughVpcLink: true });

    private static IEnumerable<ControlSubject> PublicStages(Scope scope)
    {
        foreach (var missing in Unlisted(scope, _ => true))
        {
            yield return missing;
        }

        foreach (var api in scope.KnownApis.Where(api => api.EndpointType.ValueOr(EndpointType.Regional) is not EndpointType.Private))
        {
            if (api.Stages.Unknown is { } reason)
            {
                yield return ControlSubject.Of(new ApiSubject(scope, api), reason);
                continue;
            }

            foreach (var stage in api.Stages.Value.Where(stage => stage.NotInTemplate is null))
            {
                yield return ControlSubject.Of(
                    new StageSubject(scope, api, stage), api.EndpointType.Select(_ => WriteError(!HasAccessLog(stage), "no access log")));
            }
        }
    }

    private static IEnumerable<ControlSubject> Domains(Scope scope)
    {
        if (scope.Domains.Unknown is { } reason)
        {
            yield return ControlSubject.Of(new ScopeSubject(scope), reason);
            yield break;
        }

        foreach (var domain in scope.Domains.Value.Where(domain => domain.NotInTemplate is null))
        {
            yield return ControlSubject.Of(new DomainSubject(scope, domain), domain.SecurityPolicy switch
            {
                { } policy => WriteError(!RecommendedTlsPolicies.Contains(policy, StringComparer.Ordinal), $"security policy {policy}"),
                // API Gateway fixes private domain names at TLS 1.2.
                null when domain.EndpointType.ValueOr(EndpointType.Regional) is EndpointType.Private => "security policy TLS_1_2",
                null => new Unknown("API Gateway's answer names no security policy for this domain name."),
            });
        }
    }

    // The web ACLs that stages name: others protect no API. WAF Classic has controls of its own.
    private static IEnumerable<ControlSubject> WebAcls(Scope scope, Func<WebAcl, Fact<string?>> complaint)
    {
        foreach (var missing in Unlisted(scope, api => api.IsRest))
        {
            yield return missing;
        }

        var users = scope.KnownApis
            .SelectMany(api => api.Stages.ValueOr([])
                .Select(stage => (Stage: stage, Subject: (Subject)new StageSubject(scope, api, stage))))
            .Where(user => user.Stage.WebAclArn is { Length: > 0 } arn && arn.Contains(":wafv2:", StringComparison.Ordinal))
            .ToLookup(user => user.Stage.WebAclArn, user => user.Subject.Identity, StringComparer.Ordinal);
        foreach (var acl in users.OrderBy(user => user.Key, StringComparer.Ordinal))
        {
            var read = scope.WebAcls.FirstOrDefault(one => string.Equals(one.Arn, acl.Key, StringComparison.Ordinal));
            yield return new(acl.Key ?? "", read is null ? Unknown.NotCollected : complaint(read)) { FoundOn = [.. acl] };
        }
    }

    private static IEnumerable<ControlSubject> Unlisted(Scope scope, Func<Api, bool> isAbout)
    {
        var subject = new ScopeSubject(scope);
        bool IsAbout(ApiKind kind) => isAbout(new() { Id = "", Name = "", Kind = kind, EndpointType = EndpointType.Regional });
        if (IsAbout(ApiKind.Rest) && (scope.RestApis.Unknown ?? scope.MoreRestApis) is { } rest)
        {
            yield return ControlSubject.Of(subject, rest);
        }

        if ((IsAbout(ApiKind.Http) || IsAbout(ApiKind.WebSocket))
            && (scope.HttpAndWebSocketApis.Unknown ?? scope.MoreHttpAndWebSocketApis) is { } v2)
        {
            yield return ControlSubject.Of(subject, v2);
        }
    }

    private static bool HasAccessLog(Stage stage) => !string.IsNullOrEmpty(stage.AccessLog?.DestinationArn);

    // All methods: the settings for all of them, and none of a single method that switches it off again.
    private static bool IsLogged(Stage stage) =>
        stage.DefaultSettings?.LoggingLevel is "ERROR" or "INFO"
            && stage.Settings.All(settings => settings.LoggingLevel is null or "ERROR" or "INFO");

    private static IEnumerable<RouteSettings> Caching(Stage stage) =>
        stage.CacheClusterEnabled ? stage.Settings.Where(settings => settings.CachingEnabled) : [];
}
