using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Fixes;
using Auditor.Core.Metadata;

namespace Auditor.Cli.Fixing;

/// <summary>A finding as a fix tells of it, and what makes it go away.</summary>
internal sealed record FixedFinding
{
    public required string Fingerprint { get; init; }

    public required string RuleId { get; init; }

    public required string RuleName { get; init; }

    public required Severity? Severity { get; init; }

    /// <summary>How soon somebody should look at it, from 0 to 100; <see langword="null"/> where it is not told.</summary>
    public required int? Priority { get; init; }

    public required string Account { get; init; }

    /// <summary>Where it is, in a few words.</summary>
    public required string Place { get; init; }

    public required string Message { get; init; }

    public required ImmutableArray<(string What, string Value)> Evidence { get; init; }

    public required Fix Fix { get; init; }

    /// <summary>What a rule has just found.</summary>
    public static FixedFinding Of(Finding finding, FixBook book)
    {
        var identity = finding.Subject.Identity;
        return new()
        {
            Fingerprint = finding.Fingerprint,
            RuleId = finding.Rule.Id,
            RuleName = finding.Rule.Name,
            Severity = finding.Severity,
            Priority = finding.Priority?.Score,
            Account = identity.Account,
            Place = PlaceOf(
                identity.ApiId, identity.ApiName, identity.Route, identity.Arn, identity.Stage is { } own ? [own] : finding.Stages),
            Message = finding.Message,
            Evidence = [.. finding.Evidence.Select(evidence => (evidence.What, evidence.Value))],
            Fix = book.Of(finding),
        };
    }

    /// <summary>Where a finding is, in a few words.</summary>
    public static string PlaceOf(string? apiId, string? apiName, string? route, string? resource, ImmutableArray<string> stages) =>
        (apiId is not null ? $"{(route is not null ? $"{route} of " : "")}API '{apiName}' ({apiId})" : resource ?? "")
        + (stages is [] ? "" : $", {(stages.Length == 1 ? "stage" : "stages")} {string.Join(", ", stages)}");
}
