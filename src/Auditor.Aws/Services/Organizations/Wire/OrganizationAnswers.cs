namespace Auditor.Aws.Services.Organizations.Wire;

internal sealed record OrganizationAccounts
{
    public IReadOnlyList<OrganizationMember?>? Accounts { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record OrganizationMember
{
    public string? Id { get; init; }

    public string? Arn { get; init; }

    public string? Name { get; init; }

    /// <summary><c>o-a1b2c3d4e5/r-ab12/ou-ab12-34567890/111122223333/</c>.</summary>
    public IReadOnlyList<string?>? Paths { get; init; }

    /// <summary>What <see cref="State"/> was before it.</summary>
    public string? Status { get; init; }

    public string? State { get; init; }
}

internal sealed record OrganizationRoots
{
    public IReadOnlyList<OrganizationRoot?>? Roots { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record OrganizationRoot
{
    public IReadOnlyList<OrganizationPolicyType?>? PolicyTypes { get; init; }
}

internal sealed record OrganizationPolicyType
{
    public string? Type { get; init; }

    public string? Status { get; init; }
}

internal sealed record OrganizationParents
{
    public IReadOnlyList<OrganizationParent?>? Parents { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record OrganizationParent
{
    public string? Id { get; init; }
}

internal sealed record OrganizationPolicies
{
    public IReadOnlyList<OrganizationPolicySummary?>? Policies { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record OrganizationPolicySummary
{
    public string? Id { get; init; }

    public string? Name { get; init; }
}

internal sealed record OrganizationTargets
{
    public IReadOnlyList<OrganizationTarget?>? Targets { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record OrganizationTarget
{
    public string? TargetId { get; init; }
}

internal sealed record DescribedPolicy
{
    public OrganizationPolicyContent? Policy { get; init; }
}

internal sealed record OrganizationPolicyContent
{
    public string? Content { get; init; }
}
