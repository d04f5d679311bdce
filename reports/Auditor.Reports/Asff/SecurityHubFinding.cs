namespace Auditor.Reports.Asff;

// A request to BatchImportFindings in the AWS Security Finding Format, in its own words; what is null is left out.

internal sealed record ImportRequest(IEnumerable<SecurityHubFinding> Findings);

internal sealed record SecurityHubFinding
{
    public string SchemaVersion { get; init; } = "2018-10-08";

    public required string Id { get; init; }

    public required string ProductArn { get; init; }

    public required string ProductName { get; init; }

    public required string CompanyName { get; init; }

    public required string GeneratorId { get; init; }

    public required string AwsAccountId { get; init; }

    public required IReadOnlyList<string> Types { get; init; }

    public required string CreatedAt { get; init; }

    public required string UpdatedAt { get; init; }

    public required SecurityHubSeverity Severity { get; init; }

    public required string Title { get; init; }

    public required string Description { get; init; }

    public required FindingProviderFields FindingProviderFields { get; init; }

    public required ComplianceStatus Compliance { get; init; }

    public Remediation? Remediation { get; init; }

    public required string RecordState { get; init; }

    public Workflow? Workflow { get; init; }

    public Note? Note { get; init; }

    public IReadOnlyDictionary<string, string>? ProductFields { get; init; }

    public required IReadOnlyList<SecurityHubResource> Resources { get; init; }
}

internal sealed record SecurityHubSeverity(string Label, string Original);

internal sealed record FindingProviderFields(int? Confidence, int? Criticality, SecurityHubSeverity Severity, IReadOnlyList<string> Types);

internal sealed record ComplianceStatus(string Status, IReadOnlyList<string>? RelatedRequirements);

internal sealed record Remediation(Recommendation Recommendation);

internal sealed record Recommendation(string Text, string Url);

internal sealed record Workflow(string Status);

internal sealed record Note(string Text, string UpdatedBy, string UpdatedAt);

internal sealed record SecurityHubResource(string Type, string Id, string Partition, string? Region, ResourceDetails? Details);

internal sealed record ResourceDetails(IReadOnlyDictionary<string, string> Other);
