using System.Collections.Immutable;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Results;
using Auditor.Core.Rules;

namespace Auditor.Reports.Tests.Examples;

/// <summary>Acme's report with all that suppressions and an earlier run bring.</summary>
internal static class Measured
{
    public static PastFinding Gone { get; } = Past("0f1e2d3c4b5a69788796a5b4c3d2e1f0", Acme.Account, Acme.Region, "TST1001", "GET /fixed");

    public static PastFinding NotReread { get; } = Past(
        "f0e1d2c3b4a5968778695a4b3c2d1e0f", "777788889999", Acme.Region, "TST1001", "GET /unseen");

    public static ReportInput Report(Estate estate, params IEnumerable<Rule> rules)
    {
        var input = Acme.Report(estate, rules);
        var result = Suppressions.Apply(input.Result,
        [
            new()
            {
                Reason = "TLS 1.0 stays until the tills\u202E are replaced.",
                Until = new(2027, 3, 31),
                Where = "auditor.yaml:3",
                Rules = ["TST2001"],
            },
            new()
            {
                Reason = "It was public.",
                Until = new(2026, 1, 31),
                Where = "auditor.yaml:9",
                Rules = ["TST1001"],
                Routes = ["GET /health"],
            },
        ]);
        // Every second finding was there before.
        ImmutableArray<PastFinding> past =
        [
            .. result.Flagged.Where((_, index) => index % 2 == 0).Select(finding => Gone with { Fingerprint = finding.Fingerprint }),
            Gone,
            NotReread,
        ];
        return input with { Result = Baseline.Compare(result, past, "yesterday/findings.json", Acme.CollectedAt.AddDays(-1)) };
    }

    private static PastFinding Past(string fingerprint, string account, string region, string rule, string route) => new()
    {
        Fingerprint = fingerprint,
        RuleId = rule,
        RuleName = "open-route",
        Severity = Severity.High,
        Account = account,
        Region = region,
        Resource = $"arn:aws:apigateway:{region}::/restapis/a1b2c3d4e5",
        ApiId = "a1b2c3d4e5",
        ApiName = "orders",
        Stage = "prod",
        Route = route,
        Message = $"Route '{route}' of API 'orders' can be called without credentials on stage 'prod'.",
    };
}
