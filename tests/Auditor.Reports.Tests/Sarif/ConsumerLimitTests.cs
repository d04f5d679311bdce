using System.Collections.Immutable;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Reports.Sarif;
using Auditor.Reports.Tests.Examples;

namespace Auditor.Reports.Tests.Sarif;

/// <summary>Nothing of what is written by default is refused or dropped by those who read SARIF, by what they say that they take.</summary>
public sealed partial class ConsumerLimitTests
{
    private const int AzureAndGitHubRuns = 20;
    private const int AllKeepResults = 5_000;
    private const int GitHubRules = 25_000;
    private const int GitHubKeepsTags = 10;
    private const int GitHubZipped = 10_000_000;
    private const int GitHubDescription = 1_024;
    private const int GitHubName = 255;
    private const int GitLabMessage = 1_024;

    private static readonly Lazy<ImmutableArray<(string Name, string Text)>> Sample = new(() => Files(Acme.Report(
        InventoryFile.Read(File.ReadAllBytes(Path.Combine(Repository.Root, "samples", "acme.inventory.json"))),
        RuleCatalogue.From(typeof(Rules.Authorization.RouteWithoutAuthorization).Assembly))));

    // More results than a run may have, of two accounts, and more bytes than a file may have.
    private static readonly Lazy<ImmutableArray<(string Name, string Text)>> Large =
        new(() => Files(Acme.Report(Many.Accounts(520, 30), new OpenRoute())));

    public static TheoryData<string> Estates => ["sample", "large"];

    [Fact]
    public void The_large_estate_is_more_than_a_run_and_a_file_may_have()
    {
        Large.Value.Length.ShouldBeGreaterThan(2);
        Large.Value.Sum(file => (long)file.Text.Length).ShouldBeGreaterThan(SarifReport.GitLabTakes);
        Results("large").Count().ShouldBeGreaterThan(AllKeepResults);
    }

    // GitHub Docs, "SARIF support for code scanning" and "Troubleshooting SARIF uploads"; Azure DevOps, "SARIF SAST Scans Tab"; GitLab
    // Docs, "Maximum artifact size".
    [Theory, MemberData(nameof(Estates))]
    public void Files_runs_and_rules_are_as_many_and_as_large_as_all_take(string estate)
    {
        var categories = new List<string?>();
        foreach (var (name, text) in Of(estate))
        {
            Encoding.UTF8.GetByteCount(text).ShouldBeLessThan(SarifReport.GitLabTakes, name);
            Zipped(text).ShouldBeLessThan(GitHubZipped, name);
            using var document = JsonDocument.Parse(text);
            document.RootElement.GetProperty("$schema").GetString().ShouldNotBeNullOrEmpty();
            document.RootElement.GetProperty("version").GetString().ShouldBe("2.1.0");
            Runs(text).Count.ShouldBeInRange(1, AzureAndGitHubRuns, name);
            foreach (var run in Runs(text))
            {
                categories.Add(run.GetProperty("automationDetails").GetProperty("id").GetString());
                run.GetProperty("results").GetArrayLength().ShouldBeLessThanOrEqualTo(AllKeepResults, name);
                RulesOf(run).GetArrayLength().ShouldBeLessThanOrEqualTo(GitHubRules);
            }
        }

        // GitHub refuses two runs of one tool and category.
        categories.ShouldBeUnique();
    }

    // GitHub Docs, "SARIF support for code scanning", reportingDescriptor object.
    [Theory, MemberData(nameof(Estates))]
    public void Rules_say_what_GitHub_and_DefectDojo_show_of_them(string estate)
    {
        foreach (var rule in RunsOf(estate).SelectMany(run => RulesOf(run).EnumerateArray()))
        {
            var id = rule.GetProperty("id").GetString().ShouldNotBeNull();
            rule.GetProperty("name").GetString().ShouldNotBeNull().Length.ShouldBeInRange(1, GitHubName, id);
            foreach (var member in new[] { "shortDescription", "fullDescription" })
            {
                rule.GetProperty(member).GetProperty("text").GetString().ShouldNotBeNull().Length.ShouldBeInRange(1, GitHubDescription, id);
            }

            rule.GetProperty("help").GetProperty("text").GetString().ShouldNotBeNullOrEmpty(id);
            Uri.TryCreate(rule.GetProperty("helpUri").GetString(), UriKind.Absolute, out _).ShouldBeTrue(id);
            var properties = rule.GetProperty("properties");
            var severity = properties.GetProperty("security-severity").GetString().ShouldNotBeNull();
            double.Parse(severity, CultureInfo.InvariantCulture).ShouldBeInRange(0.1, 10, id);
            var tags = properties.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString().ShouldNotBeNull()).ToList();
            tags.Count.ShouldBeLessThanOrEqualTo(GitHubKeepsTags, id);
            // DefectDojo reads the number behind "cwe-"; GitHub shows those behind "external/cwe/".
            foreach (var cwe in tags.Where(tag => tag.StartsWith("cwe-", StringComparison.Ordinal)))
            {
                cwe.ShouldMatch("^cwe-[1-9][0-9]*$", customMessage: id);
                tags.ShouldContain($"external/cwe/{cwe}", id);
            }
        }

