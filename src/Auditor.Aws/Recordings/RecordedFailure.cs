namespace Auditor.Aws.Recordings;

/// <summary>Why nothing came back from AWS.</summary>
/// <param name="Kind"><c>unknownHost</c>, <c>untrustedCertificate</c>, <c>timeout</c>, <c>cut</c> or <c>unreachable</c>.</param>
/// <param name="Message">What the system said.</param>
public sealed record RecordedFailure(string Kind, string Message)
{
    private const string UnknownHost = "unknownHost";
    private const string UntrustedCertificate = "untrustedCertificate";
    private const string Timeout = "timeout";
    private const string Cut = "cut";

    internal static RecordedFailure Of(Exception exception)
    {
        for (var inner = exception; inner is not null; inner = inner.InnerException)
        {
            if (inner is System.Security.Authentication.AuthenticationException)
            {
                return new(UntrustedCertificate, inner.Message);
            }
        }

        return new(
            Transport.CallFailures.Of(exception) switch
            {
                Transport.CallFailure.UnknownEndpoint => UnknownHost,
                Transport.CallFailure.Timeout => Timeout,
                Transport.CallFailure.MalformedAnswer => Cut,
                _ => "unreachable",
            },
            Innermost(exception).Message);
    }

    /// <summary>The same trouble again.</summary>
    internal Exception ToException() => Kind switch
    {
        UnknownHost => new HttpRequestException(HttpRequestError.NameResolutionError, Message),
        UntrustedCertificate => new HttpRequestException(Message, new System.Security.Authentication.AuthenticationException(Message)),
        Timeout => new TimeoutException(Message),
        Cut => new IOException(Message),
        _ => new HttpRequestException(Message),
    };

    private static Exception Innermost(Exception exception) => exception.InnerException is { } inner ? Innermost(inner) : exception;
}
