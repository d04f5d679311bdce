namespace Auditor.Aws.Wire;

internal sealed record OrganizationAccounts
{
    public IReadOnlyList<OrganizationMember?>? Accounts { get; init; }

    public string? NextToken { get; init; }
}

internal sealed record OrganizationMember
{
    public string? Id { get; init; }

    public string? Name { get; init; }

    /// <summary>What <see cref="State"/> was before it.</summary>
    public string? Status { get; init; }

    public string? State { get; init; }
}
