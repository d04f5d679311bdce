namespace Auditor.Core.Inventory;

/// <summary>The kinds of authorization as AWS writes them: <c>AuthorizationType</c> of methods and routes.</summary>
public static class AuthorizationType
{
    /// <summary>The name that AWS has for a kind.</summary>
    public static string Of(AuthorizationKind kind) => kind switch
    {
        AuthorizationKind.None => "NONE",
        AuthorizationKind.AwsIam => "AWS_IAM",
        AuthorizationKind.Custom => "CUSTOM",
        AuthorizationKind.CognitoUserPools => "COGNITO_USER_POOLS",
        _ => "JWT",
    };
}
