using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Services.ApiGatewayV2.Wire;

/// <summary>Reads the answers of API Gateway's second interface.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, Converters = [typeof(TimestampConverter)])]
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
internal sealed partial class ApiGatewayV2Json : JsonSerializerContext;
