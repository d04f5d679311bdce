using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Core.Rules;

/// <summary>Looks at each route as each stage serves it, and reports a route once, naming the stages.</summary>
/// <remarks>What could not be told for one stage does not hide what is wrong in another: both are reported.</remarks>
public abstract class RouteRule(RuleInfo info) : Rule(info)
{
    /// <inheritdoc/>
    public sealed override Type SubjectType => typeof(RouteSubject);

    /// <inheritdoc/>
    public sealed override IEnumerable<Finding> Run(Subject subject, RuleContext context)
    {
        var route = (RouteSubject)subject;
        var flagged = new List<(DeployedRoute Route, RouteVerdict Verdict)>();
        var unknown = new List<(DeployedRoute Route, Unknown Reason)>();
        foreach (var deployed in route.Deployed)
        {
            try
            {
                if (Check(deployed, context) is { } verdict)
                {
                    flagged.Add((deployed, verdict));
                }
            }
            catch (UnknownFactException exception)
            {
                unknown.Add((deployed, exception.Unknown));
            }
        }

        if (flagged.Count > 0)
        {
            yield return Flagged(route, flagged);
        }

        if (unknown.Count > 0)
        {
            yield return Finding.Inconclusive(Info, route, unknown[0].Reason) with { Stages = StageNames(unknown.Select(one => one.Route)) };
        }
    }

    /// <summary>What is wrong with a route as one stage serves it; <see langword="null"/> when nothing is.</summary>
    protected abstract RouteVerdict? Check(DeployedRoute route, RuleContext context);

    private Finding Flagged(RouteSubject route, List<(DeployedRoute Route, RouteVerdict Verdict)> flagged)
    {
        // One finding speaks for all stages: it takes the worst verdict's words and severity.
        var worst = flagged.MaxBy(one => one.Verdict.Severity ?? Info.Severity);
        var caveat = flagged.Select(one => one.Route.Caveat).FirstOrDefault(text => text is not null);
        var confidence = worst.Verdict.Confidence ?? Info.Confidence;
        var message = worst.Verdict.Message(Describe(flagged.Select(one => one.Route)));
        return Finding.Flagged(Info, route, caveat is null ? message : $"{message} {caveat}", worst.Verdict.Evidence.AsSpan()) with
        {
            Severity = worst.Verdict.Severity ?? Info.Severity,
            SeverityIsFixed = worst.Verdict.SeverityIsFixed,
            Confidence = caveat is not null && confidence > Confidence.Medium ? Confidence.Medium : confidence,
            Stages = StageNames(flagged.Select(one => one.Route)),
        };
    }

    private static ImmutableArray<string> StageNames(IEnumerable<DeployedRoute> routes) =>
        [.. routes.Select(route => route.Stage.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string Describe(IEnumerable<DeployedRoute> routes)
    {
        var all = routes.ToList();
        var stages = StageNames(all.Where(route => !route.IsCanary));
        var canaries = StageNames(all.Where(route => route.IsCanary && !stages.Contains(route.Stage.Name)));
        var parts = new List<string>();
        if (stages is not [])
        {
            parts.Add($"{(stages.Length == 1 ? "stage" : "stages")} {Quote.List(stages)}");
        }

        if (canaries is not [])
        {
            parts.Add($"the canary of {(canaries.Length == 1 ? "stage" : "stages")} {Quote.List(canaries)}");
        }

        return string.Join(" and ", parts);
    }
}
