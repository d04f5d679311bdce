using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Subjects;

namespace Auditor.Core.Rules;

/// <summary>Looks at each stage of an API, and reports the stages that are mended in the same way once, by name.</summary>
/// <remarks>What could not be told for one stage does not hide what is wrong in another: both are reported.</remarks>
public abstract class StageRule(RuleInfo info) : Rule(info)
{
    /// <inheritdoc/>
    public sealed override Type SubjectType => typeof(ApiSubject);

    /// <inheritdoc/>
    public sealed override IEnumerable<Finding> Run(Subject subject, RuleContext context)
    {
        var api = (ApiSubject)subject;
        if (api.Api.Stages.Unknown is { } unread)
        {
            return [Finding.Inconclusive(Info, subject, unread)];
        }

        var verdicts = new List<(string Stage, StageVerdict Verdict)>();
        var unknown = new List<(string Stage, Unknown Reason)>();
        foreach (var stage in api.Api.Stages.Value)
        {
            try
            {
                foreach (var verdict in Check(new StageSubject(api.Scope, api.Api, stage), context))
                {
                    if (Elsewhere.Of(Info, stage) is { } elsewhere)
                    {
                        throw new UnknownFactException(elsewhere);
                    }

                    verdicts.Add((stage.Name, verdict));
                }
            }
            catch (UnknownFactException exception)
            {
                unknown.Add((stage.Name, exception.Unknown));
            }
        }

        var findings = verdicts
            .GroupBy(one => (
                one.Verdict.Key, one.Verdict.Severity, one.Verdict.SeverityIsFixed, Apart: context.StagesApart ? one.Stage : null))
            .Select(same => Flagged(api, [.. same.OrderBy(one => one.Stage, StringComparer.Ordinal)], same.Key.Apart));
        return unknown.Count == 0
            ? [.. findings]
            :
            [
                .. findings,
                Finding.Inconclusive(Info, subject, unknown[0].Reason) with { Stages = Names(unknown.Select(one => one.Stage)) },
            ];
    }

    /// <summary>Yields a verdict for each thing that is wrong with a stage, most often none or one.</summary>
    protected abstract IEnumerable<StageVerdict> Check(StageSubject subject, RuleContext context);

    private Finding Flagged(ApiSubject api, ImmutableArray<(string Stage, StageVerdict Verdict)> same, string? apart)
    {
        var stages = Names(same.Select(one => one.Stage));
        ImmutableArray<string> items = [.. same.SelectMany(one => one.Verdict.Items).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        var first = same[0].Verdict;
        return Finding.Flagged(Info, api, first.Message(new StageGroup(stages, items)), EvidenceOf(same).AsSpan()) with
        {
            Severity = first.Severity ?? Info.Severity,
            SeverityIsFixed = first.SeverityIsFixed,
            Confidence = same.Min(one => one.Verdict.Confidence ?? Info.Confidence),
            Stages = stages,
            Named = NamedThings.OfStages(first.ItemKind, same.SelectMany(one => one.Verdict.Items.Select(item => (one.Stage, item)))),
            SubKey = apart is null ? SubKeyOf(first) : $"{SubKeyOf(first)}@{apart}",
        };
    }

    // Two groups of one API must not be taken for one another by baselines.
    private string SubKeyOf(StageVerdict verdict)
    {
        var weight = verdict.Severity == Info.Severity ? null : verdict.Severity switch
        {
            Severity.Low => "low",
            Severity.Medium => "medium",
            Severity.High => "high",
            Severity.Critical => "critical",
            _ => null,
        };
        return (verdict.Key, weight) switch
        {
            (var key, null) => key,
            ("", _) => weight,
            var (key, _) => $"{key}/{weight}",
        };
    }

    // What holds for all of the stages is said once, and the rest with the stage's name.
    private static ImmutableArray<Evidence> EvidenceOf(ImmutableArray<(string Stage, StageVerdict Verdict)> same)
    {
        if (same is [var only])
        {
            return only.Verdict.Evidence;
        }

        var shared = same.Select(one => one.Verdict.Evidence).Aggregate((common, next) => [.. common.Intersect(next)]);
        return
        [
            .. shared,
            .. same.SelectMany(one => one.Verdict.Evidence.Except(shared)
                .Select(own => own with { What = $"{own.What} of stage {one.Stage}" })),
        ];
    }

    private static ImmutableArray<string> Names(IEnumerable<string> stages) =>
        [.. stages.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
