using System.Collections.Frozen;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Amazon.Runtime;
using Auditor.Aws.Operations;
using Auditor.Core.Secrets;

namespace Auditor.Aws.Transport;

/// <summary>Sorts what a call can end with. Codes come first: WAF says 400 where others say 404, and IAM throttles with 400.</summary>
internal static class CallFailures
{
    private static readonly FrozenSet<string> Throttling = Codes("Throttling", "ThrottlingException", "ThrottledException", "TooManyRequestsException", "RequestLimitExceeded", "RequestThrottled",
        "RequestThrottledException", "LimitExceededException", "BandwidthLimitExceeded", "SlowDown", "PriorRequestNotComplete", "TransactionInProgressException");

    private static readonly FrozenSet<string> Expired = Codes("ExpiredToken", "ExpiredTokenException", "TokenRefreshRequired", "RequestExpired");

    private static readonly FrozenSet<string> Invalid = Codes("UnrecognizedClientException", "InvalidClientTokenId", "InvalidSignatureException", "SignatureDoesNotMatch", "IncompleteSignature",
        "IncompleteSignatureException", "MissingAuthenticationToken", "MissingAuthenticationTokenException", "AuthFailure", "InvalidAccessKeyId", "NotAuthorized");

    private static readonly FrozenSet<string> NotFound = Codes("NotFoundException", "ResourceNotFoundException", "NoSuchEntity", "WAFNonexistentItemException");

    public static CallFailure Of(Exception exception) => exception switch
    {
        AmazonServiceException { InnerException: { } inner } refused when refused is not ServiceException && refused.StatusCode is 0 => Of(inner),
        AmazonServiceException refused => Of(refused),
        AmazonUnmarshallingException or JsonException or IOException { InnerException: not SocketException } => CallFailure.MalformedAnswer,
        OperationCanceledException or TimeoutException => CallFailure.Timeout,
        HttpRequestException { HttpRequestError: HttpRequestError.NameResolutionError } => CallFailure.UnknownEndpoint,
        SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => CallFailure.UnknownEndpoint,
        HttpRequestException { InnerException: SocketException inner } => Of(inner),
        HttpRequestException or SocketException or WebException or IOException => CallFailure.Unreachable,
        SignInException => CallFailure.NoCredentials,
        // Nor for what a credential_process or single sign-on hands out too late.
        AmazonClientException { InnerException: null } late when late.Message.Contains("expired", StringComparison.OrdinalIgnoreCase) => CallFailure.ExpiredCredentials,
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

    /// <summary>One sentence for people. What the service said is quoted, without line breaks and control characters, and cut.</summary>
    public static string Explain(Operation operation, string region, CallFailure failure, string? code, HttpStatusCode? status, Exception exception)
    {
        var where = operation.Service.IsGlobal ? operation.Id : $"{operation} in {region}";
        var answer = code ?? (status is { } number ? $"HTTP {(int)number}" : null);
        var said = Quote(exception);
        var detail = answer is null || answer == said ? said : $"{answer}: {said}";
        return failure switch
        {
            CallFailure.Denied when Denial.OfRole(exception.Message) is { } refused => $"{refused} ({detail}).",
            CallFailure.Denied => $"{where} was denied: {(Denial.In(exception.Message) ?? new("identity-based policy", IsExplicit: false)).Advice(operation.Action ?? "it")} ({detail}).",
            CallFailure.NotFound => $"{where} found nothing ({detail}).",
            CallFailure.Throttled when (exception as ServiceException)?.RetryAfter is { TotalMinutes: >= 1 } asked => string.Create(CultureInfo.InvariantCulture, $"{where} was throttled, and AWS asks not to be called for {asked.TotalSeconds:0} seconds: scan again after that ({detail})."),
            CallFailure.Throttled => $"{where} was throttled until patience ran out: scan again at a quieter time, or with a lower --max-rate ({detail}).",
            CallFailure.NoCredentials when Inner<SignInException>(exception) is { } told => told.Message,
            CallFailure.NoCredentials => "No AWS credentials were found: sign in (aws sso login, aws configure), or name a profile.",
            CallFailure.ExpiredCredentials when code is null => $"The credentials that were found have expired already: sign in again, or mend what hands them out, such as the profile's credential_process ({said}).",
            CallFailure.ExpiredCredentials => $"The AWS credentials have expired: sign in again ({where}, {detail}).",
            CallFailure.InvalidCredentials => $"AWS does not accept the credentials, or the Region is not enabled for the account ({where}, {detail}).",
            CallFailure.UnknownEndpoint => $"The host of {operation.Service.SigningName} in '{region}' does not exist: is the Region's name right? ({Quote(exception)})",
            CallFailure.Unreachable when Inner<System.Security.Authentication.AuthenticationException>(exception) is { } untrusted => $"The certificate that {where} shows is not trusted: where a proxy signs connections anew, name its certificate in AWS_CA_BUNDLE, or as ca_bundle of the profile ({Quote(untrusted)}).",
            CallFailure.Unreachable => $"Nothing answers {where}: check the network, a proxy or the endpoint URL ({Quote(Innermost(exception))}).",
            CallFailure.Timeout => $"{where} did not answer in time: scan again.",
            CallFailure.MalformedAnswer => $"{where} answered with something that is not its answer ({detail}).",
            CallFailure.ServiceFault => $"{where} failed on the side of AWS: scan again ({detail}).",
            _ => $"{where} failed ({detail}).",
        };
    }

    private static T? Inner<T>(Exception? exception)
        where T : Exception => exception as T ?? (exception?.InnerException is { } inner ? Inner<T>(inner) : null);

    // "See inner exception" helps nobody who does not see it.
    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;

    private static string Quote(Exception exception)
    {
        var message = new string([.. SecretJudge.Mask(exception.Message).Select(character => char.IsControl(character) ? ' ' : character)]).Trim().TrimEnd('.');
        return message.Length > 300 ? message[..300] + "..." : message;
    }

    private static FrozenSet<string> Codes(params string[] codes) => codes.ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
