using System.Text.Json;
using System.Text.Json.Nodes;
using Auditor.Aws.Operations;
using Auditor.Aws.Reading;
using Auditor.Aws.Services.ApiGateway.Wire;
using Auditor.Core.Inventory;
using Auditor.Core.Text;

namespace Auditor.Aws.Services.ApiGateway;

/// <summary>Turns an export into what it says is deployed (aws-facts.md D, M.1).</summary>
internal sealed class ExportedDeployment(RestExport export, ApiKind kind, Operation operation)
{
    private const string IntegrationReference = "#/components/x-amazon-apigateway-integrations/";

    // A path may also have members that are no methods.
    private static readonly HashSet<string> Verbs = new(
        ["get", "put", "post", "delete", "options", "head", "patch", "trace"], StringComparer.OrdinalIgnoreCase);

    private readonly IReadOnlyDictionary<string, ExportScheme?> _schemes = export.Components?.SecuritySchemes
        ?? ImmutableDictionary<string, ExportScheme?>.Empty;

    /// <summary>
    /// What the export says; a document in another format than the one asked for would say that nothing guards any method.
    /// </summary>
    /// <exception cref="JsonException">It is no export.</exception>
    public DeployedDefinition Definition() => export is { OpenApi: ['3', '.', ..], Paths: { } paths }
        ? Definition(paths)
        : throw new JsonException(export.Paths is null ? "it has no paths" : "it is not in OpenAPI 3.0, as asked for");

    private DeployedDefinition Definition(IReadOnlyDictionary<string, JsonElement> paths) => new()
    {
        Routes =
        [
            .. paths
                .Where(path => path.Value.ValueKind is JsonValueKind.Object)
                .SelectMany(path => path.Value.EnumerateObject()
                    .Select(member => (Path: path.Key, Verb: Verb(member.Name), Operation: member.Value)))
                .Where(method => method.Verb is not null && method.Operation.ValueKind is JsonValueKind.Object)
                .Select(method => Route(
                    Key(method.Path, method.Verb ?? ""), method.Operation.Deserialize(ApiGatewayJson.Default.ExportOperation) ?? new()))
                .DistinctBy(route => route.Key, StringComparer.Ordinal)
                .OrderBy(route => route.Key, StringComparer.Ordinal),
        ],
        Authorizers = [.. _schemes.Where(scheme => scheme.Value?.Authorizer is not null).Select(scheme => Authorizer(scheme.Key, scheme.Value ?? new())).OrderBy(authorizer => authorizer.Id, StringComparer.Ordinal)],
        ResourcePolicy = export.Policy is { ValueKind: JsonValueKind.Object } policy ? policy.GetRawText() : null,
        DisableExecuteApiEndpoint = IsEndpointOff(),
        ApiKeySource = export.ApiKeySource,
        RequestValidators = export.RequestValidators is { } validators ? Validators(validators) : null,
        GatewayResponses = export.GatewayResponses is { } responses ? Responses(responses) : null,
        Cors = export.Cors is { } cors ? ApiGatewayValues.Cors(cors) : null,
    };

    private static string? Verb(string member) =>
        member is "x-amazon-apigateway-any-method" ? "ANY" : Verbs.Contains(member) ? member.ToUpperInvariant() : null;

    // The route for what no other route takes stands among the paths of an HTTP API's export.
    private string Key(string path, string verb) =>
        kind is ApiKind.Http && path is "/$default" && verb is "ANY" ? "$default" : MethodKeys.Of(path, verb);

    private bool? IsEndpointOff()
    {
        var said = (export.Servers ?? []).Select(server => server?.Endpoint?.DisableExecuteApiEndpoint).OfType<bool>().ToList();
        return said is [] ? null : said.Contains(true);
    }

    private static ImmutableArray<Core.Inventory.RequestValidator> Validators(
        IReadOnlyDictionary<string, Wire.RequestValidator?> validators) =>
    [
        .. validators.OrderBy(validator => validator.Key, StringComparer.Ordinal).Select(validator => new Core.Inventory.RequestValidator
        {
            Id = validator.Key,
            ValidatesBody = validator.Value?.ValidateRequestBody ?? false,
            ValidatesParameters = validator.Value?.ValidateRequestParameters ?? false,
        }),
    ];

    private static ImmutableArray<Core.Inventory.GatewayResponse> Responses(IReadOnlyDictionary<string, Wire.GatewayResponse?> responses) =>
    [
        .. responses.OrderBy(response => response.Key, StringComparer.Ordinal)
            .Select(response => (Type: response.Key, Said: RestCors.OfGatewayResponse(response.Value ?? new()), Secrets: ApiGatewayValues.SecretsIn(response.Value ?? new())))
            .Select(response => new Core.Inventory.GatewayResponse { Type = response.Type, AllowOrigin = response.Said.AllowOrigin, AllowCredentials = response.Said.AllowCredentials, SecretsIn = response.Secrets }),
    ];

