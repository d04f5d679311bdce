using System.Text;
using System.Text.Json;
using Auditor.Core.Inventory;
using Auditor.Reports.Sarif;
using Auditor.Reports.Tests.Examples;
using Auditor.Testing.Snapshots;

namespace Auditor.Reports.Tests.Sarif;

public sealed class SarifReportTests
{
    [Fact]
    public void Is_what_was_approved() => Snapshot.ShouldMatch(Text(Acme.Report(Acme.Everything)), "Acme", "sarif");

    [Fact]
    public void Is_the_same_bytes_whenever_it_is_written() =>
        Text(Acme.Report(Acme.Everything)).ShouldBe(Text(Acme.Report(InventoryFile.Read(InventoryFile.Write(Acme.Everything))) with { GeneratedAt = Acme.CollectedAt.AddDays(3) }));

    [Fact]
    public void Only_what_is_wrong_is_a_result()
    {
        var input = Acme.Report(Acme.Everything);

        var results = Run(input).GetProperty("results").EnumerateArray().ToList();

        input.Result.Inconclusive.ShouldNotBeEmpty();
        results.Select(result => result.GetProperty("partialFingerprints").GetProperty("auditorFinding/v1").GetString())
            .ShouldBe(input.Result.Flagged.Select(finding => finding.Fingerprint));
        results.ShouldAllBe(result => result.GetProperty("kind").GetString() == "fail");
    }

    [Fact]
    public void A_result_points_at_the_line_of_its_thing_in_the_inventory()
    {
        var input = Acme.Report(Acme.Everything) with { InventoryUri = "nightly/inventory.json" };
        var lines = Encoding.UTF8.GetString(input.Inventory.Span).Split('\n');

        foreach (var (result, finding) in Run(input).GetProperty("results").EnumerateArray().Zip(input.Result.Flagged))
        {
            var location = result.GetProperty("locations")[0].GetProperty("physicalLocation");
            location.GetProperty("artifactLocation").GetProperty("uri").GetString().ShouldBe("nightly/inventory.json");
            var line = location.GetProperty("region").GetProperty("startLine").GetInt32();
            lines[line - 1].Trim().ShouldBe(location.GetProperty("region").GetProperty("snippet").GetProperty("text").GetString());
            if (finding.Subject.Identity.Route is { } route)
            {
                lines[line - 1].ShouldContain(route);
            }
        }
    }

    [Fact]
    public void Every_rule_that_ran_is_listed_also_without_results() =>
        Rules(Acme.Report(Acme.Nothing)).Select(rule => rule.GetProperty("id").GetString()).ShouldBe(TestRules.All.Select(rule => rule.Info.Id));

    [Fact]
    public void A_rule_is_described_from_its_page()
    {
        var rule = Rules(Acme.Report(Acme.Nothing)).First();

        rule.GetProperty("name").GetString().ShouldBe("OpenRoute");
        rule.GetProperty("fullDescription").GetProperty("text").GetString().ShouldBe("Routes whose authorization is NONE.");
        rule.GetProperty("help").GetProperty("markdown").GetString().ShouldNotBeNull().ShouldContain("## How to fix it");
        rule.GetProperty("properties").GetProperty("security-severity").GetString().ShouldBe("8.0");
        rule.GetProperty("properties").GetProperty("precision").GetString().ShouldBe("high");
        rule.GetProperty("properties").GetProperty("tags").EnumerateArray().Select(tag => tag.GetString())
            .ShouldBe(["security", "aws", "api-gateway", "authorization", "external/cwe/cwe-306", "cwe-306", "api2-2023", "apigateway.8"]);
    }

    [Fact]
    public void What_could_not_be_read_or_told_is_notified()
    {
        var invocation = Run(Acme.Report(Acme.Everything, [.. TestRules.All, new ThrowingRule("boom")])).GetProperty("invocations")[0];

        invocation.GetProperty("executionSuccessful").GetBoolean().ShouldBeTrue();
        var notifications = invocation.GetProperty("toolExecutionNotifications").EnumerateArray()
            .ToLookup(notification => notification.GetProperty("descriptor").GetProperty("id").GetString(), notification => notification.GetProperty("message").GetProperty("text").GetString());
        notifications["AUD1001"].ShouldHaveSingleItem().ShouldNotBeNull().ShouldContain("cloudwatch:GetMetricData of 'us-east-1' in 444455556666, us-east-1: Not allowed");
        notifications["AUD1002"].ShouldContain("Rule TST7001 (idle-api) could not tell for 2 things: Not allowed to call cloudwatch:GetMetricData.");
        notifications["AUD1003"].ShouldAllBe(text => text!.Contains("boom", StringComparison.Ordinal));
    }

