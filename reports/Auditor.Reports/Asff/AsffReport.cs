using System.Globalization;
using System.Text.Json;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Reports.Json;

namespace Auditor.Reports.Asff;

/// <summary>
/// <c>auditor.asff.json</c>, for AWS Security Hub: a list of requests to <c>BatchImportFindings</c>, each for one account and Region and of
/// at most 100 findings. What could not be told is no finding there; that something could not is, once for each account and Region.
/// </summary>
public sealed class AsffReport : IReport
{
    private const int MostInBatch = 100;
    private const int LongestId = 512;
    private const int LongestTitle = 256;
    private const int LongestDescription = 1024;
    private const int LongestRemedy = 512;
    private const int LongestRequirement = 64;
    private const int MostRequirements = 32;
    private const int LongestDetail = 1024;
    private const int LongestUpdatedBy = 512;
    private const int LongestNote = 512;
    private const int LongestProductField = 2048;
    private const int MostProductFields = 50;

    private static readonly IReadOnlyList<string> Types = ["Software and Configuration Checks/AWS Security Best Practices"];

    /// <inheritdoc/>
    public string Format => "asff";

    /// <inheritdoc/>
    public string FileName => "auditor.asff.json";

    /// <inheritdoc/>
    public bool ReadsApis => false;

    /// <inheritdoc/>
    public void Write(ReportInput input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        JsonSerializer.Serialize(output, Requests(input), AsffJson.Readable.IEnumerableImportRequest);
        output.WriteByte((byte)'\n');
    }

    // Security Hub takes findings only where the call is made, so accounts and Regions do not share a request.
    private static IEnumerable<ImportRequest> Requests(ReportInput input)
    {
        var places = new SecurityHubPlaces(input.Result.Estate);
        var rules = input.Result.Rules.ToDictionary(rule => rule.Info.Id, StringComparer.Ordinal);
        // Each finding is made when it is written.
        return Coverage.Of(input.Result)
            .Select(coverage => (Place: places.Of(
                coverage.Account,
                coverage.Region), Make: (Func<SecurityHubPlace, SecurityHubFinding>)(place => Of(input, place, coverage))))
            .Concat(input.Result.Flagged.Select(finding => (
                Place: places.Of(finding.Subject.Identity.Account, finding.Subject.Identity.Region),
                Make: (Func<SecurityHubPlace, SecurityHubFinding>)(place => Of(input, place, finding, rules[finding.Rule.Id])))))
            .GroupBy(item => item.Place)
            .SelectMany(group => group.Chunk(MostInBatch).Select(batch => new ImportRequest(batch.Select(item => item.Make(group.Key)))));
    }

    private static SecurityHubFinding Of(ReportInput input, SecurityHubPlace place, Coverage coverage) => Finding(
        input,
        place,
        coverage.Id,
        "auditor/coverage",
        (coverage.Title, coverage.Text),
        new("INFORMATIONAL", "informational")) with
    {
        Compliance = new(coverage.IsComplete ? "PASSED" : "NOT_AVAILABLE", null),
        // Archived: what an earlier run could not read is no news once it was read.
        RecordState = coverage is { IsComplete: true, Assumptions: [] } ? "ARCHIVED" : "ACTIVE",
        // The description is soon full.
        ProductFields = coverage.Assumptions is [] ? null : new OrderedDictionary<string, string>(coverage.Assumptions
            .Take(MostProductFields)
            .Select((assumption, index) => KeyValuePair.Create(string.Create(CultureInfo.InvariantCulture, $"auditor/assumption/{index + 1}"), Text(assumption, LongestProductField)))),
        Resources = [Resource(place, "AwsAccount", $"AWS::::Account:{place.Account}", coverage.Region)],
    };

    private static SecurityHubFinding Of(ReportInput input, SecurityHubPlace place, Finding finding, Rule rule) => Finding(
        input,
        place,
        $"auditor/{place.Account}/{place.Region}/{rule.Info.Id}/{finding.Fingerprint}",
        rule.Info.Id,
        (rule.Info.Title, finding.Message),
        new(finding.Severity.ToString().ToUpperInvariant(), Word.Of(finding.Severity)),
        Percent(finding.Confidence),
        finding.Priority?.Score) with
    {
        Compliance = new(
            "FAILED",
            Absent.IfEmpty<string>([.. rule.Info.Frameworks.Take(MostRequirements).Select(requirement => Text(requirement, LongestRequirement))])),
        Remediation = new(new(Remedy.Text(input, finding, LongestRemedy), ProjectLinks.HelpOf(rule).AbsoluteUri)),
        // Archived too: the workflow status of a finding that is there already cannot be changed by importing it.
        RecordState = finding.Suppression is null ? "ACTIVE" : "ARCHIVED",
        Workflow = finding.Suppression is null ? null : new("SUPPRESSED"),
        Note = finding.Suppression is { } suppression ? NoteOf(input, suppression) : null,
        ProductFields = ProductFields(finding),
        Resources = [.. Resources(place, finding)],
    };

