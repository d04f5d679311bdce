using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

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
    private const string FindingType = "Software and Configuration Checks/AWS Security Best Practices";

    private static readonly JsonWriterOptions Options = new()
    {
        Indented = true,
        NewLine = "\n",
        // Names stay readable; no browser reads this file as HTML.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <inheritdoc/>
    public string Format => "asff";

    /// <inheritdoc/>
    public string FileName => "auditor.asff.json";

    /// <inheritdoc/>
    public void Write(ReportInput input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        using (var json = new Utf8JsonWriter(output, Options))
        {
            json.WriteStartArray();
            foreach (var (place, writes) in ByPlace(input))
            {
                foreach (var batch in writes.Chunk(MostInBatch))
                {
                    json.WriteStartObject();
                    json.WriteStartArray("Findings");
                    foreach (var write in batch)
                    {
                        json.WriteStartObject();
                        write(json, place);
                        json.WriteEndObject();
                    }

                    json.WriteEndArray();
                    json.WriteEndObject();
                }
            }

            json.WriteEndArray();
        }

        output.WriteByte((byte)'\n');
    }

    // Security Hub takes findings only where the call is made, so accounts and Regions do not share a request.
    private static IEnumerable<(SecurityHubPlace Place, List<Action<Utf8JsonWriter, SecurityHubPlace>> Writes)> ByPlace(ReportInput input)
    {
        var places = new SecurityHubPlaces(input.Result.Estate);
        var rules = input.Result.Rules.ToDictionary(rule => rule.Info.Id, StringComparer.Ordinal);
        var remedies = rules.ToDictionary(rule => rule.Key, rule => Remedy.Of(rule.Value, LongestRemedy), StringComparer.Ordinal);
        return Coverage.Of(input.Result)
            .Select(coverage => (Place: places.Of(coverage.Account, coverage.Region), Write: (Action<Utf8JsonWriter, SecurityHubPlace>)((json, place) => Write(json, input, place, coverage))))
            .Concat(input.Result.Flagged.Select(finding => (
                Place: places.Of(finding.Subject.Identity.Account, finding.Subject.Identity.Region),
                Write: (Action<Utf8JsonWriter, SecurityHubPlace>)((json, place) => Write(json, input, place, finding, rules[finding.Rule.Id], remedies[finding.Rule.Id])))))
            .GroupBy(item => item.Place)
            .Select(group => (group.Key, group.Select(item => item.Write).ToList()));
    }

    private static void Write(Utf8JsonWriter json, ReportInput input, SecurityHubPlace place, Coverage coverage)
    {
        WriteHead(json, input, place, coverage.Id, "auditor/coverage", coverage.Title, coverage.Text, "INFORMATIONAL", "informational", null);
        WriteCompliance(json, coverage.IsComplete ? "PASSED" : "NOT_AVAILABLE", []);
        // Archived: what an earlier run could not read is no news once it was read.
        json.WriteString("RecordState", coverage is { IsComplete: true, Assumptions: [] } ? "ARCHIVED" : "ACTIVE");
        if (coverage.Assumptions is not [])
        {
            // The description is soon full.
            json.WriteStartObject("ProductFields");
            foreach (var (index, assumption) in coverage.Assumptions.Take(MostProductFields).Index())
            {
                json.WriteString(string.Create(CultureInfo.InvariantCulture, $"auditor/assumption/{index + 1}"), Text(assumption, LongestProductField));
            }

            json.WriteEndObject();
        }

        json.WriteStartArray("Resources");
        WriteResource(json, place, "AwsAccount", $"AWS::::Account:{place.Account}", coverage.Region);
        json.WriteEndArray();
    }

    private static void Write(Utf8JsonWriter json, ReportInput input, SecurityHubPlace place, Finding finding, Rule rule, string remedy)
    {
        var id = $"auditor/{place.Account}/{place.Region}/{rule.Info.Id}/{finding.Fingerprint}";
        var label = finding.Severity.ToString().ToUpperInvariant();
        WriteHead(json, input, place, id, rule.Info.Id, rule.Info.Title, finding.Message, label, Word.Of(finding.Severity), Percent(finding.Confidence));
        WriteCompliance(json, "FAILED", rule.Info.Frameworks);
        json.WriteStartObject("Remediation");
        json.WriteStartObject("Recommendation");
        json.WriteString("Text", remedy);
        json.WriteString("Url", ProjectLinks.HelpOf(rule).AbsoluteUri);
        json.WriteEndObject();
        json.WriteEndObject();
        // Archived too: the workflow status of a finding that is there already cannot be changed by importing it.
        json.WriteString("RecordState", finding.Suppression is null ? "ACTIVE" : "ARCHIVED");
        if (finding.Suppression is { } suppression)
        {
            json.WriteStartObject("Workflow");
            json.WriteString("Status", "SUPPRESSED");
            json.WriteEndObject();
            json.WriteStartObject("Note");
            json.WriteString("Text", Text($"{SuppressionText.Of(suppression)} ({suppression.Source})", LongestNote));
            json.WriteString("UpdatedBy", Text(suppression.AcceptedBy ?? input.Tool.Name, LongestUpdatedBy));
            json.WriteString("UpdatedAt", suppression.AcceptedOn is { } on ? Instant.Text(new(on, TimeOnly.MinValue, TimeSpan.Zero)) : Instant.Text(input.Result.Estate.CollectedAt));
            json.WriteEndObject();
        }

        WriteResources(json, place, finding);
    }

    private static void WriteHead(
        Utf8JsonWriter json, ReportInput input, SecurityHubPlace place, string id, string generator, string title, string description, string label, string original, int? confidence)
    {
        var time = Instant.Text(input.Result.Estate.CollectedAt);
        json.WriteString("SchemaVersion", "2018-10-08");
        json.WriteString("Id", Text(id, LongestId));
        json.WriteString("ProductArn", place.ProductArn);
        json.WriteString("ProductName", input.Tool.Name);
        json.WriteString("CompanyName", input.Tool.Name);
        json.WriteString("GeneratorId", Text(generator, LongestId));
        json.WriteString("AwsAccountId", place.Account);
        json.WriteStartArray("Types");
        json.WriteStringValue(FindingType);
        json.WriteEndArray();
        json.WriteString("CreatedAt", time);
        json.WriteString("UpdatedAt", time);
        WriteSeverity(json, label, original);
        json.WriteString("Title", Text(title, LongestTitle));
        json.WriteString("Description", Text(description, LongestDescription));
        json.WriteStartObject("FindingProviderFields");
        if (confidence is { } percent)
        {
            json.WriteNumber("Confidence", percent);
        }

        WriteSeverity(json, label, original);
        json.WriteStartArray("Types");
        json.WriteStringValue(FindingType);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteSeverity(Utf8JsonWriter json, string label, string original)
    {
        json.WriteStartObject("Severity");
        json.WriteString("Label", label);
        json.WriteString("Original", original);
        json.WriteEndObject();
    }

    private static void WriteCompliance(Utf8JsonWriter json, string status, IEnumerable<string> requirements)
    {
        json.WriteStartObject("Compliance");
        json.WriteString("Status", status);
        List<string> related = [.. requirements.Take(MostRequirements).Select(requirement => Text(requirement, LongestRequirement))];
        if (related is not [])
        {
            json.WriteStartArray("RelatedRequirements");
            related.ForEach(json.WriteStringValue);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static void WriteResources(Utf8JsonWriter json, SecurityHubPlace place, Finding finding)
    {
        var identity = finding.Subject.Identity;
        var type = ResourceType.SecurityHub(finding.Subject);
        // Routes have no ARN of their own in the control plane.
        var id = type is "AwsAccount" ? $"AWS::::Account:{place.Account}" : identity.Route is { } route ? $"{identity.Arn} {route}" : identity.Arn;
        json.WriteStartArray("Resources");
        WriteResource(json, place, type, id, identity.Region, type is ResourceType.SecurityHubOther ? finding : null);
        // Of what Security Hub has no type for, people still find the findings by the API.
        if (finding.Subject is RouteSubject { Api: var api, Scope: var scope })
        {
            WriteResource(json, place, ResourceType.SecurityHubApi(api), Arn.OfApi(scope, api), identity.Region);
        }

        json.WriteEndArray();
    }

    private static void WriteResource(Utf8JsonWriter json, SecurityHubPlace place, string type, string id, string? region, Finding? details = null)
    {
        json.WriteStartObject();
        json.WriteString("Type", type);
        json.WriteString("Id", Text(id, LongestId));
        json.WriteString("Partition", place.Partition);
        if (region is not null)
        {
            json.WriteString("Region", region);
        }

        if (details is not null)
        {
            json.WriteStartObject("Details");
            json.WriteStartObject("Other");
            json.WriteString("Type", ResourceType.CloudFormation(details.Subject));
            WriteDetail(json, "ApiId", details.Subject.Identity.ApiId);
            WriteDetail(json, "ApiName", details.Subject.Identity.ApiName);
            WriteDetail(json, "Route", details.Subject.Identity.Route);
            WriteDetail(json, "Stages", string.Join(", ", details.Stages));
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }

    private static void WriteDetail(Utf8JsonWriter json, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            json.WriteString(name, Text(value, LongestDetail));
        }
    }

    private static int Percent(Confidence confidence) => confidence switch
    {
        Confidence.High => 99,
        Confidence.Medium => 70,
        _ => 40,
    };

    // Security Hub refuses what is too long, and empty text.
    private static string Text(string text, int longest) => VisibleText.Of(text) is { Length: > 0 } visible ? VisibleText.Cut(visible, longest) : "-";
}