    private Route Route(string key, ExportOperation method)
    {
        var asked = (method.Security ?? [])
            .SelectMany(one => one ?? ImmutableDictionary<string, IReadOnlyList<string?>?>.Empty)
            .Select(one => (Name: one.Key, Scopes: one.Value, Scheme: _schemes.GetValueOrDefault(one.Key)))
            .ToList();
        var guard = asked.Find(one => one.Scheme is { Authorizer: not null } or { AuthType: not null });
        return new()
        {
            Key = key,
            Authorization = method.Authorization?.Type is "AWS_IAM" ? AuthorizationKind.AwsIam : Authorization(guard.Scheme),
            AuthorizerId = guard.Scheme?.Authorizer is null ? null : guard.Name,
            AuthorizationScopes = AnswerTexts.Texts(guard.Scopes),
            ApiKeyRequired = asked.Exists(one => one.Scheme is { AuthType: null, Authorizer: null, Type: "apiKey" }
                && "x-api-key".Equals(one.Scheme.Name, StringComparison.OrdinalIgnoreCase)),
            RequestValidatorId = method.RequestValidator ?? export.RequestValidator,
            ModelledContentTypes = [.. (method.RequestBody?.Content?.Keys ?? []).Order(StringComparer.Ordinal)],
            RequiredParameters = [.. (method.Parameters ?? []).Where(parameter => parameter is { Required: true, Name: not null, In: not null }).Select(Parameter).Order(StringComparer.Ordinal)],
            Integration = Integration(method.Integration),
        };
    }

    private Fact<AuthorizationKind> Authorization(ExportScheme? scheme) => scheme switch
    {
        null => AuthorizationKind.None,
        { AuthType: "awsSigv4" } => AuthorizationKind.AwsIam,
        { Authorizer.Type: { } type } when type.Equals("cognito_user_pools", StringComparison.OrdinalIgnoreCase) =>
            AuthorizationKind.CognitoUserPools,
        { Authorizer.Type: { } type } when type.Equals("jwt", StringComparison.OrdinalIgnoreCase) => AuthorizationKind.Jwt,
        { Authorizer: not null } => AuthorizationKind.Custom,
        _ =>
            new Unknown($"{operation} answered with the authorization {Quote.Of(scheme.AuthType ?? "")}, which this version does not know.")
            {
                Operation = operation.Id,
                Code = "UnknownValue",
            },
    };

    private static string Parameter(ExportParameter? parameter) =>
        $"method.request.{(parameter?.In is "query" ? "querystring" : parameter?.In)}.{parameter?.Name}";

    // Words are in lower case here, unlike everywhere else, and "responses" is what other answers call "integrationResponses".
    private Fact<Integration?> Integration(JsonElement? exported)
    {
        if (Referred(exported) is not { ValueKind: JsonValueKind.Object } element
            || JsonObject.Create(element)?.DeepClone() is not JsonObject integration)
        {
            return (Integration?)null;
        }

        if (integration["responses"] is { } responses)
        {
            integration.Remove("responses");
            integration["integrationResponses"] = responses;
        }

        var answer = integration.Deserialize(ApiGatewayJson.Default.RestIntegration) ?? new();
        var read = RestApiReader.Integration(
            answer with { Type = answer.Type?.ToUpperInvariant(), ConnectionType = answer.ConnectionType?.ToUpperInvariant() });
        return kind is ApiKind.Http
            ? read.Select(known => known is null ? null : known with { HasTlsConfig = answer.TlsConfig is not null })
            : read;
    }

    private JsonElement? Referred(JsonElement? exported) =>
        exported is { ValueKind: JsonValueKind.Object } element
        && element.TryGetProperty("$ref", out var reference)
        && reference.ValueKind is JsonValueKind.String
        && reference.GetString() is { } name
        && name.StartsWith(IntegrationReference, StringComparison.Ordinal)
        && export.Components?.Integrations?.TryGetValue(name[IntegrationReference.Length..], out var integration) is true
            ? integration
            : exported;

    private static Authorizer Authorizer(string name, ExportScheme scheme)
    {
        var authorizer = RestApiReader.Authorizer(
            (scheme.Authorizer ?? new()) with { Id = name, Name = name, Type = scheme.Authorizer?.Type?.ToUpperInvariant() });
        return authorizer.IdentitySources is []
            && scheme is { In: "header", Name: { Length: > 0 } header }
            && authorizer.Type is not AuthorizerType.Request
            ? authorizer with { IdentitySources = [$"method.request.header.{header}"] }
            : authorizer;
    }

    /// <summary>
    /// A definition whose authorizers have the ids that the API knows them by, where it still knows one of that name: an export has names
    /// alone.
    /// </summary>
    public static DeployedDefinition WithIds(DeployedDefinition definition, ImmutableArray<Authorizer> known)
    {
        var ids = definition.Authorizers.ToDictionary(
            authorizer => authorizer.Id,
            authorizer => known.FirstOrDefault(other => other.Name == authorizer.Name)?.Id ?? authorizer.Name,
            StringComparer.Ordinal);
        return definition with
        {
            Authorizers = [.. definition.Authorizers.Select(authorizer => authorizer with { Id = ids[authorizer.Id] }).DistinctBy(authorizer => authorizer.Id, StringComparer.Ordinal).OrderBy(authorizer => authorizer.Id, StringComparer.Ordinal)],
            Routes = [.. definition.Routes.Select(route => route.AuthorizerId is { } id && ids.TryGetValue(id, out var now) ? route with { AuthorizerId = now } : route)],
        };
    }
}
