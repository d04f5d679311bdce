using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;

namespace Auditor.Reports.Sarif;

/// <summary>Makes a run.</summary>
internal sealed class RunWriter(ReportInput input, SarifSlice slice, SarifProfile profile, string? category)
{
    // A viewer can show the line only if it has the file; above this size the file is left to the artifacts of the build.
    private const int LargestEmbeddedInventory = 100_000;
    private const int LongestMessage = 1024;
    private const int LongestSnippet = 400;

    private readonly LogicalLocations _places = new();
    private readonly ImmutableArray<Rule> _rules = input.Result.Rules;
    private readonly Dictionary<string, int> _ruleIndexes = input.Result.Rules.Index()
        .ToDictionary(rule => rule.Item.Info.Id, rule => rule.Index, StringComparer.Ordinal);

    // The standard wants these members on every result of a run or on none.
    private readonly bool _hasSuppressions = profile is SarifProfile.Full && input.Result.Suppressed.Any();
    private readonly bool _hasBaseline = profile is SarifProfile.Full && input.Result.Comparison is not null;
    private readonly Frameworks? _frameworks = profile is SarifProfile.Full ? new(input.Result.Rules) : null;

    public SarifRun Run()
    {
        ImmutableArray<SarifResult> results =
        [
            .. slice.Findings.Select(finding => finding.Outcome is Outcome.Flagged ? Result(finding) : Open(finding)),
            .. slice.Absent.Select(Absent),
            .. slice.NotReread.Select(NotReread),
            .. profile is SarifProfile.Full && slice.Account is null
                ? [.. Passes(), .. input.Result.Assumptions.Select(Assumed)]
                : Array.Empty<SarifResult>(),
        ];
        return new()
        {
            Tool = new(Driver()),
            AutomationDetails = AutomationDetails(),
            Invocations = [new NotificationWriter(input, slice, _ruleIndexes).Invocation(withCalls: profile is SarifProfile.Full)],
            OriginalUriBaseIds = UriBases(),
            Artifacts = [Inventory()],
            LogicalLocations = _places.All is [] ? null : _places.All,
            Taxonomies = _frameworks?.Taxonomies is { IsEmpty: false } taxonomies ? taxonomies : null,
            Results = results,
        };
    }

    /// <summary>How many bytes a finding adds to a run that has those that were asked for before.</summary>
    public int BytesOf(Finding finding)
    {
        var places = _places.All.Count;
        var result = finding.Outcome is Outcome.Flagged ? Result(finding) : Open(finding);
        return JsonSerializer.SerializeToUtf8Bytes(result, SarifJson.OneLine.SarifResult).Length
            + _places.All.Skip(places)
                .Sum(place => JsonSerializer.SerializeToUtf8Bytes(place, SarifJson.OneLine.SarifLogicalLocation).Length);
    }

    // No uri: where the files are is known only where they are uploaded from.
    private Dictionary<string, SarifArtifactLocation> UriBases()
    {
        var bases = new Dictionary<string, SarifArtifactLocation> { ["REPORTROOT"] = new() { Description = new("The folder that the report's folder is in.") } };
        if (input.Result.Findings.Any(finding => finding.Written is not null))
        {
            bases["SRCROOT"] = new() { Description = new("The folder that the names of templates are relative to.") };
        }

        return bases;
    }

    private SarifDriver Driver() => new()
    {
        Name = input.Tool.Name,
        FullName = $"{input.Tool.Name} {input.Tool.Version} - security posture of Amazon API Gateway",
        Version = input.Tool.Version,
        SemanticVersion = input.Tool.Version,
        Organization = input.Tool.Name,
        InformationUri = ProjectLinks.Home,
        Rules =
        [
            .. _rules.Select(rule => RuleDescriptor.Of(
                rule, input.Result.SeverityOverrides.GetValueOrDefault(rule.Info.Id, rule.Info.Severity), _frameworks)),
            // Of an earlier run; consumers refuse results of rules that nothing describes.
            .. slice.Absent.Concat(slice.NotReread)
                .Where(finding => !_ruleIndexes.ContainsKey(finding.RuleId))
                .DistinctBy(finding => finding.RuleId, StringComparer.Ordinal)
                .Select(RuleDescriptor.OfGone),
            .. profile is SarifProfile.Full && slice.Account is null && input.Result.Assumptions is not []
                ? [RuleDescriptor.OfAssumptions()]
                : Array.Empty<SarifReportingDescriptor>(),
        ],
        Notifications = NotificationWriter.Descriptors,
        SupportedTaxonomies = _frameworks?.References is { IsEmpty: false } references ? references : null,
    };

