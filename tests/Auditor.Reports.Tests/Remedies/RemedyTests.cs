using System.Collections.Immutable;
using System.Text.Json;
using System.Xml.Linq;
using Auditor.Core.Findings;
using Auditor.Core.Rules;
using Auditor.Reports.Asff;
using Auditor.Reports.GitHub;
using Auditor.Reports.JUnit;
using Auditor.Reports.Ocsf;
using Auditor.Reports.Sarif;
using Auditor.Reports.Summary;
using Auditor.Reports.Tests.Examples;
using Auditor.Rules.Authorization;
using Auditor.Samples;

namespace Auditor.Reports.Tests.Remedies;

/// <summary>Our promise: the fix of a finding is the same in every format, as whole commands, within what its consumers take.</summary>
public sealed class RemedyTests
{
    private static readonly ReportInput Sample = Acme.Report(
        AcmeEstate.Create(), RuleCatalogue.From(typeof(RouteWithoutAuthorization).Assembly));

    private static readonly ImmutableDictionary<string, Finding> Flagged =
        Sample.Result.Counted.ToImmutableDictionary(finding => finding.Fingerprint, StringComparer.Ordinal);

    // "Recommendation" in the AWS Security Hub API Reference: Text has at most 512 characters.
    [Fact]
    public void Security_Hub_takes_each_recommendation_and_shows_its_page()
    {
        using var document = JsonDocument.Parse(Written.Text(new AsffReport(), Sample));
        var recommendations = document.RootElement.EnumerateArray()
            .SelectMany(batch => batch.GetProperty("Findings").EnumerateArray())
            .Where(finding => Flagged.ContainsKey($"{finding.GetProperty("Id")}".Split('/')[^1]))
            .Select(finding => (Of: Flagged[$"{finding.GetProperty("Id")}".Split('/')[^1]],
                Is: finding.GetProperty("Remediation").GetProperty("Recommendation")))
            .ToList();

        recommendations.Count.ShouldBe(Flagged.Count);
        foreach (var (_, recommendation) in recommendations)
        {
            $"{recommendation.GetProperty("Text")}".Length.ShouldBeInRange(1, 512);
            $"{recommendation.GetProperty("Url")}".ShouldStartWith("https://");
        }

        recommendations.SelectMany(one => Broken(one.Of, $"{one.Is.GetProperty("Text")}")).ShouldBeEmpty();
        // What has no room for its commands says how to get them.
        recommendations
            .Where(one => Sample.Fixes.Of(one.Of).Commands.Any(command => !command.IsInstead))
            .Select(one => $"{one.Is.GetProperty("Text")}")
            .ShouldAllBe(text => text.Contains("aws ", StringComparison.Ordinal)
                || text.Contains("auditor fix ", StringComparison.Ordinal));
    }

    // OCSF 1.3, remediation: desc is what has to be done.
    [Fact]
    public void Ocsf_says_what_has_to_be_done()
    {
        var remedies = Written.Text(new OcsfReport(), Sample).Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => JsonSerializer.Deserialize<JsonElement>(line))
            .Where(finding => finding.TryGetProperty("remediation", out _))
            .Select(finding => (Of: Flagged.GetValueOrDefault($"{finding.GetProperty("finding_info").GetProperty("uid")}".Split('/')[^1]),
                Text: $"{finding.GetProperty("remediation").GetProperty("desc")}"))
            .Where(one => one.Of is not null)
            .ToList();

