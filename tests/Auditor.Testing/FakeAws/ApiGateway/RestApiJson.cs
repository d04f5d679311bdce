using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.ApiGateway;

/// <summary>REST APIs in v1's JSON; names and presence of members from aws-facts.md A.3 and 0.3 to 0.7.</summary>
internal static class RestApiJson
{
    public static JsonObject RestApi(FakeRestApi api, FakeRequest request) => Wire.Object(
        ("id", api.Id),
        ("name", api.Name),
        ("description", api.Description),
        ("createdDate", Wire.Epoch(api.CreatedDate)),
        ("version", api.Version),
        ("warnings", Wire.ArrayOrNull(api.Warnings)),
        ("binaryMediaTypes", Wire.ArrayOrNull(api.BinaryMediaTypes)),
        ("minimumCompressionSize", api.MinimumCompressionSize),
        ("apiKeySource", api.ApiKeySource),
        ("endpointConfiguration", Wire.Object(
            ("types", Wire.Array(api.EndpointTypes)),
            ("ipAddressType", api.IpAddressType),
            ("vpcEndpointIds", Wire.ArrayOrNull(api.VpcEndpointIds)))),
        ("policy", Wire.EscapedPolicy(ExpandedPolicy(api, request))),
        ("tags", Wire.MapOrNull(api.Tags)),
        ("disableExecuteApiEndpoint", api.DisableExecuteApiEndpoint),
        ("rootResourceId", FakeResource.IdOf("/")),
        ("securityPolicy", api.SecurityPolicy),
        ("endpointAccessMode", api.EndpointAccessMode),
        ("apiStatus", api.ApiStatus));

    /// <summary>The shorthand is expanded on save (C.5).</summary>
    public static string? ExpandedPolicy(FakeRestApi api, FakeRequest request) => api.Policy?.Replace(
        "\"execute-api:/",
        $"\"arn:{request.Partition}:execute-api:{request.Region.Name}:{request.Account.Id}:{api.Id}/",
        StringComparison.Ordinal);

    public static JsonObject Stage(FakeStage stage, FakeRestApi api) => Wire.Object(
        ("deploymentId", stage.DeploymentId ?? api.CurrentDeploymentId),
        ("clientCertificateId", stage.ClientCertificateId),
        ("stageName", stage.Name),
        ("description", stage.Description),
        ("cacheClusterEnabled", stage.CacheClusterEnabled),
        ("cacheClusterSize", stage.CacheClusterSize),
        ("cacheClusterStatus", stage.CacheClusterStatus),
        ("methodSettings", Wire.Map(stage.MethodSettings, MethodSetting)),
        ("variables", Wire.MapOrNull(stage.Variables)),
        ("documentationVersion", stage.DocumentationVersion),
        ("accessLogSettings", stage.AccessLogSettings is { } log
            ? Wire.Object(("format", log.Format), ("destinationArn", log.DestinationArn))
            : null),
        ("canarySettings", stage.CanarySettings is { } canary ? Canary(canary) : null),
        ("tracingEnabled", stage.TracingEnabled),
        ("webAclArn", stage.WebAclArn),
        ("tags", Wire.MapOrNull(stage.Tags)),
        ("createdDate", Wire.Epoch(stage.CreatedDate)),
        ("lastUpdatedDate", Wire.Epoch(stage.LastUpdatedDate)));

    /// <summary>Without <c>embed=methods</c> a method is an empty object (A.3).</summary>
    public static JsonObject Resource(FakeResource resource, bool withMethods) => Wire.Object(
        ("id", resource.Id),
        ("parentId", resource.ParentId),
        ("pathPart", resource.PathPart),
        ("path", resource.Path),
        ("resourceMethods", resource.Methods.IsEmpty
            ? null
            : new JsonObject(resource.Methods.Select(method => KeyValuePair.Create(method.HttpMethod, (JsonNode?)(withMethods ? Method(method, resource.Id) : Wire.Object()))))));

    public static JsonObject Method(FakeMethod method, string resourceId) => Wire.Object(
        ("httpMethod", method.HttpMethod),
        ("authorizationType", method.AuthorizationType),
        ("authorizerId", method.AuthorizerId),
        ("apiKeyRequired", method.ApiKeyRequired),
        ("requestValidatorId", method.RequestValidatorId),
        ("operationName", method.OperationName),
        ("requestParameters", method.RequestParameters.IsEmpty ? null : Wire.Map(method.RequestParameters, required => required)),
        ("requestModels", Wire.MapOrNull(method.RequestModels)),
        ("methodResponses", Wire.Object(("200", Wire.Object(("statusCode", "200"))))),
        ("methodIntegration", method.Integration is { } integration ? Integration(integration, resourceId) : null),
        ("authorizationScopes", Wire.ArrayOrNull(method.AuthorizationScopes)));