    // The same from night to night, whatever was read: consumers close the alerts of an analysis only by another of the same id.
    private SarifAutomationDetails AutomationDetails()
    {
        var analysis = category is { } name ? $"auditor/{Uri.EscapeDataString(name)}/" : "auditor/";
        if (slice.Account is { } account)
        {
            // Runs of one file, and files of one upload, must differ in this.
            return new(
                $"{analysis}{account}/{(slice.Number == 1 ? "" : $"{slice.Number}/")}",
                new($"Audit of account {account}{(slice.Number == 1 ? "" : $", part {slice.Number}")}."));
        }

        var scopes = input.Result.Estate.Scopes;
        return new(analysis, new(scopes is [var only]
            ? $"Audit of account {only.Account} in {only.Region}."
            : $"Audit of {Count.Of(scopes.Select(scope => scope.Account).Distinct().Count(), "account")} in "
                + $"{Count.Of(scopes.Select(scope => scope.Region).Distinct().Count(), "Region")}."));
    }

    private SarifArtifact Inventory() => new()
    {
        Location = new() { Uri = input.InventoryUri, UriBaseId = "REPORTROOT" },
        Length = input.Inventory.Length,
        Hashes = new Dictionary<string, string> { ["sha-256"] = Convert.ToHexStringLower(SHA256.HashData(input.Inventory.Span)) },
        Contents = input.Inventory.Length <= LargestEmbeddedInventory ? new(Encoding.UTF8.GetString(input.Inventory.Span)) : null,
    };

    private SarifResult Result(Finding finding)
    {
        return new()
        {
            RuleId = finding.Rule.Id,
            RuleIndex = _ruleIndexes[finding.Rule.Id],
            Level = SeverityScale.Level(finding.Severity),
            Rank = finding.Priority?.Score,
            BaselineState = _hasBaseline && finding.Status is { } status ? BaselineState(status) : null,
            Message = new(Sentence(finding.Message)) { Markdown = Remedy.Markdown(input, finding, Sentence(finding.Message)) },
            Locations = [Location(finding)],
            RelatedLocations = Related(finding),
            Fixes = Fixes(finding),
            PartialFingerprints = Fingerprints(finding.Fingerprint),
            Suppressions = Suppressions(finding.Suppression),
            CodeFlows = finding.Evidence is [] ? null : [new([new([.. finding.Evidence.Select(evidence => Step(finding, evidence))])])],
            Properties = Properties(finding) with
            {
                Severity = Word.Of(finding.Severity),
                Confidence = Word.Of(finding.Confidence),
                PriorityReasons = Reasons(finding),
                Status = finding.Status is FindingStatus.FirstAssessed ? Word.Of(FindingStatus.FirstAssessed) : null,
            },
        };
    }

    private static string[]? Reasons(Finding finding) =>
        finding.Priority is { } priority ? [.. priority.Reasons.Select(reason => VisibleText.Of(reason.Text))] : null;

    // The standard has no word for what the earlier run could not look at: that run does not have it.
    private static string BaselineState(FindingStatus status) => status switch
    {
        FindingStatus.Unchanged => "unchanged",
        FindingStatus.Worsened => "updated",
        _ => "new",
    };

    private SarifResult Open(Finding finding) =>
        Undecided(finding.Rule.Id, "open", Sentence($"It could not be told: {finding.Message}")) with
        {
            Locations = [Location(finding)],
            RelatedLocations = Related(finding),
            PartialFingerprints = Fingerprints(finding.Fingerprint),
            Properties = Properties(finding),
        };

    // "The result requires review by a human user to decide if it represents a problem" (SARIF 3.27.9).
    private SarifResult Assumed(Assumption assumption)
    {
        var result = Undecided(RuleDescriptor.AssumptionId, "review", Sentence(assumption.Text));
        return result with
        {
            Properties = new()
            {
                Account = assumption.Account,
                Region = assumption.Region,
                Resource = assumption.Resource is { } resource ? VisibleText.Of(resource) : null,
                ApiName = assumption.ApiName is { } name ? VisibleText.Of(name) : null,
                Stages = assumption.Stage is { } stage ? [VisibleText.Of(stage)] : null,
            },
        };
    }

