using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Reports.Sarif;
using Auditor.Reports.Tests.Examples;

namespace Auditor.Reports.Tests;

/// <summary>What holds for every format that there is.</summary>
public sealed class EveryFormatTests
{
    public static TheoryData<string> Formats => [.. ReportCatalogue.All.Select(report => report.Format)];

    [Theory]
    [MemberData(nameof(Formats))]
    public void Is_the_same_bytes_for_the_same_inventory(string format) =>
        Text(format, Acme.Report(Acme.Everything))
            .ShouldBe(Text(format, Acme.Report(InventoryFile.Read(InventoryFile.Write(Acme.Everything)))));

    [Theory]
    [MemberData(nameof(Formats))]
    public void Names_every_gap(string format)
    {
        var text = Text(format, Acme.Report(Acme.Everything));

        // Markdown writes no underscores or dollars bare, and this has neither.
        (format is "github"
            ? text.Contains("1 thing could not be read", StringComparison.Ordinal)
            : text.Contains("cloudwatch:GetMetricData", StringComparison.Ordinal))
            .ShouldBeTrue(text);
    }

    // Which stage, what was assumed and why, and what would settle it (HTTP APIs that are not deployed automatically are exported;
    // WebSocket APIs cannot be).
    [Theory]
    [MemberData(nameof(Formats))]
    public void Lists_what_is_assumed(string format)
    {
        var stage = new Stage { Name = "byhand", DeploymentId = "d1" };
        var chat = new Api
        {
            Id = "w5k2j8c4t1",
            Name = "chat",
            Kind = ApiKind.WebSocket,
            Stages = ImmutableArray.Create(stage),
            Routes = ImmutableArray.Create(Acme.Route("$connect", AuthorizationKind.None)),
        };
        var text = Whole(format, Acme.Report(Acme.Nothing with { Scopes = [Acme.Scope(Acme.Account, Acme.Region, [], [chat])] }));
        var plain = Whole(
            format,
            Acme.Report(Acme.Nothing with { Scopes = [Acme.Scope(Acme.Account, Acme.Region, [], [chat with { Stages = ImmutableArray.Create(stage with { AutoDeploy = true }) }])] }));

        foreach (var part in new[] { "byhand", "serves what is configured", "WebSocket APIs cannot be exported", "enable automatic deployment" })
        {
            text.ShouldContain(part);
        }

        plain.ShouldNotContain("WebSocket APIs cannot be exported");
    }