    public static JsonObject Deployment(FakeDeployment deployment) => Wire.Object(
        ("id", deployment.Id),
        ("description", deployment.Description),
        ("createdDate", Wire.Epoch(deployment.CreatedDate)));

    /// <summary>Path, then verb (A.3, D).</summary>
    public static JsonObject ApiSummary(ImmutableArray<FakeMethod> methods) => new(methods
        .GroupBy(method => method.Path, StringComparer.Ordinal)
        .Select(path => KeyValuePair.Create(path.Key, (JsonNode?)new JsonObject(path.Select(method => KeyValuePair.Create(
            method.HttpMethod,
            (JsonNode?)Wire.Object(("authorizationType", method.AuthorizationType), ("apiKeyRequired", method.ApiKeyRequired))))))));

    public static JsonObject Authorizer(FakeAuthorizer authorizer) => Wire.Object(
        ("id", authorizer.Id),
        ("name", authorizer.Name),
        ("type", authorizer.Type),
        ("providerARNs", Wire.ArrayOrNull(authorizer.ProviderArns)),
        ("authType", authorizer.AuthType),
        ("authorizerUri", authorizer.AuthorizerUri),
        ("authorizerCredentials", authorizer.AuthorizerCredentials),
        ("identitySource", authorizer.IdentitySource),
        ("identityValidationExpression", authorizer.IdentityValidationExpression),
        ("authorizerResultTtlInSeconds", authorizer.AuthorizerResultTtlInSeconds));

    public static JsonObject RequestValidator(FakeRequestValidator validator) => Wire.Object(
        ("id", validator.Id),
        ("name", validator.Name),
        ("validateRequestBody", validator.ValidateRequestBody),
        ("validateRequestParameters", validator.ValidateRequestParameters));

    private static JsonObject Integration(FakeIntegration integration, string resourceId) => Wire.Object(
        ("type", integration.Type),
        ("httpMethod", integration.HttpMethod),
        ("uri", integration.Uri),
        ("connectionType", integration.ConnectionType),
        ("connectionId", integration.ConnectionId),
        ("credentials", integration.Credentials),
        ("requestParameters", Wire.MapOrNull(integration.RequestParameters)),
        ("requestTemplates", Wire.MapOrNull(integration.RequestTemplates)),
        ("passthroughBehavior", integration.PassthroughBehavior),
        ("timeoutInMillis", integration.TimeoutInMillis),
        ("cacheNamespace", resourceId),
        ("cacheKeyParameters", Wire.Array(integration.CacheKeyParameters)),
        ("integrationResponses", integration.Responses.IsEmpty ? null : Wire.Map(integration.Responses, IntegrationResponse)),
        ("tlsConfig", integration.InsecureSkipVerification is { } insecure ? Wire.Object(("insecureSkipVerification", insecure)) : null),
        ("responseTransferMode", integration.ResponseTransferMode),
        ("integrationTarget", integration.IntegrationTarget));

    private static JsonObject IntegrationResponse(FakeIntegrationResponse response) => Wire.Object(
        ("statusCode", "200"),
        ("responseParameters", Wire.MapOrNull(response.ResponseParameters)),
        // A content type without a template is null on the wire (LocalStack's recordings).
        ("responseTemplates", response.ResponseTemplates.IsEmpty ? new JsonObject { ["application/json"] = null } : Wire.Map(response.ResponseTemplates, template => template)));

    private static JsonObject MethodSetting(FakeMethodSetting setting) => Wire.Object(
        ("metricsEnabled", setting.MetricsEnabled),
        ("loggingLevel", setting.LoggingLevel),
        ("dataTraceEnabled", setting.DataTraceEnabled),
        ("throttlingBurstLimit", setting.ThrottlingBurstLimit),
        ("throttlingRateLimit", setting.ThrottlingRateLimit),
        ("cachingEnabled", setting.CachingEnabled),
        ("cacheTtlInSeconds", setting.CacheTtlInSeconds),
        ("cacheDataEncrypted", setting.CacheDataEncrypted),
        ("requireAuthorizationForCacheControl", setting.RequireAuthorizationForCacheControl),
        ("unauthorizedCacheControlHeaderStrategy", setting.UnauthorizedCacheControlHeaderStrategy));

    private static JsonObject Canary(FakeCanarySettings canary) => Wire.Object(
        ("percentTraffic", canary.PercentTraffic),
        ("deploymentId", canary.DeploymentId),
        ("stageVariableOverrides", Wire.MapOrNull(canary.StageVariableOverrides)),
        ("useStageCache", canary.UseStageCache));
}
