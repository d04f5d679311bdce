using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.ApiGateway;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.ApiGatewayV2;

/// <summary>HTTP and WebSocket APIs in v2's JSON: lower camel case, ISO dates (aws-facts.md A.4, 0.3).</summary>
internal static class ApiJson
{
    public static JsonObject Api(FakeApi api, FakeRequest request)
    {
        var webSocket = api.ProtocolType == "WEBSOCKET";
        return Wire.Object(
            ("apiId", api.Id),
            ("name", api.Name),
            ("protocolType", api.ProtocolType),
            ("apiEndpoint", $"{(webSocket ? "wss" : "https")}://{api.Id}.execute-api.{request.Region.Name}.{request.DnsSuffix}"),
            ("apiGatewayManaged", api.ApiGatewayManaged),
            ("apiKeySelectionExpression", api.ApiKeySelectionExpression),
            ("corsConfiguration", api.CorsConfiguration is { } cors ? Cors(cors) : null),
            ("createdDate", Wire.Iso(api.CreatedDate)),
            ("description", api.Description),
            ("disableSchemaValidation", api.DisableSchemaValidation),
            ("disableExecuteApiEndpoint", api.DisableExecuteApiEndpoint),
            ("ipAddressType", api.IpAddressType),
            ("routeSelectionExpression", api.RouteSelectionExpression ?? (webSocket
                ? "$request.body.action"
                : "$request.method $request.path")),
            ("tags", Wire.Map(api.Tags, value => value)),
            ("version", api.Version));
    }

    public static JsonObject Stage(FakeApiStage stage) => Wire.Object(
        ("stageName", stage.Name),
        ("description", stage.Description),
        ("autoDeploy", stage.AutoDeploy),
        ("apiGatewayManaged", stage.ApiGatewayManaged),
        ("deploymentId", stage.DeploymentId),
        ("lastDeploymentStatusMessage", stage.LastDeploymentStatusMessage),
        ("clientCertificateId", stage.ClientCertificateId),
        ("accessLogSettings", stage.AccessLogSettings is { } log
            ? Wire.Object(("destinationArn", log.DestinationArn), ("format", log.Format))
            : null),
        ("defaultRouteSettings", RouteSettings(stage.DefaultRouteSettings)),
        ("routeSettings", Wire.Map(stage.RouteSettings, RouteSettings)),
        ("stageVariables", Wire.Map(stage.StageVariables, value => value)),
        ("createdDate", Wire.Iso(stage.CreatedDate)),
        ("lastUpdatedDate", Wire.Iso(stage.LastUpdatedDate)),
        ("tags", Wire.Map(stage.Tags, value => value)));

    public static JsonObject Route(FakeRoute route) => Wire.Object(
        ("routeId", route.Id),
        ("routeKey", route.RouteKey),
        ("target", route.IntegrationId is { } integration ? $"integrations/{integration}" : null),
        ("authorizationType", route.AuthorizationType),
        ("authorizerId", route.AuthorizerId),
        ("authorizationScopes", Wire.ArrayOrNull(route.AuthorizationScopes)),
        ("apiKeyRequired", route.ApiKeyRequired),
        ("apiGatewayManaged", route.ApiGatewayManaged),
        ("operationName", route.OperationName));

    public static JsonObject Authorizer(FakeApiAuthorizer authorizer) => Wire.Object(
        ("authorizerId", authorizer.Id),
        ("name", authorizer.Name),
        ("authorizerType", authorizer.Type),
        ("authorizerUri", authorizer.AuthorizerUri),
        ("authorizerCredentialsArn", authorizer.AuthorizerCredentialsArn),
        ("authorizerPayloadFormatVersion", authorizer.AuthorizerPayloadFormatVersion),
        ("authorizerResultTtlInSeconds", authorizer.AuthorizerResultTtlInSeconds),
        ("enableSimpleResponses", authorizer.EnableSimpleResponses),
        ("identitySource", Wire.ArrayOrNull(authorizer.IdentitySource)),
        ("identityValidationExpression", authorizer.IdentityValidationExpression),
        ("jwtConfiguration", authorizer.Issuer is null ? null : Wire.Object(("audience", Wire.ArrayOrNull(authorizer.Audience)), ("issuer", authorizer.Issuer))));

