using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;

namespace Auditor.Reports.Tests.Examples;

/// <summary>Reports measured against an earlier run, with suppressions and a history.</summary>
internal static class Compared
{
    /// <summary>Every third finding is new, every fifth suppressed; one was fixed and one not read again.</summary>
    public static ReportInput With(ReportInput input) => input with
    {
        Result = input.Result with
        {
            Findings =
            [
                .. input.Result.Findings.Select((finding, index) => finding.Outcome is not Outcome.Flagged ? finding : finding with
                {
                    Status = index % 3 == 0 ? FindingStatus.New : FindingStatus.Unchanged,
                    Suppression = index % 5 == 4
                        ? new(
                            $"Known to team {index}, see ticket {1000 + index}.",
                            index % 2 == 0 ? new DateOnly(2027, 1, 31) : null,
                            $"auditor.yaml:{index}")
                        : null,
                }),
            ],
            SuppressionNotes = [new("auditor.yaml:31", "Expired on 2026-11-01, so what it accepted counts again.")],
            Comparison = new()
            {
                Source = "yesterday/findings.json",
                CollectedAt = Acme.CollectedAt.AddDays(-1),
                Absent = [Past("0123456789abcdef0123456789abcdef", "GET /old", "Route 'GET /old' of API 'orders' can be called without "
                    + "credentials on stage 'prod'.")],
                NotReread = [Past("fedcba9876543210fedcba9876543210", "GET /denied", "Route 'GET /denied' of API 'orders' can be called "
                    + "without credentials on stage 'prod'.") with { Severity = null }],
            },
        },
        EarlierRuns =
        [
            .. Enumerable.Range(0, 12).Select(day => new EarlierRun(
                Acme.CollectedAt.AddDays(day - 12),
                ImmutableSortedDictionary<Severity, int>.Empty.Add(Severity.Critical, day % 3)
                    .Add(Severity.High, 14 - day / 2)
                    .Add(Severity.Medium, 10 + day % 4)
                    .Add(Severity.Low, 6),
                day == 7)
            { OpenRoutes = day < 3 ? null : 14 - day / 2 }),
        ],
    };

    private static PastFinding Past(string fingerprint, string route, string message) => new()
    {
        Fingerprint = fingerprint,
        RuleId = "TST1001",
        RuleName = "open-route",
        Severity = Severity.High,
        Account = Acme.Account,
        Region = Acme.Region,
        Resource = "arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5",
        ApiId = "a1b2c3d4e5",
        ApiName = "orders",
        Stage = "prod",
        Route = route,
        Message = message,
    };
}
