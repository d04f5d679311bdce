using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Core.Rules;

/// <summary>Looks at each route as each stage serves it, and reports a route once, naming the stages.</summary>
/// <remarks>
/// What could not be told for one stage does not hide what is wrong in another: both are reported. Where the sentence differs between
/// stages, each is said of its own.
/// </remarks>
public abstract class RouteRule(RuleInfo info) : Rule(info)
{
    private const int MostSentences = 3;

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
                    if (Elsewhere.Of(deployed.Route) is { } elsewhere)
                    {
                        throw new UnknownFactException(elsewhere);
                    }

                    flagged.Add((deployed, verdict));
                }
                else if (deployed.NotRead is { } notRead && !IsFineAtWorst(deployed, context))
                {
                    unknown.Add((deployed, notRead));
                }
            }
            catch (UnknownFactException exception)
            {
                unknown.Add((deployed, exception.Unknown));
            }
        }

        if (flagged.Count > 0)
        {
            yield return Flagged(route, flagged, context);
        }

        if (unknown.Count > 0)
        {
            yield return Finding.Inconclusive(
                Info, route, unknown[0].Reason) with
            { Stages = StageNames(unknown.Select(one => one.Route)) };
        }
    }

    // What stands in for something that was not read is no proof that nothing is wrong.
    private bool IsFineAtWorst(DeployedRoute route, RuleContext context)
    {
        try
        {
            return route.AtWorst() is { } worst && Check(worst, context) is null;
        }
        catch (UnknownFactException)
        {
            return false;
        }
    }

    // What is as wrong without all that stands in for what a stage serves does not rest on it.
    private string? CaveatOf(DeployedRoute route, RouteVerdict verdict, RuleContext context)
    {
        if (route.StandsIn is StandIn.None)
        {
            return null;
        }

        try
        {
            return route.AtBest() is { } best
                && Check(best, context) is { } still
                && (still.Severity ?? Info.Severity) >= (verdict.Severity ?? Info.Severity)
                ? null
                : route.Caveat;
        }
        catch (UnknownFactException)
        {
            return route.Caveat;
        }
    }

    /// <summary>What is wrong with a route as one stage serves it; <see langword="null"/> when nothing is.</summary>
    protected abstract RouteVerdict? Check(DeployedRoute route, RuleContext context);

    private Finding Flagged(RouteSubject route, List<(DeployedRoute Route, RouteVerdict Verdict)> flagged, RuleContext context)
    {
        // One finding speaks for all stages, and says of each what holds there. The worst comes first and gives severity and evidence.
        var groups = flagged
            .GroupBy(one => (Severity: one.Verdict.Severity ?? Info.Severity, Sentence: one.Verdict.Message("")))
            .Select(group => (group.Key.Severity, Widest: WidestFirst(group, context)))
            .OrderByDescending(group => group.Severity)
            .ThenByDescending(group => flagged.Count > 1 ? AudienceOf(group.Widest[0].Route, context) : Audience.Nobody)
            .ToImmutableArray();
        var worst = groups[0].Widest[0];
        var caveat = flagged.Select(one => CaveatOf(one.Route, one.Verdict, context)).FirstOrDefault(text => text is not null);
        var sentences = groups.Take(MostSentences)
            .Select(group => group.Widest[0].Verdict.Message(Describe(group.Widest.Select(one => one.Route))));
        var rest = groups.Skip(MostSentences).SelectMany(group => group.Widest).Select(one => one.Route).ToImmutableArray();
        var finding = Finding.Flagged(
            Info,
            route,
            string.Join(' ', [.. sentences, .. rest is [] ? [] : new[] { $"The like holds on {Describe(rest)}." }]),
            worst.Verdict.Evidence.AsSpan()) with
        {
            Severity = groups[0].Severity,
            SeverityIsFixed = worst.Verdict.SeverityIsFixed,
            Confidence = worst.Verdict.Confidence ?? Info.Confidence,
            Stages = StageNames(flagged.Select(one => one.Route)),
            // What is wrong with nothing but canaries goes with them.
            FixValues = flagged.TrueForAll(one => one.Route.IsCanary)
                ? ImmutableDictionary<string, string>.Empty.Add("canaryRoute", route.Key)
                : [],
        };
        return caveat is null ? finding : finding.Assuming(caveat);
    }

    private static ImmutableArray<(DeployedRoute Route, RouteVerdict Verdict)> WidestFirst(
        IEnumerable<(DeployedRoute Route, RouteVerdict Verdict)> group, RuleContext context)
    {
        var all = group.ToImmutableArray();
        return all is [_] ? all : [.. all.OrderByDescending(one => AudienceOf(one.Route, context))];
    }

    // What is unknown is not made less of.
    private static Audience AudienceOf(DeployedRoute route, RuleContext context) =>
        context.Exposure.Of(route).Select(exposure => exposure.Audience).ValueOr(Audience.Internet);

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
