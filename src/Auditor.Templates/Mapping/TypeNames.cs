using Auditor.Core.Inventory;
using Auditor.Core.Text;
using Auditor.Templates.Values;

namespace Auditor.Templates.Mapping;

/// <summary>Reads <c>AuthorizationType</c>, and the <c>Type</c> of authorizers and integrations.</summary>
internal static class TypeNames
{
    /// <summary>Absent means <c>NONE</c> (AWS::ApiGateway::Method, AWS::ApiGatewayV2::Route).</summary>
    public static Fact<AuthorizationKind> Authorization(Value? value) => value switch
    {
        null => AuthorizationKind.None,
        TextValue { Literal: { } word } => word.ToUpperInvariant() switch
        {
            "NONE" or "" => AuthorizationKind.None,
            "AWS_IAM" => AuthorizationKind.AwsIam,
            "CUSTOM" => AuthorizationKind.Custom,
            "COGNITO_USER_POOLS" => AuthorizationKind.CognitoUserPools,
            "JWT" => AuthorizationKind.Jwt,
            _ => new Unknown($"Authorization type {Quote.Of(word)} is not known."),
        },
        _ => new Unknown(value.OpenBecause ?? "The authorization type is not in the template."),
    };

    public static AuthorizerType Authorizer(string? word) => word?.ToUpperInvariant() switch
    {
        "TOKEN" => AuthorizerType.Token,
        "REQUEST" => AuthorizerType.Request,
        "COGNITO_USER_POOLS" => AuthorizerType.CognitoUserPools,
        "JWT" => AuthorizerType.Jwt,
        _ => AuthorizerType.Other,
    };

    public static IntegrationType Integration(string? word) => word?.ToUpperInvariant() switch
    {
        "HTTP" => IntegrationType.Http,
        "HTTP_PROXY" => IntegrationType.HttpProxy,
        "AWS" => IntegrationType.Aws,
        "AWS_PROXY" => IntegrationType.AwsProxy,
        "MOCK" => IntegrationType.Mock,
        _ => IntegrationType.Other,
    };
}
