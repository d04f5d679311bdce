using System.IO.Compression;
using System.Text;
using System.Text.Json;
using Auditor.Core.Inventory;
using Auditor.Core.Results;
using Auditor.Reports.Sarif;
using Auditor.Reports.Tests.Examples;
using Auditor.Testing.Snapshots;

namespace Auditor.Reports.Tests.Sarif;

public sealed class SarifReportTests
{
    // Made once: it takes longer than most tests.
    private static readonly Lazy<ReportInput> Hundred = new(() => Acme.Report(Many.Accounts(11, 102, 76, 11), NumberedRoute.Rules(50)));

    [Fact]
    public void Is_what_was_approved() => Snapshot.ShouldMatch(Text(Acme.Report(Acme.Everything)), "Acme", "sarif");

    [Fact]
    public void Is_the_same_bytes_whenever_it_is_written() =>
        Text(Acme.Report(Acme.Everything))
            .ShouldBe(Text(Acme.Report(InventoryFile.Read(
                InventoryFile.Write(Acme.Everything))) with
            { GeneratedAt = Acme.CollectedAt.AddDays(3) }));

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

    // GitLab and others take two results with one rule, file and line for the same result.
    [Fact]
    public void Findings_of_one_rule_about_two_stages_of_an_API_point_at_two_lines()
    {
        var input = Acme.Report(Acme.Everything, new StageByStage());

        var lines = Run(input).GetProperty("results").EnumerateArray()
            .Select(result => result.GetProperty("locations")[0].GetProperty("physicalLocation").GetProperty("region"))
            .Select(region => (Line: region.GetProperty("startLine")
                .GetInt32(), Text: region.GetProperty("snippet")
                .GetProperty("text")
                .GetString()));

        lines.ShouldBeUnique();
        lines.ShouldAllBe(line => line.Text.ShouldNotBeNull().StartsWith("\"name\":", StringComparison.Ordinal));
    }

