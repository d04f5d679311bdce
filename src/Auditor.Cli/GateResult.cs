using System.Globalization;
using Auditor.Core.Findings;
using Auditor.Core.Rules;

namespace Auditor.Cli;

/// <summary>The exit code of a judgement and the sentence that explains it.</summary>
internal sealed record GateResult(ExitCode ExitCode, string Reason)
{
    public static GateResult Of(AuditResult result, Gate gate)
    {
        var failing = Failing(result, gate);
        if (failing.Length > 0)
        {
            return new(ExitCode.Findings, $"{failing}{(result.IsIncomplete ? ", and not everything could be assessed" : "")}.");
        }

        var nothing = Nothing(result, gate);
        // A rule that threw may have missed anything: that is no clean result and no missing permission either.
        if (result.Failures is not [])
        {
            var rules = result.Failures.Select(failure => failure.Rule.Id).Distinct(StringComparer.Ordinal).Count();
            return new(ExitCode.InternalError, $"{nothing}, but {Words.Count(rules, "rule")} failed.");
        }

        if (!result.IsIncomplete)
        {
            return new(ExitCode.Clean, $"{nothing}, and everything was assessed.");
        }

        // Who lets gaps pass still wants to hear of a role that lost all it may read.
        var sawNothing = result.Estate.Scopes.All(scope => !scope.RestApis.IsKnown && !scope.HttpAndWebSocketApis.IsKnown);
        return gate.AllowIncomplete && !sawNothing
            ? new(ExitCode.Clean, $"{nothing}; {Missing(result)}, which '--allow-incomplete' lets pass.")
            : new(
                ExitCode.Incomplete,
                $"{nothing}, but "
                    + $"{Missing(result)}{(gate.AllowIncomplete ? "; no API at all could be listed, and '--allow-incomplete' does not let that pass" : "")}.");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Exit code {(int)ExitCode}: {Reason}");

    private static string Failing(AuditResult result, Gate gate)
    {
        var all = result.Counted.Count(finding => (int)finding.Severity >= (int)gate.FailOn);
        var fresh = result.Flagged.Count(finding => gate.FailsAs(finding, FindingStatus.New));
        var worse = result.Flagged.Count(finding => gate.FailsAs(finding, FindingStatus.Worsened));
        string[] parts =
        [
            .. all > 0 ? [$"{Words.Count(all, "finding")} at or above '{Words.Of(gate.FailOn)}'"] : Array.Empty<string>(),
            .. fresh > 0 && gate.FailOnNew is { } severity
                ? [$"{Words.Count(fresh, "new finding")} at or above '{Words.Of(severity)}'"]
                : Array.Empty<string>(),
            .. worse > 0 && gate.FailOnNew is { } from
                ? [$"{Words.Count(worse, "finding")} at or above '{Words.Of(from)}' that got worse"]
                : Array.Empty<string>(),
        ];
        return string.Join(" and ", parts);
    }

    private static string Nothing(AuditResult result, Gate gate)
    {
        var nothing = gate switch
        {
            { FailOn: FailOn.None, FailOnNew: null or FailOn.None } => "findings do not count with '--fail-on none'",
            { FailOn: FailOn.None, FailOnNew: { } failOnNew } => $"no new or worse finding at or above '{Words.Of(failOnNew)}'",
            { FailOnNew: { } failOnNew and not FailOn.None } =>
                $"no finding at or above '{Words.Of(gate.FailOn)}', no new or worse one at or above '{Words.Of(failOnNew)}'",
            _ => $"no finding at or above '{Words.Of(gate.FailOn)}'",
        };
        var unjudged = result.Counted.Count(finding => finding.Status is FindingStatus.FirstAssessed
            && gate.FailOnNew is { } severity
            && (int)finding.Severity >= (int)severity);
        return unjudged == 0
            ? nothing
            : $"{nothing} ({unjudged:N0} where the earlier run could not look {(unjudged == 1 ? "does" : "do")} not count as new)";
    }

    private static string Missing(AuditResult result)
    {
        string[] missing =
        [
            .. result.Gaps.Count() is > 0 and var gaps ? [$"{Words.Count(gaps, "thing")} could not be read"] : Array.Empty<string>(),
            .. result.Inconclusive.Count() is > 0 and var open
                ? [$"{Words.Count(open, "question")} could not be answered"]
                : Array.Empty<string>(),
            .. result.Comparison is { Lost: { IsEmpty: false } lost }
                ? [$"{Words.Count(lost.Length, "finding")} of the earlier run could not be looked at again"]
                : Array.Empty<string>(),
            .. result.Estate.Interruption is not null ? ["the inventory is not complete"] : Array.Empty<string>(),
        ];
        return string.Join(" and ", missing);
    }
}
