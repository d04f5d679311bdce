using System.Net;

namespace Auditor.Aws.Transport;

/// <summary>A call to AWS failed for good: no attempt is left to make.</summary>
public sealed class AwsCallException : Exception
{
    internal AwsCallException(
        string operation, CallFailure failure, string? errorCode, HttpStatusCode? status, string message, Exception? inner)
        : base(message, inner)
    {
        Operation = operation;
        Failure = failure;
        ErrorCode = errorCode;
        Status = status;
    }

    /// <summary><c>apigateway:GetStages</c>.</summary>
    public string Operation { get; }

    public CallFailure Failure { get; }

    /// <summary>The service's own error code, or a word for it where the service gave none.</summary>
    public string? ErrorCode { get; }

    public HttpStatusCode? Status { get; }
}
