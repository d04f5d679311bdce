namespace Auditor.Core.Inventory;

/// <summary>A VPC endpoint that may use a private custom domain name.</summary>
public sealed record DomainAccessAssociation
{
    public required string Arn { get; init; }

    public required string DomainNameArn { get; init; }

    /// <summary>The VPC endpoint, <c>vpce-...</c>.</summary>
    public required string Source { get; init; }
}
