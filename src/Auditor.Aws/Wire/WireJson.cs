using System.Text.Json.Serialization;

namespace Auditor.Aws.Wire;

/// <summary>Reads the answers of every protocol: the XML ones are turned into the JSON that they stand for, with numbers as strings.</summary>
/// <remarks>Case does not matter because services differ in it, Config even within one answer.</remarks>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    PropertyNameCaseInsensitive = true,
    NumberHandling = JsonNumberHandling.AllowReadingFromString,
    GenerationMode = JsonSourceGenerationMode.Metadata,
    Converters = [typeof(TimestampConverter)])]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(RestPage<RestApi>), TypeInfoPropertyName = "RestPageRestApi")]
[JsonSerializable(typeof(RestPage<RestStage>), TypeInfoPropertyName = "RestPageRestStage")]
[JsonSerializable(typeof(RestPage<RestResource>), TypeInfoPropertyName = "RestPageRestResource")]
[JsonSerializable(typeof(Deployment))]
[JsonSerializable(typeof(RestPage<RestAuthorizer>), TypeInfoPropertyName = "RestPageRestAuthorizer")]
[JsonSerializable(typeof(RestPage<DomainName>), TypeInfoPropertyName = "RestPageDomainName")]
[JsonSerializable(typeof(RestPage<BasePathMapping>), TypeInfoPropertyName = "RestPageBasePathMapping")]
[JsonSerializable(typeof(RestPage<UsagePlan>), TypeInfoPropertyName = "RestPageUsagePlan")]
[JsonSerializable(typeof(RestPage<UsagePlanKey>), TypeInfoPropertyName = "RestPageUsagePlanKey")]
[JsonSerializable(typeof(RestPage<ApiKey>), TypeInfoPropertyName = "RestPageApiKey")]
[JsonSerializable(typeof(RestPage<RestVpcLink>), TypeInfoPropertyName = "RestPageRestVpcLink")]
[JsonSerializable(typeof(RestPage<ClientCertificate>), TypeInfoPropertyName = "RestPageClientCertificate")]
[JsonSerializable(typeof(RestPage<RequestValidator>), TypeInfoPropertyName = "RestPageRequestValidator")]
[JsonSerializable(typeof(RestPage<GatewayResponse>), TypeInfoPropertyName = "RestPageGatewayResponse")]
[JsonSerializable(typeof(RestPage<DomainNameAccessAssociation>), TypeInfoPropertyName = "RestPageDomainNameAccessAssociation")]
[JsonSerializable(typeof(HttpPage<HttpApi>), TypeInfoPropertyName = "HttpPageHttpApi")]
[JsonSerializable(typeof(HttpPage<HttpStage>), TypeInfoPropertyName = "HttpPageHttpStage")]
[JsonSerializable(typeof(HttpPage<HttpRoute>), TypeInfoPropertyName = "HttpPageHttpRoute")]
[JsonSerializable(typeof(HttpPage<HttpAuthorizer>), TypeInfoPropertyName = "HttpPageHttpAuthorizer")]
[JsonSerializable(typeof(HttpPage<HttpIntegration>), TypeInfoPropertyName = "HttpPageHttpIntegration")]
[JsonSerializable(typeof(HttpPage<ApiMapping>), TypeInfoPropertyName = "HttpPageApiMapping")]
[JsonSerializable(typeof(HttpPage<HttpVpcLink>), TypeInfoPropertyName = "HttpPageHttpVpcLink")]
[JsonSerializable(typeof(HttpPage<Portal>), TypeInfoPropertyName = "HttpPagePortal")]
[JsonSerializable(typeof(HttpPage<ProductRestEndpointPage>), TypeInfoPropertyName = "HttpPageProductRestEndpointPage")]
[JsonSerializable(typeof(RoutingRules))]
[JsonSerializable(typeof(WebAclAnswer))]
[JsonSerializable(typeof(IpSetAnswer))]
[JsonSerializable(typeof(ManagedRuleGroup))]
[JsonSerializable(typeof(RuleGroupAnswer))]
[JsonSerializable(typeof(MetricList))]
[JsonSerializable(typeof(MetricData))]
[JsonSerializable(typeof(ConfigurationRecorders))]
[JsonSerializable(typeof(ConfigurationRecorderStatuses))]
[JsonSerializable(typeof(DeliveryChannels))]
[JsonSerializable(typeof(ConfigurationItems))]
[JsonSerializable(typeof(AuthorizationDetails))]
[JsonSerializable(typeof(FunctionPolicy))]
[JsonSerializable(typeof(LoggingConfigurationAnswer))]
[JsonSerializable(typeof(AlarmList))]
[JsonSerializable(typeof(ConfigRules))]
[JsonSerializable(typeof(FunctionUrls))]
[JsonSerializable(typeof(FunctionAliases))]
[JsonSerializable(typeof(CertificateAnswer))]
[JsonSerializable(typeof(UserPoolAnswer))]
[JsonSerializable(typeof(LogGroups))]
[JsonSerializable(typeof(CallerIdentity))]
[JsonSerializable(typeof(Regions))]
[JsonSerializable(typeof(OrganizationAccounts))]
internal sealed partial class WireJson : JsonSerializerContext;