    public static JsonObject Integration(FakeApiIntegration integration) => Wire.Object(
        ("integrationId", integration.Id),
        ("integrationType", integration.Type),
        ("integrationSubtype", integration.Subtype),
        ("integrationUri", integration.Uri),
        ("integrationMethod", integration.Method),
        ("connectionType", integration.ConnectionType),
        ("connectionId", integration.ConnectionId),
        ("credentialsArn", integration.CredentialsArn),
        ("payloadFormatVersion", integration.PayloadFormatVersion),
        ("timeoutInMillis", integration.TimeoutInMillis),
        ("tlsConfig", integration.ServerNameToVerify is { } name ? Wire.Object(("serverNameToVerify", name)) : null),
        ("requestParameters", Wire.MapOrNull(integration.RequestParameters)),
        ("responseParameters", integration.ResponseParameters.IsEmpty
            ? null
            : Wire.Map(integration.ResponseParameters, parameters => Wire.MapOrNull(parameters))),
        ("apiGatewayManaged", integration.ApiGatewayManaged));

    public static JsonObject Deployment(FakeApiDeployment deployment) => Wire.Object(
        ("deploymentId", deployment.Id),
        ("autoDeployed", deployment.AutoDeployed),
        ("createdDate", Wire.Iso(deployment.CreatedDate)),
        ("deploymentStatus", deployment.Status),
        ("deploymentStatusMessage", deployment.StatusMessage));

    public static JsonObject Domain(FakeDomain domain, FakeRequest request) => Wire.Object(
        ("domainName", domain.Name),
        ("domainNameArn", $"arn:{request.Partition}:apigateway:{request.Region.Name}::/domainnames/{domain.Name}"),
        ("apiMappingSelectionExpression", "$request.basepath"),
        // v1 and v2 have different words for the same mode (A.3, A.4).
        ("routingMode", domain.RoutingMode?.Replace("BASE_PATH_MAPPING", "API_MAPPING", StringComparison.Ordinal)),
        ("mutualTlsAuthentication", AccountJson.MutualTls(domain)),
        ("domainNameConfigurations", Wire.Array([Wire.Object(
            ("apiGatewayDomainName", AccountJson.RegionalName(domain, request)),
            ("certificateArn", domain.CertificateArn),
            ("domainNameStatus", domain.Status),
            ("endpointType", domain.EndpointType),
            ("hostedZoneId", "ZLY8HYME6SFDD"),
            ("ipAddressType", domain.IpAddressType),
            ("securityPolicy", domain.SecurityPolicy),
            ("ownershipVerificationCertificateArn", domain.OwnershipVerificationCertificateArn))])),
        ("tags", Wire.Map(domain.Tags, value => value)));

    public static JsonObject Mapping(FakeMapping mapping) => Wire.Object(
        ("apiId", mapping.ApiId),
        ("apiMappingId", mapping.Id),
        ("apiMappingKey", mapping.Key),
        ("stage", mapping.Stage));

    public static JsonObject RoutingRule(FakeRoutingRule rule, FakeDomain domain, FakeRequest request)
    {
        var id = FakeId.Of("routing rule", $"{domain.Name} {rule.Priority}", 6);
        var domainPath = domain.DomainNameId is { } domainId ? $"{domain.Name}+{domainId}" : domain.Name;
        return Wire.Object(
            ("routingRuleId", id),
            ("routingRuleArn", $"arn:{request.Partition}:apigateway:{request.Region.Name}:{request.Account.Id}:/domainnames/{domainPath}/routingrules/{id}"),
            ("priority", rule.Priority),
            ("conditions", Wire.Array(new[]
            {
                rule.BasePaths.IsEmpty ? null : Wire.Object(("matchBasePaths", Wire.Object(("anyOf", Wire.Array(rule.BasePaths))))),
                rule.Headers.IsEmpty
                    ? null
                    : Wire.Object(("matchHeaders", Wire.Object(("anyOf", Wire.Array(rule.Headers.Select(match => Wire.Object(
                        ("header", match.Header), ("valueGlob", match.ValueGlob)))))))),
            }.OfType<JsonObject>())),
            ("actions", Wire.Array([Wire.Object(("invokeApi", Wire.Object(("apiId", rule.ApiId), ("stage", rule.Stage), ("stripBasePath", rule.StripBasePath))))])));
    }

