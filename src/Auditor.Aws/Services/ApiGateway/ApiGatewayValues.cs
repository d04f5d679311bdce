using Auditor.Aws.Reading;
using Auditor.Core.Inventory;
using Auditor.Core.Secrets;

namespace Auditor.Aws.Services.ApiGateway;

/// <summary>
/// Reads the words that API Gateway uses for kinds of things. A word that this version does not know makes the fact unknown; it is never
/// taken for a known one.
/// </summary>
internal static class ApiGatewayValues
{
    public static Fact<AuthorizationKind> Authorization(string? word, string operation) => word switch
    {
        "NONE" => AuthorizationKind.None,
        "AWS_IAM" => AuthorizationKind.AwsIam,
        "CUSTOM" => AuthorizationKind.Custom,
        "COGNITO_USER_POOLS" => AuthorizationKind.CognitoUserPools,
        "JWT" => AuthorizationKind.Jwt,
        null => Missing("authorizationType", operation),
        _ => NotKnown("authorization type", word, operation),
    };

    public static Fact<EndpointType> Endpoint(
        Wire.EndpointConfiguration? configuration, string operation) => configuration?.Types?.OfType<string>().FirstOrDefault() switch
        {
            "EDGE" => EndpointType.Edge,
            "REGIONAL" => EndpointType.Regional,
            "PRIVATE" => EndpointType.Private,
            null => Missing("endpointConfiguration", operation),
            var word => NotKnown("endpoint type", word, operation),
        };

    public static AuthorizerType Authorizer(string? word) => word switch
    {
        "TOKEN" => AuthorizerType.Token,
        "REQUEST" => AuthorizerType.Request,
        "COGNITO_USER_POOLS" => AuthorizerType.CognitoUserPools,
        "JWT" => AuthorizerType.Jwt,
        _ => AuthorizerType.Other,
    };

    public static IntegrationType Integration(string? word) => word switch
    {
        "HTTP" => IntegrationType.Http,
        "HTTP_PROXY" => IntegrationType.HttpProxy,
        "AWS" => IntegrationType.Aws,
        "AWS_PROXY" => IntegrationType.AwsProxy,
        "MOCK" => IntegrationType.Mock,
        _ => IntegrationType.Other,
    };

    /// <summary>AWS writes no limit as nothing, Terraform as -1.</summary>
    public static double? Limit(double? value) => value is < 0 ? null : value;

    public static Throttle? Throttle(Wire.ThrottleSettings? settings) => (Limit(settings?.RateLimit), Limit(settings?.BurstLimit)) switch
    {
        (null, null) => null,
        var (rate, burst) => new() { Rate = rate, Burst = burst },
    };

    /// <summary>Where an integration holds secrets.</summary>
    public static ImmutableArray<string> SecretsIn(
        IReadOnlyDictionary<string, string?>? parameters, IReadOnlyDictionary<string, string?>? templates, IEnumerable<Wire.IntegrationResponse?> responses) => ConfiguredSecrets.Of(
        ConfiguredSecrets.InParameters("request", parameters),
        ConfiguredSecrets.InTemplates("request", templates),
        responses.OfType<Wire.IntegrationResponse>().SelectMany(response =>
            ConfiguredSecrets.InParameters("response", response.ResponseParameters).Concat(ConfiguredSecrets.InTemplates("response", response.ResponseTemplates))));

    /// <summary>Where what API Gateway answers by itself holds secrets.</summary>
    public static ImmutableArray<string> SecretsIn(Wire.GatewayResponse answer) =>
        ConfiguredSecrets.Of(
            ConfiguredSecrets.InParameters("response", answer.ResponseParameters),
            ConfiguredSecrets.InTemplates("response", answer.ResponseTemplates));

    public static AccessLog? AccessLog(Wire.AccessLogSettings? settings) => settings is null or { DestinationArn: null, Format: null }
        ? null
        : new() { DestinationArn = settings.DestinationArn, Format = AnswerTexts.Given(settings.Format) };

    public static ImmutableArray<StageVariable> Variables(IReadOnlyDictionary<string, string?>? variables) =>
    [
        .. (variables ?? ImmutableDictionary<string, string?>.Empty)
            .OrderBy(variable => variable.Key, StringComparer.Ordinal)
            .Select(variable => new StageVariable { Name = variable.Key, Value = variable.Value ?? "" }),
    ];

    public static Cors Cors(Wire.CorsConfiguration cors) => new()
    {
        AllowCredentials = cors.AllowCredentials ?? false,
        AllowOrigins = AnswerTexts.Texts(cors.AllowOrigins),
        AllowMethods = AnswerTexts.Texts(cors.AllowMethods),
        AllowHeaders = AnswerTexts.Texts(cors.AllowHeaders),
    };

    private static Unknown Missing(string member, string operation) =>
        new($"The answer of {operation} has no {member}.") { Operation = operation, Code = "MissingMember" };

    private static Unknown NotKnown(string what, string word, string operation) =>
        new($"{operation} answered with the {what} {Core.Text.Quote.Of(word)}, which this version does not "
            + $"know.")
        { Operation = operation, Code = "UnknownValue" };
}
