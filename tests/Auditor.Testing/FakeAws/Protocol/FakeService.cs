namespace Auditor.Testing.FakeAws.Protocol;

/// <summary>A service: finds the operation of a request and words its errors.</summary>
internal abstract class FakeService
{
    /// <summary>The service of the SigV4 credential scope (aws-facts.md A.1).</summary>
    public abstract string SigningName { get; }

    /// <summary>Null: AWS has no such operation.</summary>
    public abstract FakeOperation? Find(FakeRequest request);

    public abstract FakeResponse Error(FakeAwsException error);

    public abstract FakeAwsException UnknownOperation(FakeRequest request);

    public abstract FakeAwsException AccessDenied(string message);

    public abstract FakeAwsException Throttled(TimeSpan retryAfter);

    public virtual FakeAwsException SignatureDoesNotMatch(string message) => new(403, "InvalidSignatureException", message);

    public virtual FakeAwsException SignatureExpired(string message) => new(403, "InvalidSignatureException", message);

    public virtual FakeAwsException UnknownKey() =>
        new(403, "UnrecognizedClientException", "The security token included in the request is invalid.");

    public virtual FakeAwsException ExpiredToken() =>
        new(403, "ExpiredTokenException", "The security token included in the request is expired");

    public virtual FakeAwsException MissingToken() => new(403, "MissingAuthenticationTokenException", "Missing Authentication Token");
}
