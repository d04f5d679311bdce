namespace Auditor.Aws.Access;

/// <summary>The settings do not lead to an identity or a Region: a mistake in usage, told in one sentence.</summary>
public sealed class AwsAccessException(string message) : Exception(message);
