namespace Auditor.Storage;

/// <summary>Who writes and reads; what is null comes from the environment and the shared configuration, as with every AWS tool.</summary>
/// <param name="Profile">A profile of the shared configuration.</param>
/// <param name="EndpointUrl">What is called in place of AWS, unless <c>AWS_ENDPOINT_URL_S3</c> says otherwise.</param>
public sealed record StorageAccess(string? Profile = null, Uri? EndpointUrl = null);
