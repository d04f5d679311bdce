namespace Auditor.Aws.Services.Iam.Wire;

internal sealed record AuthorizationDetails
{
    public IReadOnlyList<IdentityDetail?>? UserDetailList { get; init; }

    public IReadOnlyList<IdentityDetail?>? GroupDetailList { get; init; }

    public IReadOnlyList<IdentityDetail?>? RoleDetailList { get; init; }

    public IReadOnlyList<ManagedPolicy?>? Policies { get; init; }

    /// <summary>Only present when there is another page.</summary>
    public string? Marker { get; init; }
}

/// <summary>A user, group or role. Which one it is, the list says that it stands in.</summary>
internal sealed record IdentityDetail
{
    public string? GroupName { get; init; }

    public string? UserId { get; init; }

    public string? RoleId { get; init; }

    public IReadOnlyList<IdentityTag?>? Tags { get; init; }

    public string? Arn { get; init; }

    /// <summary>JSON, percent-encoded.</summary>
    public string? AssumeRolePolicyDocument { get; init; }

    public IReadOnlyList<InlinePolicy?>? UserPolicyList { get; init; }

    public IReadOnlyList<InlinePolicy?>? GroupPolicyList { get; init; }

    public IReadOnlyList<InlinePolicy?>? RolePolicyList { get; init; }

    public IReadOnlyList<AttachedPolicy?>? AttachedManagedPolicies { get; init; }

    public IReadOnlyList<string?>? GroupList { get; init; }

    public PermissionsBoundary? PermissionsBoundary { get; init; }
}

internal sealed record IdentityTag
{
    public string? Key { get; init; }

    public string? Value { get; init; }
}

internal sealed record PermissionsBoundary
{
    public string? PermissionsBoundaryArn { get; init; }
}

internal sealed record InlinePolicy
{
    public string? PolicyName { get; init; }

    /// <summary>JSON, percent-encoded.</summary>
    public string? PolicyDocument { get; init; }
}

internal sealed record AttachedPolicy
{
    public string? PolicyName { get; init; }

    public string? PolicyArn { get; init; }
}

internal sealed record ManagedPolicy
{
    public string? PolicyName { get; init; }

    public string? Arn { get; init; }

    public string? DefaultVersionId { get; init; }

    public IReadOnlyList<PolicyVersion?>? PolicyVersionList { get; init; }
}

internal sealed record PolicyVersion
{
    public string? VersionId { get; init; }

    /// <summary>A word rather than a truth value: it comes out of XML.</summary>
    public string? IsDefaultVersion { get; init; }

    /// <summary>JSON, percent-encoded.</summary>
    public string? Document { get; init; }
}