        RunsOf(estate)[0].GetRawText().ShouldContain("\"cwe-");
    }

    // GitHub wants a relative path with a line; GitLab a rule and a physical location, and skips long messages.
    [Theory, MemberData(nameof(Estates))]
    public void Results_have_one_place_that_all_take_and_a_message_that_none_skips(string estate)
    {
        foreach (var result in Results(estate))
        {
            var text = result.GetProperty("message").GetProperty("text").GetString().ShouldNotBeNull();
            text.Length.ShouldBeInRange(1, GitLabMessage, text);
            result.GetProperty("ruleId").GetString().ShouldNotBeNullOrEmpty();
            result.GetProperty("level").GetString().ShouldBeOneOf("error", "warning", "note");
            // GitLab's severity.
            result.GetProperty("rank").GetDouble().ShouldBeInRange(0, 100);
            // DefectDojo makes a finding of each location, and GitHub shows the first.
            result.GetProperty("locations").GetArrayLength().ShouldBe(1);
            ShouldBeRelativeWithLine(result.GetProperty("locations")[0]);
            if (result.TryGetProperty("codeFlows", out var flows))
            {
                // DefectDojo raises on a step without.
                foreach (var step in flows.EnumerateArray()
                    .SelectMany(flow => flow.GetProperty("threadFlows").EnumerateArray())
                    .SelectMany(thread => thread.GetProperty("locations").EnumerateArray()))
                {
                    ShouldBeRelativeWithLine(step.GetProperty("location"));
                }
            }
        }
    }

    // Of one rule, file and line GitLab makes one. DefectDojo tells findings apart by fingerprints, whose keys it reads as name/version.
    [Theory, MemberData(nameof(Estates))]
    public void Results_are_told_apart(string estate)
    {
        var places = new HashSet<string>(StringComparer.Ordinal);
        var fingerprints = new HashSet<string>(StringComparer.Ordinal);
        foreach (var result in Results(estate))
        {
            var place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
            var file = place.GetProperty("artifactLocation").GetProperty("uri");
            var line = place.GetProperty("region").GetProperty("startLine");
            places.Add($"{result.GetProperty("ruleId")} {file} {line}").ShouldBeTrue(result.GetProperty("message").GetRawText());
            var partial = result.GetProperty("partialFingerprints");
            fingerprints.Add(partial.GetProperty("primaryLocationLineHash").GetString().ShouldNotBeNull()).ShouldBeTrue();
            foreach (var key in partial.EnumerateObject().Select(member => member.Name))
            {
                (!key.Contains('/', StringComparison.Ordinal) || VersionedKey().IsMatch(key)).ShouldBeTrue(key);
            }
        }

        fingerprints.Count.ShouldBeGreaterThan(100);
    }

    private static void ShouldBeRelativeWithLine(JsonElement location)
    {
        var place = location.GetProperty("physicalLocation");
        var uri = place.GetProperty("artifactLocation").GetProperty("uri").GetString().ShouldNotBeNull();
        Uri.TryCreate(uri, UriKind.Relative, out _).ShouldBeTrue(uri);
        uri.ShouldNotContain(":");
        uri.ShouldNotStartWith("/");
        uri.ShouldNotBeEmpty();
        place.GetProperty("region").GetProperty("startLine").GetInt32().ShouldBeGreaterThan(0);
    }

    private static ImmutableArray<(string Name, string Text)> Of(string estate) => (estate is "sample" ? Sample : Large).Value;

    private static List<JsonElement> RunsOf(string estate) => [.. Of(estate).SelectMany(file => Runs(file.Text))];

    private static JsonElement RulesOf(JsonElement run) => run.GetProperty("tool").GetProperty("driver").GetProperty("rules");

    private static IEnumerable<JsonElement> Results(string estate) =>
        RunsOf(estate).SelectMany(run => run.GetProperty("results").EnumerateArray());

    private static List<JsonElement> Runs(string text) => [.. JsonDocument.Parse(text).RootElement.GetProperty("runs").EnumerateArray()];

    private static ImmutableArray<(string Name, string Text)> Files(ReportInput input) =>
        [.. new SarifReport { Split = SarifSplit.Auto }.Parts(input).Select(part => (part.FileName, Written.Text(part, input)))];

    private static long Zipped(string text)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return stream.Length;
    }

    [GeneratedRegex("/v?[0-9]+$")]
    private static partial Regex VersionedKey();
}
