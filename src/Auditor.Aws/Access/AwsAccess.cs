using Auditor.Aws.Recordings;

namespace Auditor.Aws.Access;

/// <summary>
/// Which identity reads AWS, and where. What is null is taken from the environment and the shared configuration, as every AWS tool does.
/// </summary>
public sealed record AwsAccess
{
    public string? Profile { get; init; }

    /// <summary>A role to assume on top of the identity.</summary>
    public string? RoleArn { get; init; }

    public string? ExternalId { get; init; }

    /// <summary>One endpoint for every service, the token service included.</summary>
    public Uri? EndpointUrl { get; init; }

    /// <summary>Where the credentials of profiles come from.</summary>
    public SharedProfiles Profiles { get; init; } = new();

    /// <summary>API Gateway requests per second in one account and Region; null is the default.</summary>
    public double? MaxRate { get; init; }

    /// <summary>Keeps what AWS answers; null where nobody does.</summary>
    public Recorder? Recorder { get; init; }

    /// <summary>Answers in place of AWS, without network or credentials; null where AWS does.</summary>
    public Replay? Replay { get; init; }

    /// <summary>The account that the role is in, known before AWS is asked; null without a role.</summary>
    public string? RoleAccount => RoleArn?.Split(':') is [_, _, _, _, var account, ..] ? account : null;

    /// <summary>The role's partition; null without a role.</summary>
    public string? RolePartition => RoleArn?.Split(':') is [_, var partition, _, _, _, ..] ? partition : null;
}
