using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using System.Text.RegularExpressions;
using Auditor.Aws.Operations;
using Auditor.Aws.Services.ApiGateway;
using Auditor.Aws.Services.ApiGateway.Wire;
using Auditor.Aws.Services.ApiGatewayV2;
using Auditor.Aws.Services.ApiGatewayV2.Wire;
using Auditor.Aws.Transport;

namespace Auditor.Aws.Tests.Wire;

/// <summary>
/// Reads what AWS really answered. Every recorded member must be understood, or be listed here as one that no rule needs.
/// </summary>
public sealed partial class RecordingsTests
{
    private static readonly JsonSerializerOptions WithoutNulls = new(ApiGatewayJson.Default.Options)
    {
        TypeInfoResolver = JsonTypeInfoResolver.Combine(ApiGatewayJson.Default, ApiGatewayV2Json.Default),
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    private static readonly HashSet<string> NotNeeded = new(StringComparer.OrdinalIgnoreCase)
    {
        // REST APIs
        "version", "warnings", "binaryMediaTypes", "minimumCompressionSize", "rootResourceId", "apiStatusMessage",
        // stages
        "cacheClusterSize", "cacheClusterStatus", "documentationVersion", "stageVariableOverrides", "useStageCache",
        // resources, methods and integrations
        "parentId", "pathPart", "methodResponses", "requestTemplates", "passthroughBehavior", "contentHandling", "cacheNamespace",
        "integrationResponses", "responseTransferMode",
        "methodIntegration.requestParameters",
        // domains, HTTP APIs
        "importInfo", "certificateName", "certificateUploadDate", "regionalDomainName", "regionalHostedZoneId", "regionalCertificateName",
        "distributionDomainName", "distributionHostedZoneId",
        "domainNameStatusMessage", "ownershipVerificationCertificateArn",
        "apiKeyVersion", "features", "apiStatus", "unauthorizedCacheControlHeaderStrategy", "httpMethod", "operationName",
        "timeoutInMillis", "integrationTarget",
        "serverNameToVerify", "authorizerCredentials", "managementPolicy", "offset", "apiEndpoint", "apiGatewayManaged",
        "apiKeySelectionExpression",
        "routeSelectionExpression", "exposeHeaders", "maxAge", "authType", "GetResources.item.id",
    };

    [RecordingsFact]
    public void Recorded_answers_of_declared_operations_are_understood_completely()
    {
        var read = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var (source, answer) in CloudCustodian().Concat(LocalStack()))
        {
            if (OperationOf(source, answer) is not { } check)
            {
                continue;
            }

            read[check.Name] = read.GetValueOrDefault(check.Name) + 1;
            check.Run(source, answer);
        }

        read.Keys.ShouldBe(
            [
                "GetAccount", "GetRestApis", "GetStages", "GetResources", "GetAuthorizers", "GetDomainNames", "GetUsagePlans", "v2 GetApis",
                "v2 GetStages",
            ],
            ignoreOrder: true);
        read["GetStages"].ShouldBeGreaterThan(15);
        read["GetResources"].ShouldBeGreaterThan(15);
    }

    private static Check? OperationOf(string source, JsonObject answer) => Path.GetFileName(source).Split('_')[0] switch
    {
        "apigateway.GetAccount" => new Check<Account>("GetAccount", RestApiOperations.GetAccount),
        "apigateway.GetRestApis" => new Check<RestPage<RestApi>>("GetRestApis", RestApiOperations.GetRestApis),
        "apigateway.GetStages" when answer.ContainsKey("item") => new Check<RestPage<RestStage>>("GetStages", RestApiOperations.GetStages),
        "apigateway.GetStages" => new Check<HttpPage<HttpStage>>("v2 GetStages", HttpApiOperations.GetStages),
        "apigateway.GetResources" => new Check<RestPage<RestResource>>("GetResources", RestApiOperations.GetResources),
        "apigateway.GetDomainNames" => new Check<RestPage<DomainName>>("GetDomainNames", RestApiOperations.GetDomainNames),
        "apigateway.GetApis" => new Check<HttpPage<HttpApi>>("v2 GetApis", HttpApiOperations.GetApis),
        "authorizers" => new Check<RestPage<RestAuthorizer>>("GetAuthorizers", RestApiOperations.GetAuthorizers),
        "resources" => new Check<RestPage<RestResource>>("GetResources", RestApiOperations.GetResources),
        "restapis" => new Check<RestPage<RestApi>>("GetRestApis", RestApiOperations.GetRestApis),
        "stages" => new Check<RestPage<RestStage>>("GetStages", RestApiOperations.GetStages),
        "usageplans" => new Check<RestPage<UsagePlan>>("GetUsagePlans", RestApiOperations.GetUsagePlans),
        _ => null,
    };

