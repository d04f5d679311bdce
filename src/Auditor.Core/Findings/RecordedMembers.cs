using System.Collections.Frozen;
using System.Collections.Immutable;

namespace Auditor.Core.Findings;

/// <summary>The members of things that AWS Config is known to record.</summary>
/// <remarks>
/// A record leaves out what is not set, so nothing in it tells a member that never changed from one that is never recorded. These are the
/// members that Config's queries know (awslabs/aws-config-resource-schema), and those that its own rules judge:
/// api-gw-execution-logging-enabled and api-gw-cache-enabled-and-encrypted read the settings of methods and routes,
/// apigateway-domain-name-tls-check the policy of domain names.
/// </remarks>
internal static class RecordedMembers
{
    private static readonly FrozenDictionary<string, ImmutableArray<string>> Known = new Dictionary<string, ImmutableArray<string>>(StringComparer.Ordinal)
    {
        ["AWS::ApiGateway::RestApi"] =
        [
            "apiKeySource", "binaryMediaTypes", "description", "endpointConfiguration", "minimumCompressionSize", "name", "version",
        ],
        ["AWS::ApiGateway::Stage"] =
        [
            "accessLogSettings", "cacheClusterEnabled", "cacheClusterSize", "canarySettings", "clientCertificateId", "deploymentId",
            "methodSettings", "tracingEnabled", "webAclArn",
        ],
        ["AWS::ApiGatewayV2::Api"] = ["corsConfiguration", "description", "disableExecuteApiEndpoint", "name", "routeSelectionExpression"],
        ["AWS::ApiGatewayV2::Stage"] =
        [
            "accessLogSettings", "autoDeploy", "clientCertificateId", "defaultRouteSettings", "deploymentId", "lastDeploymentStatusMessage",
            "routeSettings",
        ],
        ["AWS::ApiGateway::DomainName"] = ["securityPolicy"],
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Whether the records of things of a type are known to hold a member.</summary>
    public static bool Hold(string resourceType, string member) =>
        Known.TryGetValue(resourceType, out var members) && members.Contains(member, StringComparer.Ordinal);
}
