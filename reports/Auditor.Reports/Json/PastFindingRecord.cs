using Auditor.Core.Findings;

namespace Auditor.Reports.Json;

/// <summary>A finding of an earlier run as <c>findings.json</c> and <c>auditor diff --format json</c> tell it.</summary>
public sealed record PastFindingRecord
{
    private PastFindingRecord()
    {
    }

    public required string RuleId { get; init; }

    public string? Rule { get; init; }

    public string? Severity { get; init; }

    public string? Account { get; init; }

    public string? Region { get; init; }

    public string? Resource { get; init; }

    public string? ApiId { get; init; }

    public string? ApiName { get; init; }

    public string? Stage { get; init; }

    public IReadOnlyList<string>? Stages { get; init; }

    public IReadOnlyList<NamedRecord>? Named { get; init; }

    public string? Route { get; init; }

    public string? Audience { get; init; }

    public required string Message { get; init; }

    public required string Fingerprint { get; init; }

    /// <summary>What got worse since, where that is asked.</summary>
    public IReadOnlyList<string>? Worse { get; init; }

    /// <summary>The record of a finding; what it does not have is left out.</summary>
    public static PastFindingRecord Of(PastFinding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return new()
        {
            RuleId = finding.RuleId,
            Rule = Absent.IfEmpty(finding.RuleName),
            Severity = finding.Severity is { } severity ? Word.Of(severity) : null,
            Account = Absent.IfEmpty(finding.Account),
            Region = Absent.IfEmpty(finding.Region),
            Resource = Absent.IfEmpty(finding.Resource),
            ApiId = Absent.IfEmpty(finding.ApiId),
            ApiName = Absent.IfEmpty(finding.ApiName),
            Stage = Absent.IfEmpty(finding.Stage),
            Stages = Absent.IfEmpty(finding.Stages),
            Named = NamedRecord.Of(finding.Named),
            Route = Absent.IfEmpty(finding.Route),
            Audience = finding.Audience is { } audience ? Word.Of(audience) : null,
            Message = finding.Message,
            Fingerprint = finding.Fingerprint,
        };
    }
}
