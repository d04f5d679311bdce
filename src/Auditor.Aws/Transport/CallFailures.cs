using System.Collections.Frozen;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Amazon.Runtime;

namespace Auditor.Aws.Transport;

/// <summary>Sorts what a call can end with. Codes come first: WAF says 400 where others say 404, and IAM throttles with 400.</summary>
internal static class CallFailures
{
    private static readonly FrozenSet<string> Throttling = Codes("Throttling", "ThrottlingException", "ThrottledException", "TooManyRequestsException", "RequestLimitExceeded", "RequestThrottled",
        "RequestThrottledException", "LimitExceededException", "BandwidthLimitExceeded", "SlowDown", "PriorRequestNotComplete", "TransactionInProgressException");

    private static readonly FrozenSet<string> Expired = Codes(
        "ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "RequestExpired");

    private static readonly FrozenSet<string> Invalid = Codes("UnrecognizedClientException", "InvalidClientTokenId", "InvalidSignatureException", "SignatureDoesNotMatch", "IncompleteSignature",
        "IncompleteSignatureException", "MissingAuthenticationToken", "MissingAuthenticationTokenException", "AuthFailure", "InvalidAccessKeyId", "NotAuthorized");

    private static readonly FrozenSet<string> NotFound = Codes(
        "NotFoundException", "ResourceNotFoundException", "NoSuchEntity", "WAFNonexistentItemException");

    public static CallFailure Of(Exception exception) => exception switch
    {
        AmazonServiceException { InnerException: { } inner } refused when refused is not ServiceException
            && refused.StatusCode is 0 => Of(inner),
        AmazonServiceException refused => Of(refused),
        AmazonUnmarshallingException or JsonException or IOException { InnerException: not SocketException } => CallFailure.MalformedAnswer,
        OperationCanceledException or TimeoutException => CallFailure.Timeout,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => CallFailure.UnknownEndpoint,
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } =>
            CallFailure.UnknownEndpoint,
        HttpRequestException { InnerException: SocketException inner } => Of(inner),
        HttpRequestException or SocketException or WebException or IOException => CallFailure.Unreachable,
        SignInException => CallFailure.NoCredentials,
        // Nor for what a credential_process or single sign-on hands out too late.
        AmazonClientException { InnerException: null } late when late.Message.Contains("expired", StringComparison.OrdinalIgnoreCase) =>
            CallFailure.ExpiredCredentials,
        // The SDK has no type of its own for "none of the sources of credentials had any".
        AmazonClientException { InnerException: null } => CallFailure.NoCredentials,
        AmazonClientException { InnerException: { } inner } => Of(inner),
        _ => CallFailure.Other,
    };

    private static CallFailure Of(AmazonServiceException refused)
    {
        var code = refused.ErrorCode ?? "";
        return (int)refused.StatusCode switch
        {
            _ when Expired.Contains(code) => CallFailure.ExpiredCredentials,
            _ when Throttling.Contains(code) => CallFailure.Throttled,
            _ when Invalid.Contains(code) => CallFailure.InvalidCredentials,
            _ when NotFound.Contains(code) => CallFailure.NotFound,
            >= 200 and < 400 => CallFailure.MalformedAnswer,
            401 or 403 => CallFailure.Denied,
            404 => CallFailure.NotFound,
            429 => CallFailure.Throttled,
            408 => CallFailure.Timeout,
            >= 500 => CallFailure.ServiceFault,
            _ when code.StartsWith("AccessDenied", StringComparison.Ordinal) || code is "UnauthorizedOperation" => CallFailure.Denied,
            _ => CallFailure.Other,
        };
    }

    private static FrozenSet<string> Codes(params string[] codes) => codes.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
