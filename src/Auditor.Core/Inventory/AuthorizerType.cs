namespace Auditor.Core.Inventory;

/// <summary>The kinds of authorizer.</summary>
public enum AuthorizerType
{
    /// <summary>A value that this version does not know.</summary>
    Other,

    /// <summary>A Lambda function that gets one header (REST).</summary>
    Token,

    /// <summary>A Lambda function that gets the request.</summary>
    Request,

    CognitoUserPools,

    Jwt,
}
