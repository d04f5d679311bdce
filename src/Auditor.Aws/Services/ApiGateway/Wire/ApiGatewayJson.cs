using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Services.ApiGateway.Wire;

/// <summary>Reads the answers of API Gateway's first interface.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, Converters = [typeof(TimestampConverter)])]
[JsonSerializable(typeof(Account))]
[JsonSerializable(typeof(RestPage<RestApi>), TypeInfoPropertyName = "RestPageRestApi")]
[JsonSerializable(typeof(RestPage<RestStage>), TypeInfoPropertyName = "RestPageRestStage")]
[JsonSerializable(typeof(RestPage<RestResource>), TypeInfoPropertyName = "RestPageRestResource")]
[JsonSerializable(typeof(Deployment))]
[JsonSerializable(typeof(RestExport))]
[JsonSerializable(typeof(ExportOperation))]
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
internal sealed partial class ApiGatewayJson : JsonSerializerContext;