    private static IEnumerable<(string Source, JsonObject Answer)> CloudCustodian()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(RecordingsFactAttribute.Folder.ShouldNotBeNull(), "cloud-custodian"), "*.json", SearchOption.AllDirectories)
            .Order(StringComparer.Ordinal))
        {
            var recording = JsonNode.Parse(File.ReadAllText(file)).ShouldNotBeNull().AsObject();
            if (recording["status_code"]?.GetValue<int>() is 200 && recording["data"] is JsonObject answer)
            {
                var isSecondInterface = answer.ContainsKey("Items");
                yield return (file, ToWire(answer, isSecondInterface).AsObject());
            }
        }
    }

    private static IEnumerable<(string Source, JsonObject Answer)> LocalStack()
    {
        foreach (var file in Directory.EnumerateFiles(Path.Combine(RecordingsFactAttribute.Folder.ShouldNotBeNull(), "localstack"), "*.json")
            .Order(StringComparer.Ordinal))
        {
            foreach (var answer in Objects(JsonNode.Parse(File.ReadAllText(file))))
            {
                if (answer["items"] is JsonArray { Count: > 0 } items && items[0] is JsonObject first && ListName(first) is { } list)
                {
                    yield return (list, ToWire(answer, false).AsObject());
                }
                else if (ListName(answer) is { } single)
                {
                    yield return (single, new JsonObject { ["item"] = new JsonArray(ToWire(answer, false)) });
                }
            }
        }
    }

    private static string? ListName(JsonObject entry) => entry switch
    {
        _ when entry.ContainsKey("endpointConfiguration") && entry.ContainsKey("apiKeySource") => "restapis",
        _ when entry.ContainsKey("stageName") && entry.ContainsKey("methodSettings") => "stages",
        _ when entry.ContainsKey("path") && entry.ContainsKey("id") => "resources",
        _ when entry.ContainsKey("authorizerUri") || entry.ContainsKey("providerARNs") => "authorizers",
        _ when entry.ContainsKey("apiStages") => "usageplans",
        _ => null,
    };

    private static IEnumerable<JsonObject> Objects(JsonNode? node)
    {
        var inner = node switch { JsonObject o => o.Select(member => member.Value), JsonArray a => a, _ => [] };
        return (node is JsonObject self ? [self] : Array.Empty<JsonObject>()).Concat(inner.SelectMany(Objects));
    }

    /// <summary>Undoes what the Python SDK and the recorders did: list names, case, dates, placeholders.</summary>
    private static JsonNode ToWire(JsonNode node, bool isSecondInterface)
    {
        switch (node)
        {
            case JsonObject date when date["__class__"]?.GetValue<string>() is "datetime":
                var instant = new DateTimeOffset(
                    Part(date, "year"),
                    Part(date, "month"),
                    Part(date, "day"),
                    Part(date, "hour"),
                    Part(date, "minute"),
                    Part(date, "second"),
                    TimeSpan.Zero);
                return isSecondInterface
                    ? JsonValue.Create(instant.ToString("O", CultureInfo.InvariantCulture))
                    : JsonValue.Create(instant.ToUnixTimeSeconds());
            case JsonObject members:
                var renamed = new JsonObject();
                foreach (var (name, value) in members.Where(member => member.Key is not "ResponseMetadata"))
                {
                    var wireName = name is "items" && !isSecondInterface ? "item"
                        : isSecondInterface ? char.ToLowerInvariant(name[0]) + name[1..]
                        : name;
                    // The recorder parsed what is a string on the wire.
                    renamed[wireName] = name is "policy" && value is JsonObject policy ? policy.ToJsonString()
                        : value is null ? null
                        : ToWire(value, isSecondInterface);
                }

                return renamed;
            case JsonArray entries:
                return new JsonArray([.. entries.Select(entry => entry is null ? null : ToWire(entry, isSecondInterface))]);
            case JsonValue text when text.GetValueKind() is JsonValueKind.String && text.GetValue<string>() is "datetime" or "<datetime>":
                return JsonValue.Create(1_700_000_000);
            default:
                return node.DeepClone();
        }
    }

    [GeneratedRegex(@"\[[0-9]+\]")]
    private static partial Regex Index();

    private static int Part(JsonObject date, string name) => date[name].ShouldNotBeNull().GetValue<int>();

    private static void ShouldBeUnderstood(JsonNode? recorded, JsonNode? read, string path, string source)
    {
        switch (recorded)
        {
            case null:
                break;
            case JsonObject members:
                foreach (var (name, value) in members)
                {
                    var parent = path[(path.LastIndexOf('.') + 1)..].Split('[')[0];
                    if (NotNeeded.Contains(name)
                        || NotNeeded.Contains($"{parent}.{name}")
                        || NotNeeded.Contains($"{Index().Replace(path, "")}.{name}")
                        || value is null)
                    {
                        continue;
                    }

                    var found = (read as JsonObject)
                        ?.FirstOrDefault(member => member.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;
                    found.ShouldNotBeNull($"{path}.{name} is not read ({source})");
                    ShouldBeUnderstood(value, found, $"{path}.{name}", source);
                }

                break;
            case JsonArray entries:
                for (var i = 0; i < entries.Count; i++)
                {
                    ShouldBeUnderstood(entries[i], (read as JsonArray)?[i], $"{path}[{i}]", source);
                }

                break;
            case JsonValue value when path.EndsWith("Date", StringComparison.Ordinal):
                read.ShouldNotBeNull().GetValue<DateTimeOffset>().Year.ShouldBeGreaterThan(2010, $"{path} {value}");
                break;
            default:
                Plain(read).ShouldBe(Plain(recorded), $"{path} ({source})");
                break;
        }
    }

    private static string Plain(JsonNode? value) =>
        value?.GetValueKind() is JsonValueKind.Number
            ? value.GetValue<double>().ToString(CultureInfo.InvariantCulture)
            : value?.ToJsonString() ?? "";

    private abstract record Check(string Name)
    {
        public abstract void Run(string source, JsonObject answer);
    }

    private sealed record Check<T>(string Name, Operation<T> Operation) : Check(Name)
        where T : class
    {
        public override void Run(string source, JsonObject answer)
        {
            var read = WireAnswer.Read(Operation, Encoding.UTF8.GetBytes(answer.ToJsonString()));
            var again = JsonNode.Parse(JsonSerializer.Serialize(read, WithoutNulls.GetTypeInfo(typeof(T))));
            ShouldBeUnderstood(answer, again, Name, source);
        }
    }
}