    private SarifResult Absent(PastFinding finding) => Past(finding, "fail", Sentence(finding.Message)) with
    {
        Level = SeverityScale.Level(finding.Severity ?? Severity.Low),
        BaselineState = "absent",
    };

    private SarifResult NotReread(PastFinding finding)
    {
        var result = Past(finding, "open", Sentence($"It could not be looked at again: {finding.Message}"));
        return result with { Properties = result.Properties with { Status = "notReread" } };
    }

    // A rule that is not there any more has no index.
    private SarifResult Past(PastFinding finding, string kind, string message) => Undecided(finding.RuleId, kind, message) with
    {
        Locations = [Location("", withSnippet: false) with { LogicalLocations = Place(finding) is { } place ? [place] : null }],
        PartialFingerprints = Fingerprints(finding.Fingerprint),
        Properties = new()
        {
            Severity = finding.Severity is { } severity ? Word.Of(severity) : null,
            Account = finding.Account,
            Region = finding.Region,
            Resource = VisibleText.Of(finding.Resource),
            ApiId = finding.ApiId,
            ApiName = finding.ApiName is { } name ? VisibleText.Of(name) : null,
            Stages = finding.Stages is not [] ? Visible(finding.Stages) : finding.Stage is { } stage ? [VisibleText.Of(stage)] : null,
            Named = Named(finding.Named),
            Route = finding.Route is { } route ? VisibleText.Of(route) : null,
            Audience = finding.Audience is { } audience ? Word.Of(audience) : null,
        },
    };

    private static SarifNamedThings[]? Named(ImmutableArray<NamedThings> named) => named is []
        ? null
        : [.. named.Select(things => new SarifNamedThings(VisibleText.Of(things.Kind), Visible(things.Names)) { Stages = things.Stages is [] ? null : Visible(things.Stages) })];

    private static string[] Visible(ImmutableArray<string> names) => [.. names.Select(name => VisibleText.Of(name))];

    private SarifLogicalLocation? Place(PastFinding finding) => finding is { Account: { } account, Resource: { } arn }
        ? _places.Of(
            new()
            {
                Account = account,
                Region = finding.Region,
                Arn = arn,
                ApiId = finding.ApiId,
                ApiName = finding.ApiName,
                Route = finding.Route,
            },
            finding.Stage)
        : null;

    // NOTE: one for each rule. One for each thing would be a hundred times the findings, and say no more.
    private IEnumerable<SarifResult> Passes()
    {
        var failed = input.Result.Failures.Select(failure => failure.Rule.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var tally in input.Result.Tallies.Where(tally => tally is { Flagged: 0, Inconclusive: 0, OnlyCounted: 0 }
            && !failed.Contains(tally.Rule.Id)))
        {
            var result = tally.Looked == 0
                ? Undecided(tally.Rule.Id, "notApplicable", "There is nothing that this rule looks at.")
                : Undecided(tally.Rule.Id, "pass", "This rule found nothing wrong.");
            yield return result with { Properties = new() { Looked = tally.Looked } };
        }
    }

    private SarifResult Undecided(string ruleId, string kind, string message) => new()
    {
        RuleId = ruleId,
        RuleIndex = _ruleIndexes.TryGetValue(ruleId, out var index) ? index : null,
        Kind = kind,
        Level = "none",
        BaselineState = _hasBaseline ? "unchanged" : null,
        Message = new(message),
        Locations = [Location("", withSnippet: false)],
        Suppressions = Suppressions(null),
        Properties = new(),
    };

    private static SarifResultProperties Properties(Finding finding)
    {
        var identity = finding.Subject.Identity;
        return new()
        {
            Account = identity.Account,
            Region = identity.Region,
            Resource = VisibleText.Of(identity.Arn),
            ApiId = identity.ApiId,
            ApiName = identity.ApiName is { } name ? VisibleText.Of(name) : null,
            Stages = finding.Stages is not [] ? Visible(finding.Stages)
                : identity.Stage is { } stage ? [VisibleText.Of(stage)] : null,
            Named = Named(finding.Named),
            Route = identity.Route is { } route ? VisibleText.Of(route) : null,
            Audience = finding.Audience is { } audience ? Word.Of(audience) : null,
        };
    }