        remedies.Count.ShouldBe(Flagged.Count);
        remedies.SelectMany(one => Broken(one.Of.ShouldNotBeNull(), one.Text)).ShouldBeEmpty();
    }

    // GitLab shows only the text of a failure, Jenkins the message and then the text.
    [Fact]
    public void JUnit_failures_say_how_to_fix_them()
    {
        var failures = XDocument.Parse(Written.Text(new JUnitReport(), Sample)).Descendants("failure")
            .Select(failure => failure.Value)
            .ToList();

        failures.Count.ShouldBe(Flagged.Count);
        foreach (var text in failures)
        {
            var finding = Flagged[text.Split('\n').Single(line => line.StartsWith("fingerprint: ", StringComparison.Ordinal))[13..]];
            var fix = Sample.Fixes.Of(finding);
            if (fix.Summary.Length > 0 || fix.Commands is not [])
            {
                text.ShouldContain("\nfix:");
            }

            Broken(finding, text[text.IndexOf("\nhelp:", StringComparison.Ordinal)..]).ShouldBeEmpty();
        }
    }

    // GitHub shows help.markdown with every alert, and keeps message.text to one sentence; other viewers show message.markdown.
    [Fact]
    public void Sarif_has_the_fix_in_the_help_of_the_rule_and_in_the_message_of_the_result()
    {
        using var log = JsonDocument.Parse(Written.Text(new SarifReport(), Sample));
        var runs = log.RootElement.GetProperty("runs").EnumerateArray().ToList();
        foreach (var rule in runs.SelectMany(run => run.GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray()))
        {
            var help = rule.GetProperty("help");
            $"{help.GetProperty("text")}".ShouldNotBeNullOrWhiteSpace();
            if (Sample.Result.Rules.Any(one => one.Info.Id == $"{rule.GetProperty("id")}"))
            {
                $"{help.GetProperty("markdown")}".ShouldContain("## How to fix it");
            }
        }

        var results = runs.SelectMany(run => run.GetProperty("results").EnumerateArray())
            .Select(result => (Of: Flagged.GetValueOrDefault(
                $"{result.GetProperty("partialFingerprints").GetProperty("auditorFinding/v1")}"), Message: result.GetProperty("message")))
            .Where(result => result.Of is not null)
            .ToList();
        results.Count.ShouldBe(Flagged.Count);
        foreach (var (finding, message) in results)
        {
            $"{message.GetProperty("text")}".Length.ShouldBeLessThanOrEqualTo(1024);
            $"{message.GetProperty("text")}".ShouldNotContain("aws apigateway");
            var commands = Sample.Fixes.Of(finding.ShouldNotBeNull()).Commands;
            message.TryGetProperty("markdown", out var markdown).ShouldBe(commands is not []);
            if (commands is not [])
            {
                $"{markdown}".ShouldContain("```sh\n");
                Broken(finding, $"{markdown}").ShouldBeEmpty();
            }
        }
    }

    // What a pull request shows: https://docs.github.com/actions/reference/workflow-commands-for-github-actions
    [Fact]
    public void The_Markdown_page_begins_with_what_to_look_at_first_and_how_to_fix_it()
    {
        var page = Written.Text(new MarkdownReport(), Sample);

        var first = page.IndexOf("## Look at these first", StringComparison.Ordinal);
        first.ShouldBeGreaterThan(0);
        first.ShouldBeLessThan(page.IndexOf("| Worst first |", StringComparison.Ordinal));
        var section = page[first..page.IndexOf("| Worst first |", StringComparison.Ordinal)];
        var most = Sample.Result.Counted.Max(finding => finding.Priority.ShouldNotBeNull().Score);
        section.Split('\n').First(line => line.StartsWith("1. ", StringComparison.Ordinal))
            .ShouldStartWith(FormattableString.Invariant($"1. **Priority {most}, "));
        section.ShouldContain(" Why first: ");
        section.Split('\n').Count(line => line.StartsWith("1. ", StringComparison.Ordinal)).ShouldBe(5);
        var fixes = page[page.IndexOf("<summary>How to fix these (", StringComparison.Ordinal)..].Split("</details>")[0];
        fixes.ShouldContain("\n  ```sh\n  # as other routes of the API are guarded\n  aws apigateway update-method ");
        fixes.Split("```").Length.ShouldBe(11, "Five blocks of commands, each with an end.");
    }

    [Fact]
    public void Annotations_are_in_the_order_of_priority_and_within_what_GitHub_shows()
    {
        var lines = Written.Text(new GitHubReport(), Sample).Split('\n')
            .Where(line => line.StartsWith("::", StringComparison.Ordinal))
            .ToList();

        lines.ShouldNotBeEmpty();
        // GitHub shows ten errors and ten warnings of a step, and cuts a message at 4,096 characters.
        lines.ShouldAllBe(line => line.Length < 4096);
    }

    // Half a command is worse than none: whatever text has the beginning of one has all of it.
    private static IEnumerable<string> Broken(Finding finding, string text) => Sample.Fixes.Of(finding).Commands
        .Select(command => command.Text)
        .Where(command => !text.Contains(command, StringComparison.Ordinal)
            && text.Contains($"\n{command.Split('\n')[0]}", StringComparison.Ordinal)
            && Sample.Fixes.Of(finding).Commands
                .Count(other => other.Text.StartsWith(command.Split('\n')[0], StringComparison.Ordinal)) == 1);
}
