using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Reports.Html;

/// <summary>The findings, by rule and by API.</summary>
internal sealed class FindingSection
{
    private const string FixHeading = "How to fix it";
    private const int LongEvidence = 160;

    // Beyond this many, which are the worst, the rule's own text has to do: the page must still open.
    private const int MostFilled = 500;

    private readonly ReportInput _input;
    private readonly RulePageHtml _pages = new();
    private readonly Dictionary<string, Rule> _rules;
    private readonly Dictionary<string, ImmutableArray<CodeBlockText>> _code = new(StringComparer.Ordinal);
    private int _filled;

    public FindingSection(ReportInput input)
    {
        _input = input;
        _rules = input.Result.Rules.ToDictionary(rule => rule.Info.Id, StringComparer.Ordinal);
        var findings = input.Result.Flagged.Select(finding => (Finding: finding, Model: Model(finding))).ToList();
        ByRule =
        [
            .. findings
                .GroupBy(one => one.Finding.Rule.Id, StringComparer.Ordinal)
                .OrderByDescending(group => group.Max(one => one.Finding.Severity))
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => RuleGroup([.. group])),
        ];
        ByApi =
        [
            .. findings
                .GroupBy(one => Anchor.OfApi(one.Finding.Subject.Identity) ?? "", StringComparer.Ordinal)
                // What belongs to no API comes last.
                .OrderBy(group => group.Key.Length == 0)
                .ThenByDescending(group => group.Max(one => one.Finding.Severity))
                .ThenByDescending(group => group.Count())
                .ThenBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => ApiGroup(group.Key, [.. group])),
        ];
    }

    public ImmutableArray<RuleGroupModel> ByRule { get; }

    public ImmutableArray<ApiGroupModel> ByApi { get; }

    private RuleGroupModel RuleGroup(List<(Finding Finding, FindingModel Model)> findings)
    {
        var info = findings[0].Finding.Rule;
        var rule = _rules.GetValueOrDefault(info.Id);
        var page = rule is null ? null : RulePage.Of(rule);
        return new()
        {
            Id = info.Id,
            Name = info.Name,
            Title = info.Title,
            Worst = SeverityLook.Of(findings.Max(one => one.Finding.Severity)),
            Counts = CountsOf(findings),
            Total = Count.Number(findings.Count),
            LooksForHtml = Section(page, "What it looks for"),
            WhyHtml = Section(page, "Why it matters"),
            FixHtml = Section(page, FixHeading),
            IgnoreHtml = Section(page, "When it is right to ignore it"),
            Help = (rule is null ? ProjectLinks.Home : ProjectLinks.HelpOf(rule)).AbsoluteUri,
            Frameworks = info.Frameworks,
            Findings = [.. findings.Select(one => one.Model)],
        };
    }

    private static ApiGroupModel ApiGroup(string anchor, List<(Finding Finding, FindingModel Model)> findings)
    {
        var first = findings[0].Model;
        return new()
        {
            Anchor = anchor.Length == 0 ? "no-api" : anchor,
            Name = anchor.Length == 0 ? "Accounts, domain names and policies" : first.ApiName,
            Id = first.ApiId,
            Kind = first.ApiKind,
            Account = anchor.Length == 0 ? "" : first.Account,
            Region = anchor.Length == 0 ? "" : first.Region,
            Counts = CountsOf(findings),
            Total = Count.Number(findings.Count),
            Findings = [.. findings.Select(one => one.Model)],
        };
    }

    private static ImmutableArray<SeverityCountModel> CountsOf(List<(Finding Finding, FindingModel Model)> findings) =>
    [
        .. findings
            .GroupBy(one => one.Finding.Severity)
            .OrderByDescending(group => group.Key)
            .Select(group => new SeverityCountModel(SeverityLook.Of(group.Key), Count.Number(group.Count()))),
    ];

    private FindingModel Model(Finding finding)
    {
        var identity = finding.Subject.Identity;
        return new()
        {
            Fingerprint = finding.Fingerprint,
            Look = SeverityLook.Of(finding.Severity),
            RuleId = finding.Rule.Id,
            RuleTitle = finding.Rule.Title,
            Message = finding.Message,
            Account = identity.Account,
            Region = identity.Region ?? "",
            ApiName = identity.ApiName ?? "",
            ApiId = identity.ApiId ?? "",
            ApiKind = KindOf(finding.Subject) is { } kind ? KindName.Of(kind) : "",
            ApiAnchor = Anchor.OfApi(identity),
            Resource = identity.Arn,
            Stages = finding.Stages is not [] ? finding.Stages : identity.Stage is { } stage ? [stage] : [],
            Route = identity.Route ?? "",
            Where = Where(finding),
            Reach = [.. Reach(finding)],
            Evidence = [.. finding.Evidence.Select(evidence => new EvidenceModel(evidence.What, evidence.Value, evidence.Value.Length > LongEvidence, Line(evidence.Pointer)))],
            Commands = Commands(finding),
            Doubt = finding.Confidence switch
            {
                Confidence.High => null,
                Confidence.Medium => "Medium: what callers meet may differ from what could be read.",
                _ => "Low: worked out from names or from what is usual.",
            },
            Line = _input.Lines.LineOf(finding.Subject.Pointer).ToString(CultureInfo.InvariantCulture),
        };
    }

    private string? Line(string? pointer) => pointer is null ? null : _input.Lines.LineOf(pointer).ToString(CultureInfo.InvariantCulture);

    private static string Where(Finding finding)
    {
        var identity = finding.Subject.Identity;
        var stages = finding.Stages is not [] ? string.Join(", ", finding.Stages) : identity.Stage;
        return (identity.Route, stages) switch
        {
            ({ } route, null) => route,
            ({ } route, { } on) => $"{route} on {on}",
            (null, { } on) => $"stage {on}",
            _ => identity.ApiId is null ? identity.Arn : "the API",
        };
    }

    private IEnumerable<ReachModel> Reach(Finding finding)
    {
        var exposure = _input.Result.Exposure;
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

    private static ApiKind? KindOf(Subject subject) => subject switch
    {
        ApiSubject api => api.Api.Kind,
        StageSubject stage => stage.Api.Kind,
        RouteSubject route => route.Api.Kind,
        AuthorizerSubject authorizer => authorizer.Api.Kind,
        _ => null,
    };

    private ImmutableArray<CodeBlockText> Commands(Finding finding)
    {
        if (!_code.TryGetValue(finding.Rule.Id, out var blocks))
        {
            var page = _rules.TryGetValue(finding.Rule.Id, out var rule) ? RulePage.Of(rule) : null;
            blocks = page is null ? [] : _pages.CodeBlocks(page.Section(FixHeading));
            _code.Add(finding.Rule.Id, blocks);
        }

        if (blocks is [] || _filled >= MostFilled)
        {
            return [];
        }

        _filled++;
        var kind = KindOf(finding.Subject);
        var placeholders = new Placeholders(finding);
        return [.. blocks.Where(block => block.IsFor(kind)).Select(block => placeholders.Fill(block.Text) is { } filled ? block with { Text = filled } : null).OfType<CodeBlockText>()];
    }

    private string? Section(RulePage? page, string heading) =>
        page?.Section(heading) is { Length: > 0 } markdown ? _pages.Render(markdown) : null;
}
