using System.Collections.Immutable;
using Auditor.Core.Exposure;
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

    /// <summary>The stages that it was about, when the thing had several; empty when the report does not tell.</summary>
    public ImmutableArray<string> Stages { get; init; } = [];

    /// <summary>Who could reach the thing; <see langword="null"/> when the report does not tell.</summary>
    public Audience? Audience { get; init; }

    /// <summary>What it named: routes, holders, accounts; empty when the report does not tell.</summary>
    public ImmutableArray<NamedThings> Named { get; init; } = [];

    public string? Route { get; init; }

    public required string Message { get; init; }

    /// <summary>How bad it was.</summary>
    public Gravity Gravity => new(Severity, Audience, Stages) { Named = Named };

    /// <summary>A finding as a later run will see it.</summary>
    public static PastFinding Of(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        var identity = finding.Subject.Identity;
        return new()
        {
            Fingerprint = finding.Fingerprint,
            RuleId = finding.Rule.Id,
            RuleName = finding.Rule.Name,
            Severity = finding.Severity,
            Account = identity.Account,
            Region = identity.Region,
            Resource = identity.Arn,
            ApiId = identity.ApiId,
            ApiName = identity.ApiName,
            Stage = identity.Stage ?? (finding.Stages is [var only] ? only : null),
            Stages = finding.Stages,
            Named = finding.Named,
            Audience = finding.Audience,
            Route = identity.Route,
            Message = finding.Message,
        };
    }
}
