namespace Auditor.Reports.Asff;

/// <summary>The account and Region whose Security Hub takes a finding.</summary>
internal sealed record SecurityHubPlace(string Partition, string Account, string Region)
{
    /// <summary>The product that every account has for findings of its own.</summary>
    public string ProductArn => $"arn:{Partition}:securityhub:{Region}:{Account}:product/{Account}/default";
}
