using System.Globalization;
using Auditor.Core.Rules;

namespace Auditor.Cli;

/// <summary>The exit code of a judgement and the sentence that explains it.</summary>
internal sealed record Verdict(ExitCode ExitCode, string Reason)
{
    public static Verdict Of(AuditResult result, FailOn failOn)
    {
        var name = Words.Of(failOn);
        var counted = result.Flagged.Count(finding => (int)finding.Severity >= (int)failOn);
        var nothing = failOn is FailOn.None ? "findings do not count with '--fail-on none'" : $"no finding at or above '{name}'";
        if (counted > 0)
        {
            return new(ExitCode.Findings, $"{Words.Count(counted, "finding")} at or above '{name}'{(result.IsIncomplete ? ", and not everything could be assessed" : "")}.");
        }

        // A rule that threw may have missed anything: that is no clean result and no missing permission either.
        if (result.Failures is not [])
        {
            var rules = result.Failures.Select(failure => failure.Rule.Id).Distinct(StringComparer.Ordinal).Count();
            return new(ExitCode.InternalError, $"{nothing}, but {Words.Count(rules, "rule")} failed.");
        }

        if (result.IsIncomplete)
        {
            string[] missing =
            [
                .. result.Gaps.Count() is > 0 and var gaps ? [$"{Words.Count(gaps, "thing")} could not be read"] : Array.Empty<string>(),
                .. result.Inconclusive.Count() is > 0 and var open ? [$"{Words.Count(open, "question")} could not be answered"] : Array.Empty<string>(),
            ];
            return new(ExitCode.Incomplete, $"{nothing}, but {string.Join(" and ", missing)}.");
        }

        return new(ExitCode.Clean, $"{nothing}, and everything was assessed.");
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"Exit code {(int)ExitCode}: {Reason}");
}
