namespace Auditor.Samples.Building;

/// <summary>Routes by who may call them.</summary>
internal static class Routes
{
    /// <summary>The validator that validated routes name.</summary>
    public const string Validator = "v4l1dt";

    public static Route Open(string key, Integration integration) => Of(key, AuthorizationKind.None, integration);

    public static Route WithKeyOnly(string key, Integration integration) => Open(key, integration) with { ApiKeyRequired = true };

    public static Route WithIam(string key, Integration integration) => Of(key, AuthorizationKind.AwsIam, integration);

    public static Route WithCognito(string key, string authorizer, Integration integration, params ImmutableArray<string> scopes) =>
        Of(key, AuthorizationKind.CognitoUserPools, integration) with { AuthorizerId = authorizer, AuthorizationScopes = scopes };

    public static Route WithLambdaAuthorizer(string key, string authorizer, Integration integration) =>
        Of(key, AuthorizationKind.Custom, integration) with { AuthorizerId = authorizer };

    public static Route WithJwt(string key, string authorizer, Integration integration, params ImmutableArray<string> scopes) =>
        Of(key, AuthorizationKind.Jwt, integration) with { AuthorizerId = authorizer, AuthorizationScopes = scopes };

    /// <summary>What callers send is compared with a model before anything else sees it.</summary>
    public static Route Validated(this Route route) =>
        route with { RequestValidatorId = Validator, ModelledContentTypes = ["application/json"] };

    /// <summary>A browser's CORS preflight, answered by API Gateway: open, as it has to be.</summary>
    public static Route Preflight(string path, string allowOrigin = "https://www.acme-shop.example") =>
        Open($"OPTIONS {path}", Backends.Mock with { AllowOrigin = allowOrigin });

    private static Route Of(string key, AuthorizationKind authorization, Integration integration) =>
        new() { Key = key, Authorization = authorization, Integration = integration };
}
