using Auditor.Templates.Values;

namespace Auditor.Templates.OpenApi;

/// <summary>A security scheme as API Gateway takes it.</summary>
internal sealed record SecurityScheme(string Name, Value Definition)
{
    public Value? Authorizer => Definition["x-amazon-apigateway-authorizer"];

    public string? Type => (Definition["type"] as TextValue)?.Literal?.ToLowerInvariant();

    public string AuthorizerType =>
        (Authorizer?["type"] as TextValue)?.Literal?.ToLowerInvariant()
            ?? ((Definition["x-amazon-apigateway-authtype"] as TextValue)?.Literal?.ToLowerInvariant() is "cognito_user_pools"
                ? "cognito_user_pools"
                : "token");

    public bool IsIam =>
        (Definition["x-amazon-apigateway-authtype"] as TextValue)?.Literal?.Equals("awsSigv4", StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>Whether it is API Gateway's own key: in the header <c>x-api-key</c>, and nothing else is asked about it.</summary>
    public bool IsApiKey =>
        Type is "apikey"
            && Authorizer is null
            && !IsIam
            && (Definition["name"] as TextValue)?.Literal?.Equals("x-api-key", StringComparison.OrdinalIgnoreCase) is true;

    /// <summary>The header that a TOKEN authorizer looks at unless it says otherwise.</summary>
    public string? Header => (Definition["name"] as TextValue)?.Literal;

    public static ImmutableDictionary<string, SecurityScheme> In(MapValue document) =>
        ((document["securityDefinitions"] ?? document["components"]?["securitySchemes"]) as MapValue)?.Properties
            .DistinctBy(property => property.Name, StringComparer.Ordinal)
            .ToImmutableDictionary(
                property => property.Name, property => new SecurityScheme(property.Name, property.Value), StringComparer.Ordinal)
        ?? [];
}
