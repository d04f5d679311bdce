using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Fixes;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Reports.Html;

/// <summary>Says what is shown of a finding.</summary>
internal sealed class FindingModels(ReportInput input)
{
    private const int LongEvidence = 160;
    private const int MostCommands = 4;
    private const int FingerprintDigits = 32;
    private const int NumberColumns = 4;

    // The configuration of each of a hundred thousand things is the inventory, which lies beside the page.
    private const int MostWithConfiguration = 1000;

    private readonly PathModels _paths = new(input.Result);
    private readonly ConfigurationModels? _configurations =
        input.Result.Flagged.Count() <= MostWithConfiguration ? new(input.Inventory) : null;
    private readonly Dictionary<string, FindingReferenceModel> _wholes = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Rule> _rules = input.Result.Rules.ToDictionary(rule => rule.Info.Id, StringComparer.Ordinal);

    public FindingModel Of(Finding finding)
    {
        var identity = finding.Subject.Identity;
        var path = _paths.Of(finding.Subject, finding.Stages);
        var (configuration, whole) = Configuration(finding);
        return new()
        {
            Fingerprint = finding.Fingerprint,
            Look = SeverityLook.Of(finding.Severity),
            RuleId = finding.Rule.Id,
            RuleTitle = finding.Rule.Title,
            Topic = PostureTopic.Of(finding.Rule)?.Key ?? "",
            Message = finding.Message,
            Account = identity.Account,
            Region = identity.Region ?? "",
            ApiName = identity.ApiName ?? "",
            ApiId = identity.ApiId ?? "",
            ApiKind = SubjectApi.Of(finding.Subject)?.Kind is { } kind ? KindName.Of(kind) : "",
            ApiAnchor = Anchor.OfApi(identity),
            Resource = identity.Arn,
            Stages = finding.Stages is not [] ? finding.Stages : identity.Stage is { } stage ? [stage] : [],
            Route = identity.Route ?? "",
            Reach = [.. Reach(finding)],
            HasPath = path is not null,
            Paths = path is null ? [] : [path],
            Evidence = [.. finding.Evidence.Select(evidence => new EvidenceModel(evidence.What, evidence.Value, evidence.Value.Length > LongEvidence, Line(evidence.Pointer)))],
            Configuration = configuration,
            Whole = whole,
            Console = ConsoleLink.Of(finding)?.AbsoluteUri,
            Commands = Commands(finding),
            Doubt = finding.Confidence switch
            {
                Confidence.High => null,
                Confidence.Medium => "Medium: what callers meet may differ from what could be read.",
                _ => "Low: worked out from names or from what is usual.",
            },
            Priority = finding.Priority is { } priority
                ? new(Count.Number(priority.Score), string.Join("; ", priority.Reasons.Select(reason => reason.Text)))
                : null,
            Line = input.Lines.LineOf(finding.Pointer).ToString(CultureInfo.InvariantCulture),
            Written = finding.Written is { } written ? WrittenAt(written, finding.Traced) : null,
            Status = StatusLook.Of(finding),
            Suppression = finding.Suppression is { } suppression
                ? new(
                    SuppressionText.Of(suppression),
                    suppression.Until?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? "",
                    suppression.Source)
                : null,
        };
    }

    // All of it once for all findings about a thing; the others have what they rest on.
    private (ImmutableArray<ConfigurationPart> Parts, FindingReferenceModel? Whole) Configuration(Finding finding)
    {
        if (_configurations?.Of(finding) is not { Parts: not [] } configuration)
        {
            return ([], null);
        }

        if (_wholes.TryGetValue(configuration.Pointer, out var whole))
        {
            return (configuration.OnlyMarked(), whole);
        }

        _wholes.Add(configuration.Pointer, new(finding.Fingerprint, finding.Rule.Id));
        return (configuration.Parts, null);
    }

    private static WrittenModel WrittenAt(SourcePlace written, TracedSource? traced) => new(
        FormattableString.Invariant($"{written.File}:{written.Line}"),
        string.Join(
            ", ",
            new[] { written.Construct is { } construct ? $"construct {construct}" : "", traced is null ? "" : $"found {traced.Because}" }
                .Where(note => note.Length > 0)),
        [
            .. written.Around.Select(line => new WrittenLineModel(
                line.Number.ToString(CultureInfo.InvariantCulture).PadLeft(NumberColumns), line.Text, line.IsMeant)),
        ]);

    /// <summary>What a file of an earlier run says, which anybody may have written.</summary>
    public FindingModel Of(PastFinding finding, StatusLook status) => new()
    {
        Fingerprint = FingerprintOf(finding),
        Look = SeverityLook.Of(finding.Severity),
        RuleId = finding.RuleId,
        RuleTitle = _rules.TryGetValue(finding.RuleId, out var rule) ? rule.Info.Title : finding.RuleName ?? finding.RuleId,
        Topic = rule is null ? "" : PostureTopic.Of(rule.Info)?.Key ?? "",
        Message = finding.Message,
        Account = finding.Account ?? "",
        Region = finding.Region ?? "",
        ApiName = finding.ApiName ?? "",
        ApiId = finding.ApiId ?? "",
        ApiKind = "",
        ApiAnchor = finding is { Account: { } account, ApiId: { } apiId } ? Anchor.OfApi(account, finding.Region, apiId) : null,
        Resource = finding.Resource ?? "",
        Stages = finding.Stage is { } stage ? [stage] : [],
        Route = finding.Route ?? "",
        Reach = [],
        HasPath = false,
        Paths = [],
        Evidence = [],
        Configuration = [],
        Console = null,
        Commands = [],
        Doubt = null,
        Priority = null,
        Line = "",
        Status = status,
        Suppression = null,
    };

