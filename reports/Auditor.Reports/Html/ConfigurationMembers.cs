using System.Collections.Frozen;
using System.Collections.Immutable;
using Auditor.Core.Subjects;

namespace Auditor.Reports.Html;

/// <summary>
/// Knows which members of an inventory evidence speaks of: evidence has the words of API Gateway's API, which differ from ours.
/// </summary>
internal static class ConfigurationMembers
{
    private static readonly FrozenDictionary<string, string[]> ByEvidence = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["authorization"] = ["authorization"],
        ["authorizationType"] = ["authorization"],
        ["authorizers of the API"] = ["authorizerId"],
        ["API key"] = ["apiKeyRequired"],
        ["methods without validation"] = ["requestValidatorId"],
        ["validators in use"] = ["requestValidatorId"],
        ["resource policy"] = ["resourcePolicy"],
        ["statement"] = ["resourcePolicy", "policy", "document"],
        ["conditions"] = ["resourcePolicy", "policy", "document"],
        ["principal"] = ["resourcePolicy", "policy", "document"],
        ["domain policy"] = ["policy"],
        ["execute-api endpoint"] = ["disableExecuteApiEndpoint"],
        ["requests"] = ["usage"],
        ["integration"] = ["integration"],
        ["integration uri"] = ["integration", "uri"],
        ["function"] = ["integration", "uri"],
        ["connectionId"] = ["integration", "connectionId"],
        ["credentials"] = ["integration", "credentialsArn"],
        ["tlsConfig"] = ["integration", "hasTlsConfig"],
        ["tlsConfig.insecureSkipVerification"] = ["integration", "insecureSkipVerification"],
        ["cacheKeyParameters"] = ["integration", "cacheKeyParameters"],
        ["Access-Control-Allow-Origin"] = ["integration", "allowOrigin"],
        ["accessLogSettings.destinationArn"] = ["accessLog", "destinationArn"],
        ["accessLogSettings.format"] = ["accessLog", "format"],
        ["log group"] = ["accessLog", "destinationArn"],
        ["limit of the stage"] = ["settings", "throttlingRate", "throttlingBurst"],
        ["loggingLevel"] = ["settings", "loggingLevel"],
        ["dataTraceEnabled"] = ["settings", "dataTraceEnabled"],
        ["cachingEnabled"] = ["settings", "cachingEnabled"],
        ["cacheDataEncrypted"] = ["settings", "cacheDataEncrypted"],
        ["requireAuthorizationForCacheControl"] = ["settings", "requireAuthorizationForCacheControl"],
        ["metrics"] = ["settings", "metricsEnabled"],
        ["stage variable"] = ["variables"],
        ["deployment of the stage"] = ["deploymentId"],
        ["deployment of the canary"] = ["canary"],
        ["deployed since"] = ["createdAt"],
        ["made"] = ["createdAt"],
        ["createdDate"] = ["createdAt"],
        ["allowOrigins"] = ["cors", "allowOrigins"],
        ["allowCredentials"] = ["cors", "allowCredentials"],
        ["identity sources"] = ["identitySources"],
        ["authorizerResultTtlInSeconds"] = ["cacheSeconds"],
        ["authorizerUri"] = ["uri"],
        ["providerARNs"] = ["providerArns"],
        ["user pool"] = ["providerArns"],
        ["issuer"] = ["jwtIssuer"],
        ["audience"] = ["jwtAudience"],
        ["simple responses"] = ["simpleResponses"],
        ["mutualTlsAuthentication"] = ["mutualTls"],
        ["truststoreUri"] = ["mutualTls", "truststoreUri"],
        ["truststoreWarnings"] = ["mutualTls", "truststoreWarnings"],
        ["certificate"] = ["certificateArn"],
        ["mappings"] = ["mappings"],
        ["routing rules"] = ["routingRules"],
        ["API stages"] = ["stages"],
        ["apiStages"] = ["stages"],
        ["function URL"] = ["urls"],
        ["AuthType"] = ["urls"],
        ["action"] = ["document", "policy"],
        ["attached to"] = ["attachedTo"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Every member that evidence is known to speak of.</summary>
    internal static IEnumerable<string> All => ByEvidence.Values.SelectMany(members => members);

    /// <summary>Members that a thing of a kind may be without, which is what a finding may rest on.</summary>
    /// <param name="subject">What the finding is about.</param>
    /// <param name="isStage">Whether a stage of it is shown.</param>
    public static ImmutableArray<string> OptionalOf(Subject subject, bool isStage) => subject switch
    {
        ApiSubject { Api.IsRest: true } or StageSubject { Api.IsRest: true } when isStage =>
            ["accessLog", "webAclArn", "clientCertificateId"],
        _ when isStage => ["accessLog"],
        ApiSubject { Api.IsRest: true } => ["resourcePolicy", "securityPolicy"],
        DomainSubject => ["securityPolicy", "mutualTls"],
        UsagePlanSubject => ["throttle", "quota"],
        AuthorizerSubject => ["identityValidationExpression"],
        _ => [],
    };

    /// <summary>The members, and those inside them; the evidence's own word where nothing else is known of it.</summary>
    /// <param name="what">What the evidence is about: <c>loggingLevel of GET /orders</c>.</param>
    public static IEnumerable<string> Of(string what)
    {
        var (whole, first) = (what, what.Split(" of ")[0]);
        return ByEvidence.TryGetValue(whole, out var members) || ByEvidence.TryGetValue(first, out members) ? members : first.Split('.');
    }
}