    private static OrderedDictionary<string, string>? ProductFields(Finding finding) => finding.Priority is not { } priority ? null : new()
    {
        ["auditor/priority"] = priority.Score.ToString(CultureInfo.InvariantCulture),
        ["auditor/priority/reasons"] = Text(string.Join("; ", priority.Reasons.Select(reason => reason.Text)), LongestProductField),
    };

    // What both kinds have; the caller fills in the rest.
    private static SecurityHubFinding Finding(
        ReportInput input, SecurityHubPlace place, string id, string generator, (string Title, string Description) texts, SecurityHubSeverity severity, int? confidence = null, int? criticality = null)
    {
        var time = Instant.Text(input.Result.Estate.CollectedAt);
        return new()
        {
            Id = Text(id, LongestId),
            ProductArn = place.ProductArn,
            ProductName = input.Tool.Name,
            CompanyName = input.Tool.Name,
            GeneratorId = Text(generator, LongestId),
            AwsAccountId = place.Account,
            Types = Types,
            CreatedAt = time,
            UpdatedAt = time,
            Severity = severity,
            Title = Text(texts.Title, LongestTitle),
            Description = Text(texts.Description, LongestDescription),
            FindingProviderFields = new(confidence, criticality, severity, Types),
            Compliance = new("NOT_AVAILABLE", null),
            RecordState = "ACTIVE",
            Resources = [],
        };
    }

    private static Note NoteOf(ReportInput input, Suppression suppression) => new(
        Text($"{SuppressionText.Of(suppression)} ({suppression.Source})", LongestNote),
        Text(suppression.AcceptedBy ?? input.Tool.Name, LongestUpdatedBy),
        Instant.Text(suppression.AcceptedOn is { } on ? new(on, TimeOnly.MinValue, TimeSpan.Zero) : input.Result.Estate.CollectedAt));

    private static IEnumerable<SecurityHubResource> Resources(SecurityHubPlace place, Finding finding)
    {
        var identity = finding.Subject.Identity;
        var type = ResourceType.SecurityHub(finding.Subject);
        // Routes have no ARN of their own in the control plane.
        var id = type is "AwsAccount" ? $"AWS::::Account:{place.Account}"
            : identity.Route is { } route ? $"{identity.Arn} {route}"
            : identity.Arn;
        yield return Resource(place, type, id, identity.Region, type is ResourceType.SecurityHubOther ? Details(finding) : null);
        // Of what Security Hub has no type for, people still find the findings by the API.
        if (finding.Subject is RouteSubject { Api: var api, Scope: var scope })
        {
            yield return Resource(place, ResourceType.SecurityHubApi(api), Arn.OfApi(scope, api), identity.Region);
        }
    }

    private static SecurityHubResource Resource(
        SecurityHubPlace place, string type, string id, string? region, ResourceDetails? details = null) =>
        new(type, Text(id, LongestId), place.Partition, region, details);

    private static ResourceDetails Details(Finding finding)
    {
        var identity = finding.Subject.Identity;
        (string Name, string? Value)[] details =
        [
            ("Type", ResourceType.CloudFormation(finding.Subject)),
            ("ApiId", identity.ApiId),
            ("ApiName", identity.ApiName),
            ("Route", identity.Route),
            ("Stages", string.Join(", ", finding.Stages)),
        ];
        return new(new OrderedDictionary<string, string>(details
            .Where(detail => !string.IsNullOrEmpty(detail.Value))
            .Select(detail => KeyValuePair.Create(detail.Name, Text(detail.Value ?? "", LongestDetail)))));
    }

    private static int Percent(Confidence confidence) => confidence switch
    {
        Confidence.High => 99,
        Confidence.Medium => 70,
        _ => 40,
    };

    // Security Hub refuses what is too long, and empty text.
    private static string Text(string text, int longest) =>
        VisibleText.Of(text) is { Length: > 0 } visible ? VisibleText.Cut(visible, longest) : "-";
}
