namespace Auditor.Core.Policies;

/// <summary>The resources under which IAM knows APIs.</summary>
public enum ApiFamily
{
    /// <summary>Calls to APIs: <c>arn:aws:execute-api:...</c>.</summary>
    Invocation,

    /// <summary>Management of REST APIs: <c>arn:aws:apigateway:...::/restapis/...</c>.</summary>
    RestApis,

    /// <summary>Management of HTTP and WebSocket APIs: <c>arn:aws:apigateway:...::/apis/...</c>.</summary>
    HttpApis,
}