    /// <summary>
    /// Who can call what a finding is about: the most on any of its stages and routes; <see langword="null"/> where that is no question.
    /// </summary>
    public Callers? CallersOf(Finding finding) => finding.Subject switch
    {
        RouteSubject route => Most(route.Deployed.Where(one => finding.Stages is [] || finding.Stages.Contains(one.Stage.Name))),
        StageSubject stage => MostOf(stage.Scope, stage.Api, stage.Stage),
        ApiSubject { Api.Stages.IsKnown: false } => Callers.Unknown,
        ApiSubject api => StagesOf(api, finding).Select(stage => MostOf(api.Scope, api.Api, stage)).Append(Callers.Nobody).Min(),
        _ => null,
    };

    // One for each of a hundred routes is for a script, not for a page.
    private ImmutableArray<FixCommand> Commands(Finding finding)
    {
        var all = input.Fixes.Of(finding).Commands;
        return all.Length <= MostCommands + 1
            ? all
            :
            [
                .. all.Take(MostCommands),
                new($"auditor fix {finding.Fingerprint}")
                {
                    Note = $"{Count.Of(all.Length - MostCommands, "command")} more; this writes all of them as a script to review:",
                },
            ];
    }

    private static IEnumerable<Stage> StagesOf(ApiSubject api, Finding finding) =>
        api.Api.Stages.Value.Where(stage => finding.Stages is [] || finding.Stages.Contains(stage.Name));

    private Callers MostOf(Scope scope, Api api, Stage stage)
    {
        var routes = input.Result.Exposure.RoutesOf(scope, api, stage);
        return routes.IsKnown ? Most(routes.Value.Where(route => !route.Route.IsPreflight)) : Callers.Unknown;
    }

    private Callers Most(IEnumerable<DeployedRoute> routes) =>
        routes.Select(route => CallersLook.Classify(input.Result.Exposure.Of(route))).Append(Callers.Nobody).Min();

    // It becomes an anchor. One that no run of ours wrote still gets a place of its own.
    private static string FingerprintOf(PastFinding finding) =>
        finding.Fingerprint.Length == FingerprintDigits && finding.Fingerprint.All(char.IsAsciiHexDigitLower)
            ? finding.Fingerprint
            : Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(finding.Fingerprint)))[..FingerprintDigits];

    private string? Line(string? pointer) => pointer is null ? null : input.Lines.LineOf(pointer).ToString(CultureInfo.InvariantCulture);

    private IEnumerable<ReachModel> Reach(Finding finding)
    {
        var exposure = input.Result.Exposure;
        switch (finding.Subject)
        {
            case RouteSubject route:
                var deployed = route.Deployed.Where(one => finding.Stages is [] || finding.Stages.Contains(one.Stage.Name));
                return deployed
                    .Select(one => (one.Stage.Name, Reach: Of(exposure.Of(one))))
                    .GroupBy(one => (one.Reach.Who, one.Reach.Narrowing))
                    .Select(group => group.First().Reach with { Stages = string.Join(", ", group.Select(one => one.Name).Distinct(StringComparer.Ordinal)) });
            case StageSubject stage:
                return [Of(exposure.AudienceOf(stage.Scope, stage.Api, stage.Stage))];
            case ApiSubject { Api.Stages.IsKnown: true } api when finding.Stages is not []:
                return StagesOf(api, finding)
                    .Select(stage => (stage.Name, Reach: Of(exposure.AudienceOf(api.Scope, api.Api, stage))))
                    .GroupBy(one => one.Reach)
                    .Select(group => group.Key with { Stages = string.Join(", ", group.Select(one => one.Name)) });
            case ApiSubject api:
                return [Of(exposure.AudienceOf(api.Scope, api.Api))];
            default:
                return [];
        }
    }

    private static ReachModel Of(Fact<RouteExposure> exposure) => exposure.Unknown is { } unknown
        ? new("Could not tell", "", unknown.Because, null)
        : new(CallersLook.Of(CallersLook.Classify(exposure)).Sentence, "", exposure.Value.Narrowing, exposure.Value.Witness);

    private static ReachModel Of(Fact<Audience> audience) => audience.Unknown is { } unknown
        ? new("Could not tell", "", unknown.Because, null)
        : new(audience.Value switch
        {
            Audience.Internet => "Requests from anywhere on the internet get there",
            Audience.OthersOrNetwork => "Requests of other accounts or from given networks get there",
            Audience.OwnVpcOrAccount => "Only requests from the own VPC or account get there",
            _ => "No request gets there now",
        }, "", null, null);
}
