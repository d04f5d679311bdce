namespace Auditor.Aws.Transport;

/// <summary>Why a call to AWS brought nothing.</summary>
public enum CallFailure
{
    /// <summary>The identity lacks the permission.</summary>
    Denied,

    /// <summary>What was asked for does not exist.</summary>
    NotFound,

    /// <summary>Too many requests, and still too many after all attempts.</summary>
    Throttled,

    /// <summary>No source of credentials has any.</summary>
    NoCredentials,

    /// <summary>The credentials were good once.</summary>
    ExpiredCredentials,

    /// <summary>AWS does not know the credentials, or they do not hold in this Region or for this request.</summary>
    InvalidCredentials,

    /// <summary>The endpoint's host name does not exist: usually a mistyped Region, or a service that the Region lacks.</summary>
    UnknownEndpoint,

    /// <summary>Nothing answers at the endpoint.</summary>
    Unreachable,

    Timeout,

    /// <summary>An answer came that is not what the operation answers with.</summary>
    MalformedAnswer,

    /// <summary>The service failed by its own account.</summary>
    ServiceFault,

    Other,
}
