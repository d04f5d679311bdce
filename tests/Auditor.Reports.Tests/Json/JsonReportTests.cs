using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Auditor.Core.Inventory;
using Auditor.Core.Secrets;
using Auditor.Reports.Json;
using Auditor.Reports.Tests.Examples;
using Auditor.Reports.Tests.Sarif;
using Auditor.Testing.Snapshots;

namespace Auditor.Reports.Tests.Json;

public sealed class JsonReportTests
{
    [Fact]
    public void Is_what_was_approved() => Snapshot.ShouldMatch(Text(Acme.Report(Acme.Everything)), "Acme", "json");

    [Fact]
    public void Is_the_same_bytes_whenever_it_is_written() =>
        Text(Acme.Report(Acme.Everything))
            .ShouldBe(Text(Acme.Report(InventoryFile.Read(
                InventoryFile.Write(Acme.Everything))) with
            { GeneratedAt = Acme.CollectedAt.AddDays(3) }));

    [Fact]
    public void Every_finding_is_there_with_its_fingerprint_in_order()
    {
        var input = Acme.Report(Acme.Everything);

        Root(input).GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("fingerprint").GetString())
            .ShouldBe(input.Result.Findings.Select(finding => finding.Fingerprint));
    }

    [Fact]
    public void What_does_not_apply_is_absent()
    {
        var findings = Root(Acme.Report(Acme.Everything))
            .GetProperty("findings")
            .EnumerateArray()
            .ToLookup(finding => finding.GetProperty("ruleId").GetString());

        var policy = findings["TST5001"].ShouldHaveSingleItem();
        policy.EnumerateObject().Select(member => member.Name).ShouldBe(
            ["ruleId", "rule", "category", "outcome", "severity", "confidence", "priority", "priorityReasons", "account", "resource", "message", "evidence", "fingerprint"]);
        var inconclusive = findings["TST7001"].First();
        inconclusive.GetProperty("outcome").GetString().ShouldBe("inconclusive");
        inconclusive.TryGetProperty("severity", out _).ShouldBeFalse();
        inconclusive.GetProperty("code").GetString().ShouldBe("AccessDenied");
    }

    [Fact]
    public void A_finding_on_a_route_has_its_apis_arn_its_stages_and_its_route()
    {
        var finding = Root(Acme.Report(Acme.Complete)).GetProperty("findings").EnumerateArray()
            .Single(one => one.GetProperty("ruleId").GetString() == "TST1001" && one.GetProperty("route").GetString() == "GET /orders");

        finding.GetProperty("resource").GetString().ShouldBe("arn:aws:apigateway:eu-west-1::/restapis/a1b2c3d4e5");
        finding.GetProperty("stages").EnumerateArray().Select(stage => stage.GetString()).ShouldBe(["prod", "test"]);
        finding.TryGetProperty("stage", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_scope_says_how_much_of_it_was_read()
    {
        var denied = new Scope
        {
            Account = "777788889999",
            Region = "eu-north-1",
            RestApis = new Unknown("No."),
            HttpAndWebSocketApis = new Unknown("No."),
        };

        var scopes = Root(Acme.Report(Acme.Everything with { Scopes = [.. Acme.Everything.Scopes, denied] }))
            .GetProperty("scan")
            .GetProperty("scopes");

        scopes.EnumerateArray().Select(scope => scope.GetProperty("status").GetString()).ShouldBe(["complete", "partial", "unreadable"]);
        scopes[1].GetProperty("gaps")[0].GetProperty("operation").GetString().ShouldBe("cloudwatch:GetMetricData");
    }

    [Fact]
    public void A_suppressed_finding_is_there_and_does_not_count()
    {
        var input = Measured.Report(Acme.Everything);
        var root = Root(input);

        var suppressed = root.GetProperty("findings")
            .EnumerateArray()
            .Where(finding => finding.TryGetProperty("suppressed", out _))
            .ShouldHaveSingleItem();
        suppressed.GetProperty("ruleId").GetString().ShouldBe("TST2001");
        suppressed.GetProperty("suppressed")
            .GetProperty("reason")
            .GetString()
            .ShouldBe("TLS 1.0 stays until the tills\u202E are replaced.");
        suppressed.GetProperty("suppressed").GetProperty("until").GetString().ShouldBe("2027-03-31");
        suppressed.GetProperty("suppressed").GetProperty("source").GetString().ShouldBe("auditor.yaml:3");
        root.GetProperty("summary").GetProperty("suppressed").GetInt32().ShouldBe(1);
        root.GetProperty("summary").GetProperty("flagged").GetInt32().ShouldBe(input.Result.Flagged.Count() - 1);
        root.GetProperty("summary")
            .GetProperty("bySeverity")
            .EnumerateObject()
            .Sum(severity => severity.Value.GetInt32())
            .ShouldBe(input.Result.Counted.Count());
        root.GetProperty("suppressionNotes")[0].GetProperty("source").GetString().ShouldBe("auditor.yaml:9");
    }

    [Fact]
    public void What_became_of_an_earlier_run_is_there()
    {
        var root = Root(Measured.Report(Acme.Everything));

        root.GetProperty("comparison").GetProperty("source").GetString().ShouldBe("yesterday/findings.json");
        root.GetProperty("comparison")
            .GetProperty("absent")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .GetProperty("fingerprint")
            .GetString()
            .ShouldBe(Measured.Gone.Fingerprint);
        root.GetProperty("comparison")
            .GetProperty("notReread")
            .EnumerateArray()
            .ShouldHaveSingleItem()
            .GetProperty("fingerprint")
            .GetString()
            .ShouldBe(Measured.NotReread.Fingerprint);
        root.GetProperty("findings").EnumerateArray().Where(finding => finding.GetProperty("outcome").GetString() == "flagged")
            .ShouldAllBe(finding => new[] { "new", "worsened", "unchanged" }.Contains(finding.GetProperty("status").GetString()));
        Root(Acme.Report(Acme.Everything)).TryGetProperty("comparison", out _).ShouldBeFalse();
    }

    [Fact]
    public void A_scope_says_how_its_calls_went()
    {
        var read = Acme.Complete with { Scopes = [Acme.Complete.Scopes[0] with { Reading = [new() { Operation = "apigateway:GetStages", Calls = 9, Retries = 2, Throttled = 1, Denied = 1, Milliseconds = 345 }] }] };

        var call = Root(Acme.Report(read))
            .GetProperty("scan")
            .GetProperty("scopes")[0]
            .GetProperty("calls")
            .EnumerateArray()
            .ShouldHaveSingleItem();
        call.EnumerateObject()
            .Select(member => $"{member.Name} {member.Value}")
            .ShouldBe(["operation apigateway:GetStages", "calls 9", "retries 2", "throttled 1", "denied 1", "milliseconds 345"]);
    }

    // The SARIF validator needs the same Python with jsonschema.
    [SarifValidatorFact]
    [Trait("Category", "Exhaustive")]
    public async Task Is_what_the_schema_says()
    {
        const string Check = """
            import json, sys, jsonschema
            schema = jsonschema.Draft4Validator(json.load(open(sys.argv[1])))
            for file in sys.argv[2:]: schema.validate(json.load(open(file)))
            """;
        var folder = Directory.CreateTempSubdirectory("auditor-").FullName;
        ReportInput[] inputs =
        [
            Measured.Report(Acme.Everything, [.. TestRules.All, new ThrowingRule("boom")]),
            Acme.Report(Acme.Nothing),
            Acme.Report(Written.Denied),
            Hostile.Report(),
        ];
        string[] files = [.. inputs.Select((_, index) => Path.Combine(folder, $"{index}.json"))];
        foreach (var (file, input) in files.Zip(inputs))
        {
            await File.WriteAllTextAsync(file, Text(input));
        }

        var schema = Path.Combine(Repository.Root, "docs", "findings.schema.json");
        using var python = Process.Start(new ProcessStartInfo(
            "python3", ["-c", Check, schema, .. files])
        { RedirectStandardError = true })!;
        var error = await python.StandardError.ReadToEndAsync();
        await python.WaitForExitAsync();
        Directory.Delete(folder, recursive: true);

        python.ExitCode.ShouldBe(0, error);
    }

    [Fact]
    public void Rules_say_what_they_are()
    {
        var rule = Root(Acme.Report(Acme.Complete)).GetProperty("summary").GetProperty("rules")[0];

        rule.GetProperty("title").GetString().ShouldBe("Anyone can call this route");
        rule.GetProperty("frameworks")
            .EnumerateArray()
            .Select(framework => framework.GetString())
            .ShouldBe(["CWE-306", "API2:2023", "APIGateway.8", "NIST.800-53.r5 AC-3", "NIST.800-53.r5 CM-2", "NIST.800-53.r5 CM-2(2)"]);
        rule.GetProperty("help").GetString().ShouldNotBeNull().ShouldStartWith("https://");
    }

    [Fact]
    public void Hostile_names_are_data()
    {
        var names = Root(Hostile.Report()).GetProperty("findings").EnumerateArray()
            .Where(finding => finding.TryGetProperty("apiName", out _))
            .Select(finding => SecretMark.Stable(finding.GetProperty("apiName").GetString() ?? ""))
            .ToHashSet(StringComparer.Ordinal);

        // A cookie is one however it is escaped: its value goes, the rest of the name stays as it is.
        Hostile.Payloads.Where(text => !text.Contains('\ud800', StringComparison.Ordinal))
            .Select(text => text.Replace("Set-Cookie:%20x=1", "Set-Cookie:[secret: cookie]", StringComparison.Ordinal))
            .ShouldAllBe(text => names.Contains(text));
    }

    private static JsonElement Root(ReportInput input) => JsonDocument.Parse(Text(input)).RootElement;

    private static string Text(ReportInput input)
    {
        using var stream = new MemoryStream();
        new JsonReport().Write(input, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