    private SarifSuppression[]? Suppressions(Suppression? suppression) => !_hasSuppressions ? null
        : suppression is null ? []
        :
        [
            new(VisibleText.Of(suppression.Reason))
            {
                Properties = new(VisibleText.Of(suppression.Source))
                {
                    Until = suppression.Until is { } until ? SuppressionText.Day(until) : null,
                    AcceptedBy = suppression.AcceptedBy is { } who ? VisibleText.Of(who) : null,
                    AcceptedOn = suppression.AcceptedOn is { } on ? SuppressionText.Day(on) : null,
                },
            },
        ];

    private static Dictionary<string, string> Fingerprints(string fingerprint) => new()
    {
        // GitHub's own have the form hash:occurrence.
        ["primaryLocationLineHash"] = $"{fingerprint}:1",
        ["auditorFinding/v1"] = fingerprint,
    };

    private SarifThreadFlowLocation Step(Finding finding, Evidence evidence) =>
        new(Location(
            evidence.Pointer ?? finding.Pointer,
            withSnippet: false) with
        { Message = new(Sentence($"{evidence.What}: {evidence.Value}")) });

    // What is wrong in a file that somebody wrote is shown there.
    private SarifLocation Location(Finding finding)
    {
        if (finding.Written is not { } source)
        {
            return Location(finding.Pointer, withSnippet: true) with { LogicalLocations = [_places.Of(finding)] };
        }

        ImmutableArray<SarifLogicalLocation> written = source.Path is { } path
            ? [new() { FullyQualifiedName = VisibleText.Of(path), Kind = "resource" }]
            : [];
        if (source.Construct is { } construct)
        {
            written = written.Add(new() { FullyQualifiedName = VisibleText.Of(construct), Kind = "resource" });
        }

        return new()
        {
            PhysicalLocation = new(
                FileOf(source),
                new(source.Line, source.Text is { } text ? new(VisibleText.Cut(VisibleText.Of(text), LongestSnippet)) : null)
                {
                    StartColumn = source.Column,
                    EndLine = source.EndLine,
                    EndColumn = source.EndColumn,
                }),
            LogicalLocations = [.. written, _places.Of(finding)],
        };
    }

    private static SarifArtifactLocation FileOf(SourcePlace place) =>
        new() { Uri = EscapedPath(place.File), UriBaseId = Path.IsPathRooted(place.File) ? null : "SRCROOT" };

    private static SarifFix[]? Fixes(Finding finding) =>
        finding is { Written.Fix: { } fix, Traced: null or { IsLikely: false } }
        ?
        [
            new(
                new(Sentence(fix.Description)),
                [
                    new(
                        FileOf(fix.Place),
                        [
                            new(
                                new(fix.Place.Line, null)
                                {
                                    StartColumn = fix.Place.Column,
                                    EndLine = fix.Place.EndLine,
                                    EndColumn = fix.Place.EndColumn,
                                },
                                new(fix.Text)),
                        ]),
                ]),
        ]
        : null;

    // Of what is deployed the template comes first, because that is what people change, and then what was read.
    private SarifLocation[]? Related(Finding finding) => finding is { Source: null, Traced: { } traced }
        ?
        [
            Location(finding.Pointer, withSnippet: true) with
            {
                Id = 1,
                Message = new(Sentence($"What is deployed, as it was read; its template was found {traced.Because}")),
            },
        ]
        : null;

    private static string EscapedPath(string file) => string.Join('/', file.Split('/').Select(Uri.EscapeDataString));

    private SarifLocation Location(string pointer, bool withSnippet)
    {
        var line = input.Lines.LineOf(pointer);
        return new()
        {
            PhysicalLocation = new(
                new() { Uri = input.InventoryUri, UriBaseId = "REPORTROOT", Index = 0 },
                new(line, withSnippet ? new(VisibleText.Cut(VisibleText.Of(input.Lines.TextOf(line)), LongestSnippet)) : null)),
        };
    }

    private static string Sentence(string text)
    {
        var visible = VisibleText.Of(text.Trim());
        var sentence = visible is [.., '.' or '!' or '?'] ? visible : $"{visible}.";
        return sentence.Length <= LongestMessage ? sentence : $"{VisibleText.Cut(sentence, LongestMessage - 1)}.";
    }
}