    [Fact]
    public void A_scan_that_could_read_nothing_was_not_successful()
    {
        var denied = Acme.Complete with { Scopes = [new() { Account = Acme.Account, Region = Acme.Region, RestApis = new Unknown("No."), HttpAndWebSocketApis = new Unknown("No.") }] };

        Run(Acme.Report(denied)).GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean().ShouldBeFalse();
        Run(Acme.Report(Acme.Nothing)).GetProperty("invocations")[0].GetProperty("executionSuccessful").GetBoolean().ShouldBeTrue();
    }

    [Fact]
    public void The_category_is_the_scope_when_there_is_one()
    {
        Category(Acme.Complete).ShouldBe("auditor/111122223333/eu-west-1/");
        Category(Acme.Everything).ShouldBe("auditor/");

        static string? Category(Estate estate) => Run(Acme.Report(estate)).GetProperty("automationDetails").GetProperty("id").GetString();
    }

    [Fact]
    public void The_evidence_is_one_code_flow_whose_steps_all_have_a_line()
    {
        var input = Acme.Report(Acme.Complete);
        var result = Run(input).GetProperty("results").EnumerateArray().First(one => one.GetProperty("ruleId").GetString() == "TST1001");
        var finding = input.Result.Flagged.First(one => one.Rule.Id == "TST1001");

        var steps = result.GetProperty("codeFlows").EnumerateArray().ShouldHaveSingleItem().GetProperty("threadFlows")[0].GetProperty("locations").EnumerateArray().ToList();

        steps.Count.ShouldBe(finding.Evidence.Length);
        steps.ShouldAllBe(step => step.GetProperty("location").GetProperty("physicalLocation").GetProperty("region").GetProperty("startLine").GetInt32() > 0);
        steps[0].GetProperty("location").GetProperty("message").GetProperty("text").GetString().ShouldBe("authorizationType: NONE.");
    }

    [Fact]
    public void The_level_follows_the_finding_not_the_rule()
    {
        var input = Acme.Report(Acme.Complete);
        foreach (var (result, finding) in Run(input).GetProperty("results").EnumerateArray().Zip(input.Result.Flagged))
        {
            result.GetProperty("level").GetString().ShouldBe(finding.Severity switch { Core.Rules.Severity.Low => "note", Core.Rules.Severity.Medium => "warning", _ => "error" });
        }
    }

    public static TheoryData<string> Cases => ["none", "one", "several scopes", "incomplete", "nothing read", "hostile", "many"];

    [SarifValidatorTheory]
    [MemberData(nameof(Cases))]
    public async Task Consumers_take_it(string what)
    {
        var input = what switch
        {
            "none" => Acme.Report(Acme.Nothing),
            "one" => Acme.Report(Acme.Complete, new WidePolicy()),
            "several scopes" or "incomplete" => Acme.Report(Acme.Everything, [.. TestRules.All, new ThrowingRule("boom")]),
            "nothing read" => Acme.Report(new Estate { CollectedAt = Acme.CollectedAt }),
            "hostile" => Hostile.Report(),
            _ => Acme.Report(Many.Apis(510)),
        };
        if (what is "many")
        {
            input.Result.Flagged.Count().ShouldBeGreaterThan(5000);
        }

        var file = Path.Combine(Path.GetTempPath(), $"auditor-{Guid.NewGuid():N}.sarif");
        await File.WriteAllTextAsync(file, Text(input));
        try
        {
            // The multitool takes 30 s for 5,000 results; the other checks see all of them.
            var (exitCode, output) = await SarifValidator.Validate(file, withMultitool: what is not "many");

            exitCode.ShouldBe(0, output);
            output.ShouldContain(" 0 errors, ");
            if (what is not ("many" or "nothing read"))
            {
                output.ShouldContain(" 0 warnings, ", customMessage: output);
            }
        }
        finally
        {
            File.Delete(file);
        }
    }

    internal static string Text(ReportInput input)
    {
        using var stream = new MemoryStream();
        new SarifReport().Write(input, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static JsonElement Run(ReportInput input) => JsonDocument.Parse(Text(input)).RootElement.GetProperty("runs")[0];

    private static JsonElement.ArrayEnumerator Rules(ReportInput input) => Run(input).GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray();
}
