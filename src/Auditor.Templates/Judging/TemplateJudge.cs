using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Templates.Mapping;
using Auditor.Templates.Values;

namespace Auditor.Templates.Judging;

/// <summary>Asks the rules about templates.</summary>
internal sealed class TemplateJudge(
    ImmutableArray<Rule> rules, RuleSettings settings, DateTimeOffset now, CancellationToken cancellationToken)
{
    private const Needs NeverInTemplates =
        Needs.ConfigRecording | Needs.ConfigRules | Needs.Certificates | Needs.ClientCertificates | Needs.Portals;

    // What happened to something that is deployed, and the differences between what is deployed twice.
    private static readonly ImmutableHashSet<string> AboutHistory =
        [
            "deployed-differs", "failed-deployment", "old-api-key", "truststore-warning", "canary-weaker-than-stage", "unused-api",
            "unused-stage",
        ];

    // What the settings of methods decide, whatever else the stage is like.
    private static readonly ImmutableHashSet<string> AboutSettings =
    [
        "stage-without-throttling", "throttle-above-account-limit", "method-lifts-throttle", "throttle-refuses-all", "execution-log-off",
        "data-trace-on",
        "cache-unencrypted", "cache-mixes-callers", "cache-invalidation-open",
    ];

    private readonly ImmutableDictionary<string, Rule> _byId = rules.ToImmutableDictionary(rule => rule.Info.Id, StringComparer.Ordinal);
    private readonly ImmutableArray<Rule> _asked = [.. rules.Where(rule => (rule.Info.Needs & NeverInTemplates) == 0 && !AboutHistory.Contains(rule.Info.Name))];
    private readonly HashSet<string> _notAsked = new(StringComparer.Ordinal);

    /// <summary>The rules that were not asked, or not of everything, because no template can hold what they need.</summary>
    public IEnumerable<RuleInfo> NotAsked =>
        rules.Select(rule => rule.Info).Where(info => !_asked.Any(rule => rule.Info.Id == info.Id) || _notAsked.Contains(info.Id));

    public JudgedTemplate Judge(ITemplate template)
    {
        var scenarios = new List<(Scenario Scenario, Dictionary<string, Finding> Findings)>();
        (TemplateInventory Inventory, AuditResult Result)? main = null;
        foreach (var (scenario, inventory) in Variants(template))
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (result, findings) = Audited(inventory);
            main ??= (inventory, result);
            scenarios.Add((scenario, findings));
        }

        return main is { Inventory: var first, Result: var said }
            // Who can call what is known of one template while it is judged, and is not kept until the last one was.
            ? new(first, said with { Exposure = new(said.Estate) }, [.. Joined(scenarios)])
            : throw new InvalidOperationException("A template has at least one variant.");
    }

    /// <summary>The inventories that a template may make: the first with the first answer to whatever it leaves open.</summary>
    public static IEnumerable<(Scenario Scenario, TemplateInventory Inventory)> Variants(ITemplate template)
    {
        var first = new Scenario(ImmutableDictionary<string, int>.Empty, isLast: false);
        yield return (first, TemplateInventory.Of(template.In(first), first));
        foreach (var (answers, isLast) in Scenarios.After(first.Asked))
        {
            var scenario = new Scenario(answers, isLast);
            yield return (scenario, TemplateInventory.Of(template.In(scenario), scenario));
        }
    }

    private (AuditResult Result, Dictionary<string, Finding> Findings) Audited(TemplateInventory inventory)
    {
        var estate = new Estate
        {
            CollectedAt = now,
            Accounts = inventory.Account is { } account ? [account] : [],
            Scopes = [inventory.Scope],
        };
        var result = Audit.Run(estate, _asked, settings, cancellationToken);
        var findings = new Dictionary<string, Finding>(StringComparer.Ordinal);
        foreach (var finding in result.Findings.Concat(result.OnlyCounted.Where(IsListedHere))
            .Concat(WithoutStage(inventory, result))
            .Select(finding => Kept(finding, inventory))
            .OfType<Finding>()
            .SelectMany(finding => EachStage(finding, result)))
        {
            var placed = finding with { Source = FindingPlaces.Of(finding, inventory) ?? new(inventory.Set.File, 1, 1, 1, 1) };
            findings.TryAdd(placed.Fingerprint, placed);
        }

        return (result, findings);
    }

    /// <summary>
    /// Whether a finding that reports about what is deployed only count is listed: in a template each stands on a line of its own, which
    /// whoever changes it has before them.
    /// </summary>
    public static bool IsListedHere(Finding finding) =>
        finding.Rule.OnlyCountedBeside is not null
            && finding.Subject is not ApiSubject { Api.EndpointType: { IsKnown: true, Value: EndpointType.Private } };

    // An API whose routes are on a stand-in for its stages has none of its own.
    private IEnumerable<Finding> WithoutStage(TemplateInventory inventory, AuditResult result)
    {
        if (rules.FirstOrDefault(rule => rule.Info.Name is "api-without-stage") is not { } rule)
        {
            yield break;
        }

        var scope = inventory.Scope;
        foreach (var (list, name) in new[] { (scope.RestApis.ValueOr([]), "restApis"), (scope.HttpAndWebSocketApis.ValueOr([]), "httpAndWebSocketApis") })
        {
            foreach (var (index, api) in list.Index())
            {
                var pointer = $"/scopes/0/{name}/{index}";
                if (inventory.SourceMap.GetValueOrDefault(pointer) is { StandsIn: null }
                    && inventory.SourceMap.GetValueOrDefault($"{pointer}/stages/0") is { StandsIn: not null }
                    && !inventory.Set.Exported.Contains(api.Id))
                {
                    foreach (var finding in rule.Run(
                        new ApiSubject(scope, api with { Stages = ImmutableArray<Stage>.Empty }) { Pointer = pointer },
                        new(now, result.Exposure) { Settings = settings }))
                    {
                        yield return finding;
                    }
                }
            }
        }
    }

    // What stands in for something elsewhere is no subject of its own, and what no template holds is no question to it.
    private Finding? Kept(Finding finding, TemplateInventory inventory)
    {
        if (finding.Unknown is { } unknown && (unknown.Code is MappingContext.Outside
            || unknown == Unknown.NotCollected
            // Whether a name leads anywhere is a question to DNS and Lambda, whom nobody asks about templates.
            || finding.Rule.Name is "dangling-integration"))
        {
            lock (_notAsked)
            {
                _notAsked.Add(finding.Rule.Id);
            }

            return null;
        }

        var pointer = finding.Subject.Pointer;
        var mapped = inventory.SourceMap.GetValueOrDefault(pointer);
        switch (finding.Subject)
        {
            case RouteSubject when mapped is { StandsIn: not null }:
                return mapped.StaysOpen && finding.Outcome is Outcome.Inconclusive ? finding : null;
            case StageSubject when mapped is { StandsIn: not null } || IsElsewhere(mapped, finding.Rule):
                return null;
            case ApiSubject when _byId.GetValueOrDefault(finding.Rule.Id) is StageRule:
                var stages = finding.Stages.RemoveAll(name => inventory.Parts.Stage(pointer, name) is { Stage: var stage }
                    && (stage.StandsIn is not null || IsElsewhere(stage, finding.Rule)));
                return stages is [] && finding.Stages is not [] ? null : finding with { Stages = stages };
            // Routes that are elsewhere may use it.
            case AuthorizerSubject when finding.Rule.Name is "unused-authorizer" && inventory.Parts.HasOtherRoutes(MappedParts.ApiOf(pointer)):
                return null;
            // Who uses what is exported is in other templates.
            case not ApiSubject when finding.Rule.Name is "orphan" && mapped is { Resource: { } kept }
                && inventory.Set.Exported.Contains(kept.Id):
                return null;
            case DomainSubject when finding.Rule.Name is "dead-domain-mapping" && LeadsOut(finding, inventory):
                return null;
            case ApiSubject or DomainSubject when mapped is { StandsIn: not null }:
                return null;
            case ApiSubject api when finding.Rule.Name is "api-without-stage" && inventory.Set.Exported.Contains(api.Api.Id):
                return null;
            default:
                return finding;
        }
    }

    // An API that is not here is in another template, or was made before.
    private static bool LeadsOut(Finding finding, TemplateInventory inventory) =>
        finding.Evidence.FirstOrDefault(evidence => evidence.What is "apiId") is { Value: var id }
            && inventory.Scope.KnownApis.All(api => api.Id != id);

    // Each stage has lines of its own in a template, and whoever writes one looks there. The first keeps the identity that the finding
    // about all of them has, so that a stage more is one finding more.
    private IEnumerable<Finding> EachStage(Finding finding, AuditResult result)
    {
        if (finding is not { Outcome: Outcome.Flagged, Stages.Length: > 1 }
            || _byId.GetValueOrDefault(finding.Rule.Id) is not StageRule rule)
        {
            return [finding];
        }

        var context = new RuleContext(now, result.Exposure) { Settings = settings };
        var alone = rule.Run(finding.Subject, context with { StagesApart = true })
            .Where(each => each.Stages is [var stage] && finding.Stages.Contains(stage) && each.SubKey == $"{finding.SubKey}@{stage}")
            .OrderBy(each => each.Stages[0], StringComparer.Ordinal)
            .ToList();
        if (alone.Count != finding.Stages.Length
            || rule.Run(finding.Subject, context).FirstOrDefault(each => each.Fingerprint == finding.Fingerprint) is not { } together)
        {
            return [finding];
        }

        // What was added since the rule spoke: on what it rests, and why the severity is another.
        var caveat = finding.Message.StartsWith(together.Message, StringComparison.Ordinal)
            ? finding.Message[together.Message.Length..]
            : "";
        var added = finding.Evidence.Except(together.Evidence).ToImmutableArray();
        return alone.Select((each, index) => finding with
        {
            Message = each.Message + caveat,
            Stages = each.Stages,
            Named = each.Named,
            Evidence = [.. each.Evidence, .. added],
            SubKey = index == 0 ? finding.SubKey : each.SubKey,
        });
    }

    private static bool IsElsewhere(MappedResource? stage, RuleInfo rule) =>
        stage is { Resource.HasOnlySettings: true } && !AboutSettings.Contains(rule.Name);

    // What holds in every scenario holds; what holds in some is said with the condition, or cannot be told.
    private static IEnumerable<Finding> Joined(List<(Scenario Scenario, Dictionary<string, Finding> Findings)> scenarios)
    {
        if (scenarios is [var only])
        {
            return only.Findings.Values;
        }

        var joined = new Dictionary<string, Finding>(StringComparer.Ordinal);
        var open = new List<Finding>();
        foreach (var (fingerprint, finding) in scenarios.SelectMany(scenario => scenario.Findings))
        {
            if (joined.ContainsKey(fingerprint))
            {
                continue;
            }

            // What a policy names that is not known yet is not nothing.
            if (finding.Rule.Name is "policy-statement-without-effect" && scenarios.Exists(scenario => IsNamingNothing(scenario.Scenario)
                && scenario.Findings.ContainsKey(fingerprint))
                && !scenarios.Exists(scenario => !IsNamingNothing(scenario.Scenario) && scenario.Findings.ContainsKey(fingerprint)))
            {
                continue;
            }

            var each = scenarios.ConvertAll(scenario => scenario.Findings.GetValueOrDefault(fingerprint));
            if (Worse(each, scenarios) is { } worse)
            {
                joined[fingerprint] = worse;
                continue;
            }

            var holds = each.ConvertAll(said => said is not null);
            if (finding.Outcome is Outcome.Inconclusive)
            {
                open.Add(finding);
                joined[fingerprint] = finding;
            }
            else if (holds.TrueForAll(each => each))
            {
                joined[fingerprint] = finding;
            }
            else
            {
                joined[fingerprint] = Conditional(finding, holds, scenarios);
            }
        }

        // Where something is known to be wrong, that it could not be told in some other case says less.
        var flagged = joined.Values.Where(finding => finding.Outcome is Outcome.Flagged).Select(Question).ToHashSet();
        return joined.Values.Where(finding => finding.Outcome is Outcome.Flagged || !flagged.Contains(Question(finding)))
            .DistinctBy(finding => finding.Fingerprint, StringComparer.Ordinal);

        static (string, string, string?, string?) Question(Finding finding) =>
            (finding.Rule.Id, finding.Subject.Identity.Arn, finding.Subject.Identity.Stage, finding.Subject.Identity.Route);
    }

    // What is worse in some of the cases is said as it is there; null where it is as bad in all, or where nobody knows which case it is.
    private static Finding? Worse(List<Finding?> each, List<(Scenario Scenario, Dictionary<string, Finding> Findings)> scenarios)
    {
        var flagged = each.OfType<Finding>().Where(finding => finding.Outcome is Outcome.Flagged).ToList();
        if (flagged.Count == 0 || flagged.TrueForAll(finding => finding.Severity == flagged[0].Severity))
        {
            return null;
        }

        var worst = flagged.MaxBy(finding => finding.Severity) ?? flagged[0];
        var said = Conditional(
            worst, each.ConvertAll(finding => finding is { Outcome: Outcome.Flagged } && finding.Severity == worst.Severity), scenarios);
        return said.Outcome is Outcome.Flagged ? said : null;
    }

    private static bool IsNamingNothing(Scenario scenario) =>
        scenario.Asked.Any(question => question.Answers is not [] && question.Answers[scenario.AnswerTo(question)] is "");

    private static Finding Conditional(
        Finding finding, List<bool> holds, List<(Scenario Scenario, Dictionary<string, Finding> Findings)> scenarios)
    {
        var questions = scenarios.SelectMany(scenario => scenario.Scenario.Asked)
            .DistinctBy(question => question.Key, StringComparer.Ordinal)
            .OrderByDescending(question => question.Answers.Length)
            .ToList();
        foreach (var question in questions)
        {
            var answers = scenarios
                .Select((scenario, index) => (Answer: scenario.Scenario.AnswerTo(question), Holds: holds[index]))
                .ToList();
            foreach (var answer in answers.Select(each => each.Answer).Distinct())
            {
                if (answers.Where(each => each.Answer == answer).All(each => each.Holds)
                    && answers.Exists(each => each.Answer != answer && !each.Holds))
                {
                    return question.Answers is not [] && question.Answers[answer] is not ""
                        ? finding with { Message = $"{finding.Message} It is so when {question.Answers[answer]}." }
                        : finding.CouldNotTell(new(question.Because));
                }
            }
        }

        var unknown = questions.Find(question => question.Answers is []);
        return unknown is not null
            ? finding.CouldNotTell(new(unknown.Because))
            : finding with { Message = $"{finding.Message} It is so in some of the cases that the template's conditions leave open." };
    }
}
