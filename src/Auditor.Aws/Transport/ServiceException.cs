using System.Net;
using Amazon.Runtime;

namespace Auditor.Aws.Transport;

/// <summary>
/// A refusal by a service, inside the SDK's pipeline. Callers of the auditor's own code see <see cref="AwsCallException"/>.
/// </summary>
internal sealed class ServiceException(string? code, string? message, HttpStatusCode status, Exception? inner = null)
    : AmazonServiceException(
        message ?? $"HTTP {(int)status}", inner, (int)status >= 500 ? ErrorType.Receiver : ErrorType.Sender, code ?? "", "", status)
{
    /// <summary>How long the service asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
