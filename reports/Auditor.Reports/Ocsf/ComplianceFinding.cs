namespace Auditor.Reports.Ocsf;

// A Compliance Finding (class 2003) of the Open Cybersecurity Schema Framework, in its own words; what is null is left out.

internal sealed record ComplianceFinding
{
    private const int Create = 1;
    private const int Findings = 2;
    private const int Class = 2003;

    public int ActivityId { get; init; } = Create;

    public string ActivityName { get; init; } = "Create";

    public int CategoryUid { get; init; } = Findings;

    public string CategoryName { get; init; } = "Findings";

    public int ClassUid { get; init; } = Class;

    public string ClassName { get; init; } = "Compliance Finding";

    public int TypeUid { get; init; } = (Class * 100) + Create;

    public required long Time { get; init; }

    public required int SeverityId { get; init; }

    public required string Severity { get; init; }

    public required int StatusId { get; init; }

    public required string Status { get; init; }

    public string? Comment { get; init; }

    public required EventMetadata Metadata { get; init; }

    public int? ConfidenceId { get; init; }

    public string? Confidence { get; init; }

    public required FindingInformation FindingInfo { get; init; }

    public required string Message { get; init; }

    public required Compliance Compliance { get; init; }

    public Remediation? Remediation { get; init; }

    public required Cloud Cloud { get; init; }

    public required IReadOnlyList<Resource> Resources { get; init; }

    public Unmapped? Unmapped { get; init; }
}

internal sealed record EventMetadata(string Version, IReadOnlyList<string> Profiles, Product Product);

internal sealed record Product(string Name, string VendorName, string Version);

internal sealed record FindingInformation(string Uid, string Title, string Desc, long CreatedTime, string? SrcUrl);

internal sealed record Compliance
{
    public required string Control { get; init; }

    public required int StatusId { get; init; }

    public required string Status { get; init; }

    public required string StatusDetail { get; init; }

    public required IReadOnlyList<string> Standards { get; init; }

    public required IReadOnlyList<string> Requirements { get; init; }
}

internal sealed record Remediation(string Desc);

internal sealed record Cloud(string Provider, string? Region, CloudAccount Account);

internal sealed record CloudAccount(string Uid);

internal sealed record Resource(string Uid, string? Name, string Type, string? Region, string? CloudPartition);

/// <summary>What OCSF has no attribute for.</summary>
internal sealed record Unmapped
{
    public int? Priority { get; init; }

    public IReadOnlyList<string>? PriorityReasons { get; init; }

    public IReadOnlyList<string>? Stages { get; init; }

    public IReadOnlyList<string>? Evidence { get; init; }

    public IReadOnlyList<string>? Assumptions { get; init; }
}
