using System.Text.Json;
using System.Text.Json.Serialization;
using Auditor.Aws.Operations;

namespace Auditor.Aws.Services.Organizations.Wire;

/// <summary>Reads the answers of AWS Organizations.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, GenerationMode = JsonSourceGenerationMode.Metadata, Converters = [typeof(TimestampConverter)])]
[JsonSerializable(typeof(OrganizationAccounts))]
[JsonSerializable(typeof(OrganizationRoots))]
[JsonSerializable(typeof(OrganizationParents))]
[JsonSerializable(typeof(OrganizationPolicies))]
[JsonSerializable(typeof(OrganizationTargets))]
[JsonSerializable(typeof(DescribedPolicy))]
internal sealed partial class OrganizationsJson : JsonSerializerContext;
