using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Text;
using Auditor.Core.Findings;
using Auditor.Core.Rules;

namespace Auditor.Reports.Sarif;

/// <summary>Makes the one run that a report has.</summary>
internal sealed class RunWriter(ReportInput input)
{
    // A viewer can show the line only if it has the file; above this size the file is left to the artifacts of the build.
    private const int LargestEmbeddedInventory = 100_000;
    private const int LongestMessage = 1024;
    private const int LongestSnippet = 400;

    private readonly LogicalLocations _places = new();
    private readonly ImmutableArray<Rule> _rules = input.Result.Rules;
    private readonly Dictionary<string, int> _ruleIndexes = input.Result.Rules.Index().ToDictionary(rule => rule.Item.Info.Id, rule => rule.Index, StringComparer.Ordinal);

    private string InventoryUri => input.InventoryUri ?? ReportInput.DefaultInventoryUri;

    public SarifRun Run()
    {
        ImmutableArray<SarifResult> results = [.. input.Result.Flagged.Select(Result)];
        return new()
        {
            Tool = new(Driver()),
            AutomationDetails = AutomationDetails(),
            Invocations = [new NotificationWriter(input, _ruleIndexes).Invocation()],
            OriginalUriBaseIds = new Dictionary<string, SarifArtifactLocation>
            {
                // No uri: where the files are is known only where they are uploaded from.
                ["REPORTROOT"] = new() { Description = new("The folder that the report's folder is in.") },
            },
            Artifacts = [Inventory()],
            LogicalLocations = _places.All is [] ? null : _places.All,
            Results = results,
        };
    }

    private SarifDriver Driver() => new()
    {
        Name = input.Tool.Name,
        FullName = $"{input.Tool.Name} {input.Tool.Version} - security posture of Amazon API Gateway",
        Version = input.Tool.Version,
        SemanticVersion = input.Tool.Version,
        Organization = input.Tool.Name,
        InformationUri = ProjectLinks.Home,
        Rules = [.. _rules.Select(RuleDescriptor.Of)],
        Notifications = NotificationWriter.Descriptors,
    };

    private SarifAutomationDetails AutomationDetails()
    {
        var scopes = input.Result.Estate.Scopes;
        return scopes is [var only]
            ? new($"auditor/{only.Account}/{only.Region}/", new($"Audit of account {only.Account} in {only.Region}."))
            : new("auditor/", new($"Audit of {Count.Of(scopes.Select(scope => scope.Account).Distinct().Count(), "account")} in {Count.Of(scopes.Select(scope => scope.Region).Distinct().Count(), "Region")}."));
    }

    private SarifArtifact Inventory() => new()
    {
        Location = new() { Uri = InventoryUri, UriBaseId = "REPORTROOT" },
        Length = input.Inventory.Length,
        Hashes = new Dictionary<string, string> { ["sha-256"] = Convert.ToHexStringLower(SHA256.HashData(input.Inventory.Span)) },
        Contents = input.Inventory.Length <= LargestEmbeddedInventory ? new(Encoding.UTF8.GetString(input.Inventory.Span)) : null,
    };

    private SarifResult Result(Finding finding)
    {
        var identity = finding.Subject.Identity;
        return new()
        {
            RuleId = finding.Rule.Id,
            RuleIndex = _ruleIndexes[finding.Rule.Id],
            Level = SeverityScale.Level(finding.Severity),
            Rank = SeverityScale.Rank(finding.Severity),
            Message = new(Sentence(finding.Message)),
            Locations = [Location(finding.Subject.Pointer, withSnippet: true) with { LogicalLocations = [_places.Of(finding)] }],
            PartialFingerprints = new Dictionary<string, string>
            {
                // GitHub's own have the form hash:occurrence.
                ["primaryLocationLineHash"] = $"{finding.Fingerprint}:1",
                ["auditorFinding/v1"] = finding.Fingerprint,
            },
            CodeFlows = finding.Evidence is [] ? null : [new([new([.. finding.Evidence.Select(evidence => Step(finding, evidence))])])],
            Properties = new()
            {
                Severity = Word.Of(finding.Severity),
                Confidence = Word.Of(finding.Confidence),
                Account = identity.Account,
                Region = identity.Region,
                Resource = VisibleText.Of(identity.Arn),
                ApiId = identity.ApiId,
                ApiName = identity.ApiName is { } name ? VisibleText.Of(name) : null,
                Stages = finding.Stages is not [] ? [.. finding.Stages.Select(stage => VisibleText.Of(stage))]
                    : identity.Stage is { } stage ? [VisibleText.Of(stage)] : null,
                Route = identity.Route is { } route ? VisibleText.Of(route) : null,
            },
        };
    }

    private SarifThreadFlowLocation Step(Finding finding, Evidence evidence) =>
        new(Location(evidence.Pointer ?? finding.Subject.Pointer, withSnippet: false) with { Message = new(Sentence($"{evidence.What}: {evidence.Value}")) });

    private SarifLocation Location(string pointer, bool withSnippet)
    {
        var line = input.Lines.LineOf(pointer);
        return new()
        {
            PhysicalLocation = new(
                new() { Uri = InventoryUri, UriBaseId = "REPORTROOT", Index = 0 },
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