    [Fact]
    public void Every_rule_that_ran_is_listed_also_without_results() =>
        Rules(Acme.Report(Acme.Nothing))
            .Select(rule => rule.GetProperty("id").GetString())
            .ShouldBe(TestRules.All.Select(rule => rule.Info.Id));

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
            .ShouldBe(
            [
                "security", "aws", "api-gateway", "authorization", "external/cwe/cwe-306", "cwe-306", "api2-2023", "apigateway.8",
                // GitHub takes ten.
                "nist.800-53.r5 ac-3", "nist.800-53.r5 cm-2",
            ]);
    }

    [Fact]
    public void What_could_not_be_read_or_told_is_notified()
    {
        var invocation = Run(Acme.Report(Acme.Everything, [.. TestRules.All, new ThrowingRule("boom")])).GetProperty("invocations")[0];

        invocation.GetProperty("executionSuccessful").GetBoolean().ShouldBeTrue();
        var notifications = invocation.GetProperty("toolExecutionNotifications").EnumerateArray()
            .ToLookup(
                notification => notification.GetProperty("descriptor").GetProperty("id").GetString(),
                notification => notification.GetProperty("message").GetProperty("text").GetString());
        notifications["AUD1001"]
            .ShouldHaveSingleItem()
            .ShouldNotBeNull()
            .ShouldContain("cloudwatch:GetMetricData of 'us-east-1' in 444455556666, us-east-1: Not allowed");
        notifications["AUD1002"]
            .ShouldContain("Rule TST7001 (idle-api) could not tell for 2 things: Not allowed to call cloudwatch:GetMetricData.");
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
    public void The_category_is_the_same_whatever_was_read()
    {
        Category(Acme.Complete).ShouldBe("auditor/");
        Category(Acme.Everything).ShouldBe("auditor/");

        static string? Category(Estate estate) => Run(Acme.Report(estate)).GetProperty("automationDetails").GetProperty("id").GetString();
    }

    [Fact]
    public void The_evidence_is_one_code_flow_whose_steps_all_have_a_line()
    {
        var input = Acme.Report(Acme.Complete);
        var result = Run(input).GetProperty("results").EnumerateArray().First(one => one.GetProperty("ruleId").GetString() == "TST1001");
        var finding = input.Result.Flagged.First(one => one.Rule.Id == "TST1001");

        var steps = result.GetProperty("codeFlows")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .GetProperty("threadFlows")[0]
            .GetProperty("locations")
            .EnumerateArray()
            .ToList();

        steps.Count.ShouldBe(finding.Evidence.Length);
        steps.ShouldAllBe(step => step.GetProperty("location")
            .GetProperty("physicalLocation")
            .GetProperty("region")
            .GetProperty("startLine")
            .GetInt32() > 0);
        steps[0].GetProperty("location").GetProperty("message").GetProperty("text").GetString().ShouldBe("authorizationType: NONE.");
    }

    [Fact]
    public void The_level_follows_the_finding_not_the_rule()
    {
        var input = Acme.Report(Acme.Complete);
        foreach (var (result, finding) in Run(input).GetProperty("results").EnumerateArray().Zip(input.Result.Flagged))
        {
            result.GetProperty("level")
                .GetString()
                .ShouldBe(finding.Severity switch { Core.Metadata.Severity.Low => "note", Core.Metadata.Severity.Medium => "warning", _ => "error" });
        }
    }

    public static TheoryData<string, SarifProfile> Cases
    {
        get
        {
            var cases = new TheoryData<string, SarifProfile>();
            foreach (var what in new[] { "no findings", "one", "5,001", "several accounts", "suppressed", "baseline", "incomplete", "nothing read", "hostile" })
            {
                cases.Add(what, SarifProfile.GitHub);
                cases.Add(what, SarifProfile.Full);
            }

            return cases;
        }
    }

    [SarifValidatorTheory]
    [Trait("Category", "Exhaustive")]
    [MemberData(nameof(Cases))]
    public async Task Consumers_take_it(string what, SarifProfile profile)
    {
        var input = what switch
        {
            "no findings" => Acme.Report(Acme.Nothing),
            "one" => Acme.Report(Acme.Complete, new WidePolicy()),
            "5,001" => First(5_001, Acme.Report(Many.Apis(11), NumberedRoute.Rules(50))),
            "several accounts" => Acme.Report(Acme.Everything),
            "suppressed" => Measured.Report(Acme.Complete, new OldTls()),
            "baseline" => Measured.Report(Acme.Everything),
            "incomplete" => Acme.Report(Acme.Everything, [.. TestRules.All, new ThrowingRule("boom")]),
            "nothing read" => Acme.Report(Written.Denied),
            _ => Hostile.Report(),
        };
        var files = Parts(input, profile, what is "several accounts" ? SarifSplit.Account : SarifSplit.None);
        (what switch
        {
            "no findings" => !input.Result.Flagged.Any(),
            "one" => input.Result.Flagged.Count() == 1,
            "5,001" => input.Result.Flagged.Count() == 5_001,
            "several accounts" => files.Count > 1,
            "suppressed" => input.Result.Suppressed.Any(),
            "baseline" => input.Result.Comparison is { Absent: not [], NotReread: not [] },
            "incomplete" or "nothing read" => input.Result.IsIncomplete,
            _ => true,
        }).ShouldBeTrue("else this test shows nothing");

        // The multitool takes 30 s for 5,000 results and 15 s for the hostile ones, of which Full has all; the other checks see all of
        // them.
        var output = await ShouldBeValid(
            files, withMultitool: (what, profile) is not (("5,001", _) or ("hostile", SarifProfile.GitHub)), profile);

        // GitHub keeps 5,000 of 5,001, and drops results of a scan that failed: both are meant.
        if (profile is SarifProfile.GitHub && what is not ("5,001" or "nothing read"))
        {
            output.ShouldContain(" 0 warnings, ", customMessage: output);
        }
    }

    private const int GitLabTakes = 10 * 1024 * 1024;

    // The results of a run are alike but for a number and a name: a hundred of each show the schema what 5,000 would.
    private const int AlikeInARun = 100;

    // The validator sees the first, the last and two between them: an account's second file among them. With SARIF_LARGE=1 it sees all.
    [SarifValidatorTheory]
    [Trait("Category", "Exhaustive")]
    [InlineData(SarifProfile.GitHub)]
    [InlineData(SarifProfile.Full)]
    public async Task A_hundred_thousand_results_are_taken_when_they_are_split(SarifProfile profile)
    {
        var input = Hundred.Value;
        input.Result.Flagged.Count().ShouldBe(100_000);

        var files = Parts(input, profile);

        files.Select(file => file.Name.Split('.')[1]).Distinct()
            .ShouldBe(["111122220000", "111122220001", "111122220002", "111122220003"]);
        files.Select(file => file.Name).ShouldContain("auditor.111122220001.2.sarif");
        var fingerprints = new HashSet<string?>(StringComparer.Ordinal);
        var categories = new List<string?>();
        foreach (var (name, text) in files)
        {
            Zipped(text).ShouldBeLessThan(10_000_000, name);
            Encoding.UTF8.GetByteCount(text).ShouldBeLessThan(GitLabTakes, name);
            using var document = JsonDocument.Parse(text);
            var runs = document.RootElement.GetProperty("runs");
            runs.GetArrayLength().ShouldBeLessThanOrEqualTo(20);
            foreach (var run in runs.EnumerateArray())
            {
                categories.Add(run.GetProperty("automationDetails").GetProperty("id").GetString());
                run.GetProperty("results").GetArrayLength().ShouldBeLessThanOrEqualTo(5_000);
                fingerprints.UnionWith(run.GetProperty("results")
                    .EnumerateArray()
                    .Select(result => result.GetProperty("partialFingerprints").GetProperty("auditorFinding/v1").GetString()));
            }
        }

        fingerprints.Count.ShouldBe(100_000);
        categories.ShouldBeUnique();
        var isThorough = Environment.GetEnvironmentVariable("SARIF_LARGE") is "1";
        (await ShouldBeValid(
                isThorough ? files : [files[0], files[1], files[^2], files[^1]], withMultitool: false, profile, AlikeInARun))
            .ShouldNotContain("keep 5000 per run");
    }

    [Fact]
    [Trait("Category", "Exhaustive")]
    public void Without_a_split_the_least_severe_are_left_out_and_that_is_said()
    {
        var run = Run(Acme.Report(Many.Apis(52), NumberedRoute.Rules(50)));

        run.GetProperty("results").GetArrayLength().ShouldBe(25_000);
        run.GetProperty("invocations")[0]
            .GetProperty("toolExecutionNotifications")
            .EnumerateArray()
            .First()
            .GetProperty("message")
            .GetProperty("text")
            .GetString()
            .ShouldBe("1,000 results are not in this file, the least severe.");
    }

    [Fact]
    public void Results_come_worst_first()
    {
        var levels = Run(Acme.Report(Many.Apis(510)))
            .GetProperty("results")
            .EnumerateArray()
            .Select(result => result.GetProperty("rank").GetDouble())
            .ToList();

        levels.Count.ShouldBeGreaterThan(5_000);
        levels.ShouldBe(levels.OrderDescending());
    }

    // GitLab, "Maximum artifact size" of a report: 10 MB, not zipped. As one file these would be more, with fewer results than a run may
    // have.
    [Fact]
    public void What_GitLab_would_refuse_as_one_file_is_several()
    {
        var input = Acme.Report(Many.Apis(450), new OpenRoute());
        Encoding.UTF8.GetByteCount(Written.Text(new SarifReport(), input)).ShouldBeGreaterThan(GitLabTakes, "else this test shows nothing");

        var files = Parts(input, SarifProfile.GitHub, SarifSplit.Auto);

        files.Select(file => file.Name).ShouldBe(["auditor.111122223333.sarif", "auditor.111122223333.2.sarif"]);
        files.ShouldAllBe(file => Encoding.UTF8.GetByteCount(file.Text) < GitLabTakes);
        files.Sum(file => Results(file.Text)).ShouldBe(4_500);
        Parts(Acme.Report(Many.Apis(10), new OpenRoute()), SarifProfile.GitHub, SarifSplit.Auto)
            .ShouldHaveSingleItem()
            .Name.ShouldBe("auditor.sarif");

        static int Results(string text)
        {
            using var document = JsonDocument.Parse(text);
            return document.RootElement.GetProperty("runs").EnumerateArray().Sum(run => run.GetProperty("results").GetArrayLength());
        }
    }

    [Fact]
    public void Each_account_is_split_off_with_its_own_gaps_and_results()
    {
        var files = Parts(Acme.Report(Acme.Everything), SarifProfile.GitHub)
            .ToDictionary(
                file => file.Name, file => JsonDocument.Parse(file.Text).RootElement.GetProperty("runs")[0], StringComparer.Ordinal);

        files.Keys.ShouldBe(["auditor.111122223333.sarif", "auditor.444455556666.sarif"]);
        foreach (var (name, run) in files)
        {
            var account = name.Split('.')[1];
            run.GetProperty("automationDetails").GetProperty("id").GetString().ShouldBe($"auditor/{account}/");
            run.GetProperty("results")
                .EnumerateArray()
                .ShouldAllBe(result => result.GetProperty("properties").GetProperty("account").GetString() == account);
        }

        files["auditor.111122223333.sarif"]
            .GetProperty("invocations")[0]
            .TryGetProperty("toolExecutionNotifications", out _)
            .ShouldBeFalse();
        files["auditor.444455556666.sarif"]
            .GetProperty("invocations")[0]
            .GetProperty("toolExecutionNotifications")
            .GetArrayLength()
            .ShouldBeGreaterThan(0);
    }

    [Fact]
    public void An_account_of_which_nothing_was_read_closes_no_alert_of_its_own_and_spoils_no_other()
    {
        var denied = new Scope
        {
            Account = "777788889999",
            Region = "eu-north-1",
            RestApis = new Unknown("No."),
            HttpAndWebSocketApis = new Unknown("No."),
        };
        var files = Parts(Acme.Report(Acme.Complete with { Scopes = [.. Acme.Complete.Scopes, denied] }), SarifProfile.GitHub);

        files.Select(file => (file.Name, JsonDocument.Parse(file.Text).RootElement.GetProperty("runs")[0]
            .GetProperty("invocations")[0]
            .GetProperty("executionSuccessful")
            .GetBoolean()))
            .ShouldBe([("auditor.111122223333.sarif", true), ("auditor.777788889999.sarif", false)]);
    }

    [Fact]
    public void An_account_without_findings_has_a_file_that_closes_its_alerts() =>
        JsonDocument.Parse(Parts(Acme.Report(Acme.Nothing, new OpenRoute()), SarifProfile.GitHub)
            .ShouldHaveSingleItem().Text).RootElement.GetProperty("runs")[0]
            .GetProperty("results")
            .GetArrayLength()
            .ShouldBe(0);

    [Fact]
    public void An_account_that_is_a_path_leads_nowhere()
    {
        var hostile = Acme.Complete with { Scopes = [Acme.Complete.Scopes[0] with { Account = "../../etc/x" }], Accounts = [] };

        Parts(Acme.Report(hostile), SarifProfile.GitHub).ShouldHaveSingleItem().Name.ShouldMatch("^auditor[.][0-9a-f]{12}[.]sarif$");
    }

    [Fact]
    public void Suppressed_and_absent_results_are_in_the_full_profile_only()
    {
        var input = Measured.Report(Acme.Everything);
        input.Result.Suppressed.ShouldNotBeEmpty("else this test shows nothing");

        var usual = Run(input).GetProperty("results").EnumerateArray().ToList();
        var full = Run(input, SarifProfile.Full).GetProperty("results").EnumerateArray().ToList();

        usual.Count.ShouldBe(input.Result.Counted.Count());
        usual.Where(result => result.TryGetProperty("suppressions", out _)
            || result.GetProperty("kind").GetString() != "fail"
            || result.TryGetProperty("baselineState", out _))
            .ShouldBeEmpty();
        var suppression = full.Select(result => result.GetProperty("suppressions"))
            .Where(suppressions => suppressions.GetArrayLength() > 0)
            .Select(suppressions => suppressions[0])
            .ShouldHaveSingleItem();
        suppression.GetProperty("justification").GetString().ShouldBe("TLS 1.0 stays until the tills\\u202E are replaced.");
        suppression.GetProperty("properties").GetProperty("until").GetString().ShouldBe("2027-03-31");
        full.Where(result => result.GetProperty("baselineState").GetString() == "absent").ShouldHaveSingleItem()
            .GetProperty("partialFingerprints").GetProperty("auditorFinding/v1").GetString().ShouldBe(Measured.Gone.Fingerprint);
    }

    [Fact]
    public void What_was_not_looked_at_again_is_open_and_not_absent()
    {
        var result = Run(Measured.Report(Acme.Everything), SarifProfile.Full).GetProperty("results").EnumerateArray()
            .Single(result => result.TryGetProperty("partialFingerprints", out var prints)
                && prints.GetProperty("auditorFinding/v1").GetString() == Measured.NotReread.Fingerprint);

        result.GetProperty("kind").GetString().ShouldBe("open");
        result.GetProperty("level").GetString().ShouldBe("none");
        result.GetProperty("baselineState").GetString().ShouldBe("unchanged");
        result.GetProperty("properties").GetProperty("status").GetString().ShouldBe("notReread");
    }

    [Fact]
    public void The_full_profile_has_every_kind_of_result()
    {
        var input = Acme.Report(Acme.Everything with { Accounts = [] }, [.. TestRules.All, new ThrowingRule("boom")]);

        var kinds = Run(input, SarifProfile.Full)
            .GetProperty("results")
            .EnumerateArray()
            .ToLookup(result => result.GetProperty("kind").GetString(), result => result.GetProperty("ruleId").GetString());

        kinds["fail"].Count().ShouldBe(input.Result.Flagged.Count());
        kinds["open"].Count().ShouldBe(input.Result.Inconclusive.Count());
        kinds["notApplicable"].ShouldBe(["TST5001"], "There are no accounts, so no policies");
        kinds.SelectMany(group => group).ShouldNotContain("TST9001", "A rule that failed says nothing");
        Run(Acme.Report(Acme.Nothing, new OpenRoute()), SarifProfile.Full)
            .GetProperty("results")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .GetProperty("kind")
            .GetString()
            .ShouldBe("pass");
    }

    [Fact]
    public void The_full_profile_says_how_this_was_read()
    {
        var input = Acme.Report(Acme.Everything with
        {
            Scopes = [.. Acme.Everything.Scopes.Select(scope => scope with { Reading = [new() { Operation = "apigateway:GetStages", Calls = 5, Retries = 2, Throttled = 2, Denied = 1, Milliseconds = 340 }] })],
        });
        var scopes = input.Result.Estate.Scopes.Length;

        var calls = Run(input, SarifProfile.Full).GetProperty("invocations")[0].GetProperty("properties").GetProperty("calls");

        var only = calls.EnumerateArray().ShouldHaveSingleItem();
        only.GetProperty("operation").GetString().ShouldBe("apigateway:GetStages");
        string.Join(
            ' ',
            new[] { "calls", "retries", "throttled", "denied", "milliseconds" }.Select(name => only.GetProperty(name).GetInt64() / scopes))
            .ShouldBe("5 2 2 1 340");
        Run(input, SarifProfile.GitHub)
            .GetProperty("invocations")[0]
            .TryGetProperty("properties", out _)
            .ShouldBeFalse("GitHub shows none of it");
    }

    [Fact]
    public void Rules_point_into_the_taxonomies_that_they_name()
    {
        var run = Run(Acme.Report(Acme.Complete), SarifProfile.Full);
        var taxonomies = run.GetProperty("taxonomies");

        foreach (var rule in run.GetProperty("tool")
            .GetProperty("driver")
            .GetProperty("rules")
            .EnumerateArray()
            .Where(rule => rule.TryGetProperty("relationships", out _)))
        {
            foreach (var target in rule.GetProperty("relationships")
                .EnumerateArray()
                .Select(relationship => relationship.GetProperty("target")))
            {
                var taxonomy = taxonomies[target.GetProperty("toolComponent").GetProperty("index").GetInt32()];
                taxonomy.GetProperty("name").GetString().ShouldBe(target.GetProperty("toolComponent").GetProperty("name").GetString());
                taxonomy.GetProperty("taxa")[target.GetProperty("index").GetInt32()]
                    .GetProperty("id")
                    .GetString()
                    .ShouldBe(target.GetProperty("id").GetString());
            }
        }

        taxonomies.EnumerateArray()
            .Select(taxonomy => taxonomy.GetProperty("name").GetString())
            .ShouldBe(["CWE", "OWASP API Security Top 10", "NIST SP 800-53", "AWS Security Hub"]);
        Run(Acme.Report(Acme.Complete)).TryGetProperty("taxonomies", out _).ShouldBeFalse("The consumers of the usual profile have tags");
    }

    [Fact]
    public void A_severity_that_somebody_set_is_the_rules_too()
    {
        var input = Acme.Report(Acme.Complete, new OpenRoute());
        var lowered = input with { Result = SeverityOverrides.Apply(input.Result, System.Collections.Immutable.ImmutableDictionary<string, Core.Metadata.Severity>.Empty.Add("TST1001", Core.Metadata.Severity.Low)) };

        Rules(lowered).ShouldHaveSingleItem().GetProperty("properties").GetProperty("security-severity").GetString().ShouldBe("3.0");
        Run(lowered).GetProperty("results").EnumerateArray().ShouldAllBe(result => result.GetProperty("level").GetString() == "note");
    }

    [Fact]
    public void The_same_bytes_split_or_full() =>
        Parts(Measured.Report(Acme.Everything), SarifProfile.Full)
            .ShouldBe(Parts(Measured.Report(InventoryFile.Read(InventoryFile.Write(Acme.Everything))), SarifProfile.Full));

    private static ReportInput First(int number, ReportInput input) =>
        input with { Result = input.Result with { Findings = [.. input.Result.Findings.Take(number)] } };

    // Whoever zips it better gets less.
    private static long Zipped(string text)
    {
        using var stream = new MemoryStream();
        using (var gzip = new GZipStream(stream, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return stream.Length;
    }

    private static List<(string Name, string Text)> Parts(ReportInput input, SarifProfile profile, SarifSplit split = SarifSplit.Account) =>
        [.. new SarifReport { Profile = profile, Split = split }.Parts(input).Select(part => (part.FileName, Written.Text(part, input)))];

    private static async Task<string> ShouldBeValid(
        IEnumerable<(string Name, string Text)> files, bool withMultitool, SarifProfile profile, int schemaSees = 500)
    {
        var folder = Directory.CreateTempSubdirectory("auditor-sarif-");
        try
        {
            var outputs = new StringBuilder();
            foreach (var (name, text) in files)
            {
                var path = Path.Combine(folder.FullName, name);
                await File.WriteAllTextAsync(path, text);
                var (exitCode, output) = await SarifValidator.Validate(path, withMultitool, profile, schemaSees);
                exitCode.ShouldBe(0, output);
                output.ShouldContain(" 0 errors, ");
                outputs.Append(output);
            }

            return outputs.ToString();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    internal static string Text(ReportInput input)
    {
        using var stream = new MemoryStream();
        new SarifReport().Write(input, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static JsonElement Run(ReportInput input, SarifProfile profile = SarifProfile.GitHub) =>
        JsonDocument.Parse(Written.Text(new SarifReport { Profile = profile }, input)).RootElement.GetProperty("runs")[0];

    private static JsonElement.ArrayEnumerator Rules(ReportInput input) =>
        Run(input).GetProperty("tool").GetProperty("driver").GetProperty("rules").EnumerateArray();
}
