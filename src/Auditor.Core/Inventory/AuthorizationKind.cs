namespace Auditor.Core.Inventory;

/// <summary>How API Gateway decides whether a caller of a route may pass.</summary>
public enum AuthorizationKind
{
    /// <summary><c>NONE</c>: it does not ask.</summary>
    None,

    /// <summary><c>AWS_IAM</c>: a SigV4 signature of a principal that IAM lets through.</summary>
    AwsIam,

    /// <summary><c>CUSTOM</c>: a Lambda authorizer.</summary>
    Custom,

    /// <summary><c>COGNITO_USER_POOLS</c> (REST).</summary>
    CognitoUserPools,

    /// <summary><c>JWT</c> (HTTP).</summary>
    Jwt,
}
