using Auditor.Core.Metadata;

namespace Auditor.Core.Findings;

/// <summary>A finding of an earlier run, as far as a report of that run tells.</summary>
public sealed record PastFinding
{
    /// <summary>Its identity, as <see cref="Finding.Fingerprint"/>.</summary>
    public required string Fingerprint { get; init; }

    public required string RuleId { get; init; }

    public string? RuleName { get; init; }

    public Severity? Severity { get; init; }

    public string? Account { get; init; }

    public string? Region { get; init; }

    /// <summary>The ARN.</summary>
    public string? Resource { get; init; }

    public string? ApiId { get; init; }

    public string? ApiName { get; init; }

    public string? Stage { get; init; }

    public string? Route { get; init; }

    public required string Message { get; init; }
}
