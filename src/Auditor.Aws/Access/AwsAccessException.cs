namespace Auditor.Aws.Access;

/// <summary>The settings do not lead to an identity or a Region: a mistake in usage, told in one sentence.</summary>
public sealed class AwsAccessException(string message) : Exception(message)
{
    /// <summary>What was named and is not there; null where nothing was.</summary>
    public string? Sought { get; init; }

    /// <summary>What there is in its place.</summary>
    public ImmutableArray<string> Known { get; init; } = [];
}
