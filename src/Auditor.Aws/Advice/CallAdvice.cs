using System.Globalization;
using Auditor.Aws.Transport;
using Auditor.Core.Secrets;

namespace Auditor.Aws.Advice;

/// <summary>Says why a call failed, and what to do about it.</summary>
internal static class CallAdvice
{
    /// <summary>One sentence for people. What the service said is quoted, without line breaks and control characters, and cut.</summary>
    public static string Of(FailedCall call)
    {
        var (operation, region, failure, exception) = call;
        var (code, status) = (call.Code, call.Status);
        var where = operation.Service.IsGlobal ? operation.Id : $"{operation} in {region}";
        var answer = code ?? (status is { } number ? $"HTTP {(int)number}" : null);
        var said = Quote(exception);
        var detail = answer is null || answer == said ? said : $"{answer}: {said}";
        return failure switch
        {
            CallFailure.Denied when Denial.OfRole(exception.Message) is { } refused => $"{refused} ({detail}).",
            CallFailure.Denied =>
                $"{where} was denied: "
                    + $"{(Denial.In(exception.Message) ?? new("identity-based policy", IsExplicit: false)).Advice(operation.Action ?? "it")} ({detail}).",
            CallFailure.NotFound => $"{where} found nothing ({detail}).",
            CallFailure.Throttled when (exception as ServiceException)?.RetryAfter is { TotalMinutes: >= 1 } asked =>
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{where} was throttled, and AWS asks not to be called for {asked.TotalSeconds:0} seconds: scan again after that "
                        + $"({detail})."),
            CallFailure.Throttled =>
                $"{where} was throttled until patience ran out: scan again at a quieter time, or with a lower --max-rate ({detail}).",
            CallFailure.NoCredentials when Inner<SignInException>(exception) is { } told => told.Message,
            CallFailure.NoCredentials => "No AWS credentials were found: sign in (aws sso login, aws configure), or name a profile.",
            CallFailure.ExpiredCredentials when code is null =>
                $"The credentials that were found have expired already: sign in again, or mend what hands them out, such as the "
                    + $"profile's credential_process ({said}).",
            CallFailure.ExpiredCredentials => $"The AWS credentials have expired: sign in again ({where}, {detail}).",
            CallFailure.InvalidCredentials =>
                $"AWS does not accept the credentials, or the Region is not enabled for the account ({where}, {detail}).",
            CallFailure.UnknownEndpoint =>
                $"The host of {operation.Service.SigningName} in '{region}' does not exist: is the Region's name right? "
                    + $"({Quote(exception)})",
            CallFailure.Unreachable when Inner<System.Security.Authentication.AuthenticationException>(exception) is { } untrusted =>
                $"The certificate that {where} shows is not trusted: where a proxy signs connections anew, name its certificate in "
                    + $"AWS_CA_BUNDLE, or as ca_bundle of the profile ({Quote(untrusted)}).",
            CallFailure.Unreachable =>
                $"Nothing answers {where}: check the network, a proxy or the endpoint URL ({Quote(Innermost(exception))}).",
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
        var message = new string([.. SecretJudge.Mask(exception.Message).Select(character => char.IsControl(character) ? ' ' : character)])
            .Trim()
            .TrimEnd('.');
        return message.Length > 300 ? message[..300] + "..." : message;
    }
}
