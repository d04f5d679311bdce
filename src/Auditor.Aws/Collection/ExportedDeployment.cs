using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Aws.Operations;
using Auditor.Aws.Wire;
using Auditor.Core.Inventory;
using Api = Auditor.Core.Inventory.Api;

namespace Auditor.Aws.Collection;

/// <summary>Turns an export into what it says is deployed (aws-facts.md D).</summary>
internal sealed class ExportedDeployment(RestExport export, Api api)
{
    // A path may also have members that are no methods.
    private static readonly HashSet<string> Verbs = new(["get", "put", "post", "delete", "options", "head", "patch", "trace"], StringComparer.OrdinalIgnoreCase);

    private readonly IReadOnlyDictionary<string, ExportScheme?> _schemes = export.Components?.SecuritySchemes ?? ImmutableDictionary<string, ExportScheme?>.Empty;

    /// <exception cref="JsonException">It is no export.</exception>
    public DeployedDefinition Definition() => new()
    {
        Routes =
        [
            .. (export.Paths ?? ImmutableDictionary<string, JsonElement>.Empty)
                .Where(path => path.Value.ValueKind is JsonValueKind.Object)
                .SelectMany(path => path.Value.EnumerateObject().Select(member => (Path: path.Key, Verb: Verb(member.Name), Operation: member.Value)))
                .Where(method => method.Verb is not null && method.Operation.ValueKind is JsonValueKind.Object)
                .Select(method => Route(MethodKeys.Of(method.Path, method.Verb ?? ""), method.Operation.Deserialize(WireJson.Default.ExportOperation) ?? new()))
                .OrderBy(route => route.Key, StringComparer.Ordinal),
        ],
        Authorizers = [.. _schemes.Where(scheme => scheme.Value?.Authorizer is not null).Select(scheme => Authorizer(scheme.Key, scheme.Value ?? new())).OrderBy(authorizer => authorizer.Id, StringComparer.Ordinal)],
        ResourcePolicy = export.Policy is { ValueKind: JsonValueKind.Object } policy ? SecretShape.OfDocument(policy.GetRawText()) : null,
    };

    private static string? Verb(string member) => member is "x-amazon-apigateway-any-method" ? "ANY" : Verbs.Contains(member) ? member.ToUpperInvariant() : null;

    private Route Route(string key, ExportOperation operation)
    {
        var configured = api.Routes.ValueOr([]).FirstOrDefault(route => route.Key == key);
        var asked = (operation.Security ?? []).SelectMany(one => one ?? ImmutableDictionary<string, IReadOnlyList<string?>?>.Empty).Select(one => (Name: one.Key, Scopes: one.Value, Scheme: _schemes.GetValueOrDefault(one.Key))).ToList();
        var guard = asked.Find(one => one.Scheme is { Authorizer: not null } or { AuthType: not null });
        return new()
        {
            Key = key,
            Authorization = Authorization(guard.Scheme),
            AuthorizerId = guard.Scheme?.Authorizer is null ? null : IdOf(guard.Name),
            AuthorizationScopes = WireWords.Texts(guard.Scopes),
            ApiKeyRequired = asked.Exists(one => one.Scheme is { AuthType: null, Authorizer: null, Type: "apiKey" } && "x-api-key".Equals(one.Scheme.Name, StringComparison.OrdinalIgnoreCase)),
            // The export names validators, the working copy has ids.
            RequestValidatorId = operation.RequestValidator is null ? null : configured?.RequestValidatorId ?? operation.RequestValidator,
            ModelledContentTypes = [.. (operation.RequestBody?.Content?.Keys ?? []).Order(StringComparer.Ordinal)],
            RequiredParameters = [.. (operation.Parameters ?? []).Where(parameter => parameter is { Required: true, Name: not null, In: not null }).Select(Parameter).Order(StringComparer.Ordinal)],
            Integration = Integration(operation.Integration),
        };
    }

    private static Fact<AuthorizationKind> Authorization(ExportScheme? scheme) => scheme switch
    {
        null => AuthorizationKind.None,
        { AuthType: "awsSigv4" } => AuthorizationKind.AwsIam,
        { Authorizer.Type: { } type } when type.Equals("cognito_user_pools", StringComparison.OrdinalIgnoreCase) => AuthorizationKind.CognitoUserPools,
        { Authorizer: not null } => AuthorizationKind.Custom,
        _ => new Unknown($"{RestApiOperations.GetExport.Id} answered with the authorization {Core.Text.Quote.Of(scheme.AuthType ?? "")}, which this version does not know.") { Operation = RestApiOperations.GetExport.Id, Code = "UnknownValue" },
    };

    private static string Parameter(ExportParameter? parameter) => $"method.request.{(parameter?.In is "query" ? "querystring" : parameter?.In)}.{parameter?.Name}";

    // Words are in lower case here, unlike everywhere else, and "responses" is what other answers call "integrationResponses".
    private static Fact<Integration?> Integration(JsonElement? exported)
    {
        if (exported is not { ValueKind: JsonValueKind.Object } element || JsonObject.Create(element)?.DeepClone() is not JsonObject integration)
        {
            return (Integration?)null;
        }

        if (integration["responses"] is { } responses)
        {
            integration.Remove("responses");
            integration["integrationResponses"] = responses;
        }

        var answer = integration.Deserialize(WireJson.Default.RestIntegration) ?? new();
        return RestApiReader.Integration(answer with { Type = answer.Type?.ToUpperInvariant(), ConnectionType = answer.ConnectionType?.ToUpperInvariant() });
    }

    private Authorizer Authorizer(string name, ExportScheme scheme)
    {
        var authorizer = RestApiReader.Authorizer((scheme.Authorizer ?? new()) with { Id = IdOf(name), Name = name, Type = scheme.Authorizer?.Type?.ToUpperInvariant() });
        return authorizer.IdentitySources is [] && scheme is { In: "header", Name: { Length: > 0 } header } && authorizer.Type is not AuthorizerType.Request
            ? authorizer with { IdentitySources = [$"method.request.header.{header}"] }
            : authorizer;
    }

    private string IdOf(string name) => api.Authorizers.ValueOr([]).FirstOrDefault(authorizer => authorizer.Name == name)?.Id ?? name;
}