    public static JsonObject Portal(FakePortal portal, FakeRequest request) => Wire.Object(
        ("portalId", portal.Id),
        ("portalArn", $"arn:{request.Partition}:apigateway:{request.Region.Name}:{request.Account.Id}:/portals/{portal.Id}"),
        ("publishStatus", portal.PublishStatus),
        ("authorization", portal.UserPoolArn is { } pool
            ? Wire.Object(("cognitoConfig", Wire.Object(
                ("appClientId", "client"), ("userPoolArn", pool), ("userPoolDomain", "https://portal.example.com"))))
            : Wire.Object(("none", Wire.Object()))),
        ("endpointConfiguration", Wire.Object(
            ("portalDefaultDomainName", $"{portal.Id}.portal.execute-api.{request.Region.Name}.{request.DnsSuffix}"))),
        ("includedPortalProductArns", Wire.Array(portal.IncludedPortalProductArns)),
        ("portalContent", Wire.Object(
            ("displayName", portal.DisplayName ?? portal.Id), ("theme", Wire.Object(("customColors", Wire.Object()))))),
        ("lastModified", Wire.Iso(new(2025, 11, 1, 0, 0, 0, TimeSpan.Zero))));

    public static JsonObject EndpointPage(FakeEndpointPage page, FakePortalProduct product, FakeRequest request)
    {
        var id = FakeId.Of("endpoint page", $"{product.Id} {page.Method} {page.Path}");
        return Wire.Object(
            ("endpoint", $"{page.Method} {page.Path}"),
            ("lastModified", Wire.Iso(new(2025, 11, 1, 0, 0, 0, TimeSpan.Zero))),
            ("productRestEndpointPageArn", $"{product.Arn(request.Region.Name, request.Account.Id, request.Partition)}/productrestendpointpages/{id}"),
            ("productRestEndpointPageId", id),
            ("restEndpointIdentifier", Wire.Object(("identifierParts", Wire.Object(
                ("method", page.Method), ("path", page.Path), ("restApiId", page.RestApiId), ("stage", page.Stage))))),
            ("status", "AVAILABLE"),
            ("tryItState", page.TryItState));
    }

    public static JsonObject VpcLink(FakeVpcLink link) => Wire.Object(
        ("vpcLinkId", link.Id),
        ("name", link.Name),
        ("securityGroupIds", Wire.Array(link.SecurityGroupIds)),
        ("subnetIds", Wire.Array(link.SubnetIds)),
        ("vpcLinkStatus", link.Status),
        ("vpcLinkStatusMessage", link.StatusMessage),
        ("tags", Wire.MapOrNull(link.Tags)),
        ("vpcLinkVersion", "V2"));

    private static JsonObject RouteSettings(FakeRouteSettings settings) => Wire.Object(
        ("dataTraceEnabled", settings.DataTraceEnabled),
        ("detailedMetricsEnabled", settings.DetailedMetricsEnabled),
        ("loggingLevel", settings.LoggingLevel),
        ("throttlingBurstLimit", settings.ThrottlingBurstLimit),
        ("throttlingRateLimit", settings.ThrottlingRateLimit));

    public static JsonObject Cors(FakeCorsConfiguration cors) => Wire.Object(
        ("allowCredentials", cors.AllowCredentials),
        ("allowHeaders", Wire.ArrayOrNull(cors.AllowHeaders)),
        ("allowMethods", Wire.ArrayOrNull(cors.AllowMethods)),
        ("allowOrigins", Wire.ArrayOrNull(cors.AllowOrigins)),
        ("exposeHeaders", Wire.ArrayOrNull(cors.ExposeHeaders)),
        ("maxAge", cors.MaxAge));
}