    // SARIF 3.27.25: rank is "a number between 0.0 and 100.0 ... that represents the priority or importance of the result".
    [Theory]
    [InlineData("json", "\"priority\": {0},")]
    [InlineData("sarif", "\"rank\": {0},")]
    [InlineData("asff", "\"Criticality\": {0},")]
    [InlineData("asff", "\"auditor/priority\": \"{0}\"")]
    [InlineData("ocsf", "\"priority\":{0},")]
    [InlineData("csv", ",\"{0}\"\r\n")]
    [InlineData("junit", "priority: {0} of 100: ")]
    [InlineData("github", ", priority {0})")]
    public void Tells_every_priority_alike(string format, string told)
    {
        var input = Acme.Report(Acme.Complete);
        var text = Text(format, input);

        foreach (var score in input.Result.Counted.CountBy(finding => finding.Priority!.Score).ToList())
        {
            var wanted = told.Replace("{0}", $"{score.Key}", StringComparison.Ordinal);
            Math.Min(text.Split(wanted).Length - 1, format is "github" ? 1 : int.MaxValue)
                .ShouldBe(format is "github" ? 1 : score.Value, wanted);
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Survives_what_strangers_name_things(string format)
    {
        var text = Text(format, Hostile.Report());

        text.ShouldNotContain('\u001b');
        text.ShouldNotContain('\0');
        // findings.json keeps names as they are, escaped the JSON way; the others show what cannot be seen.
        if (format is not ("json" or "ocsf"))
        {
            text.ShouldNotContain('\u202E');
        }
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Survives_characters_that_never_will_be_any(string format) =>
        Text(
            format,
            Acme.Report(Acme.Nothing with { Scopes = [Acme.Scope(Acme.Account, Acme.Region, [Acme.Rest("a1", "\uFFFE\uFFFF\uFDD0", Acme.Route("GET /\uFFFF", AuthorizationKind.None))], [])] }))
            .ShouldNotBeEmpty();

    // The HTML and Markdown are tested where they are.
    [Theory]
    [InlineData("json", "\"suppressed\": {")]
    [InlineData("csv", "TLS 1.0 stays until the tills\\u202E are replaced. (auditor.yaml:3)")]
    [InlineData("junit", "Suppressed by auditor.yaml:3: TLS 1.0 stays")]
    [InlineData("ocsf", "\"status\":\"Suppressed\"")]
    [InlineData("asff", "\"Status\": \"SUPPRESSED\"")]
    public void A_suppressed_finding_is_shown_as_such(string format, string mark)
    {
        Text(format, Measured.Report(Acme.Everything)).ShouldContain(mark);
        Text(format, Acme.Report(Acme.Everything)).ShouldNotContain(mark);
    }

    [Fact]
    public void A_suppressed_finding_is_no_annotation()
    {
        Text("github", Acme.Report(Acme.Everything, new OldTls())).ShouldContain("TST2001");
        Text("github", Measured.Report(Acme.Everything, new OldTls())).ShouldNotContain("TST2001");
    }

    // SARIF describes its notifications whether there are any or not.
    [Theory]
    [MemberData(nameof(Formats))]
    public void A_complete_scan_without_findings_says_nothing_of_gaps(string format) =>
        Text(format, Acme.Report(Acme.Nothing, new OpenRoute()))
            .Contains("could not be read", StringComparison.Ordinal)
            .ShouldBe(format is "sarif");

    // Whoever reads no further must know.
    [Theory]
    [MemberData(nameof(Formats))]
    public void Says_that_it_is_incomplete_before_it_shows_the_first_finding(string format)
    {
        var input = Acme.Report(Acme.Everything);
        var text = Text(format, input);

        int At(string mark) =>
            text.IndexOf(mark, StringComparison.Ordinal) is var at and >= 0
                ? at
                : throw new InvalidOperationException($"There is no {mark} in {text}");
        var incomplete = format switch
        {
            "html" => At("<section class=\"incomplete\""),
            "markdown" or "github" => At("could not be read"),
            _ => At("cloudwatch:GetMetricData"),
        };
        var finding = format switch
        {
            "html" => At("<details class=\"finding\""),
            "markdown" => At("Anyone can call this route"),
            "evidence" => At("APIGateway.8"),
            "junit" or "github" => At("can be called without credentials"),
            // Its requests are each for one account and Region, and it is in its own.
            "asff" => input.Result.Flagged.Where(one => one.Subject.Identity.Account == "444455556666").Min(one => At(one.Fingerprint)),
            _ => input.Result.Flagged.Min(one => At(one.Fingerprint)),
        };
        incomplete.ShouldBeLessThan(finding);
    }

    [Theory]
    [MemberData(nameof(Formats))]
    public void Times_are_those_of_UTC_whatever_the_clock_shows(string format)
    {
        var input = Acme.Report(Acme.Everything);
        var zone = new TimeSpan(5, 30, 0);
        var elsewhere = Acme.Report(Acme.Everything with { CollectedAt = Acme.CollectedAt.ToOffset(zone) }) with
        {
            GeneratedAt = input.GeneratedAt.ToOffset(zone),
            // SARIF holds it as it was read.
            Text = input.Text,
        };

        Text(format, elsewhere).ShouldBe(Text(format, input));
    }

    // Of SARIF the profile that says everything: code scanning shows results only, and each would be an alert.
    private static string Whole(string format, ReportInput input) =>
        format is "sarif" ? Written.Text(new SarifReport { Profile = SarifProfile.Full }, input) : Text(format, input);

    private static string Text(string format, ReportInput input) => Written.Text(ReportCatalogue.Find(format).ShouldNotBeNull(), input);
}
