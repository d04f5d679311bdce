namespace Auditor.Samples.Building;

/// <summary>Authorizers of the kinds that Acme uses.</summary>
internal static class Authorizers
{
    public static Authorizer Cognito(string id, string name, string userPoolArn) => new()
    {
        Id = id,
        Name = name,
        Type = AuthorizerType.CognitoUserPools,
        ProviderArns = [userPoolArn],
        IdentitySources = ["method.request.header.Authorization"],
    };

    /// <summary>A Lambda function that gets one header of a REST API's request.</summary>
    public static Authorizer Token(string id, string name, Place place, string function, string header = "Authorization") => new()
    {
        Id = id,
        Name = name,
        Type = AuthorizerType.Token,
        Uri = place.InvocationOf(function),
        IdentitySources = [$"method.request.header.{header}"],
        CacheSeconds = 0,
    };

    /// <summary>A Lambda function that gets a REST API's whole request, and whose answers are kept by these parts of it.</summary>
    public static Authorizer Request(
        string id, string name, Place place, string function, params ImmutableArray<string> identitySources) => new()
        {
            Id = id,
            Name = name,
            Type = AuthorizerType.Request,
            Uri = place.InvocationOf(function),
            IdentitySources = identitySources,
            CacheSeconds = 300,
        };

    /// <summary>A Lambda function that decides who may open a WebSocket connection.</summary>
    public static Authorizer Connection(string id, string name, Place place, string function) => new()
    {
        Id = id,
        Name = name,
        Type = AuthorizerType.Request,
        Uri = place.InvocationOf(function),
        IdentitySources = ["route.request.header.Authorization"],
    };

    public static Authorizer Jwt(string id, string name, string issuer, params ImmutableArray<string> audience) => new()
    {
        Id = id,
        Name = name,
        Type = AuthorizerType.Jwt,
        IdentitySources = ["$request.header.Authorization"],
        JwtIssuer = issuer,
        JwtAudience = audience,
    };
}
