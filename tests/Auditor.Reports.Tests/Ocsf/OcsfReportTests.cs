using System.Text.Json;
using Auditor.Reports.Ocsf;
using Auditor.Reports.Tests.Examples;
using Auditor.Testing.Snapshots;

namespace Auditor.Reports.Tests.Ocsf;

public sealed class OcsfReportTests
{
    [Fact]
    public void Is_what_was_approved() =>
        Snapshot.ShouldMatch(Written.Text(new OcsfReport(), Acme.Report(Acme.Everything)), "Acme", "jsonl");

    public static TheoryData<string> Cases => ["acme", "nothing", "denied", "hostile"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Every_line_is_a_compliance_finding_with_all_that_is_required(string what)
    {
        var events = Events(what switch
        {
            "acme" => Acme.Report(Acme.Everything, [.. TestRules.All, new ThrowingRule("boom")]),
            "nothing" => Acme.Report(Acme.Nothing),
            "denied" => Acme.Report(Written.Denied),
            _ => Hostile.Report(),
        });

        events.ShouldNotBeEmpty();
        foreach (var one in events)
        {
            one.GetProperty("class_uid").GetInt32().ShouldBe(2003);
            one.GetProperty("category_uid").GetInt32().ShouldBe(2);
            one.GetProperty("type_uid").GetInt32().ShouldBe(200300 + one.GetProperty("activity_id").GetInt32());
            one.GetProperty("time").GetInt64().ShouldBe(Acme.CollectedAt.ToUnixTimeMilliseconds());
            one.GetProperty("severity_id").GetInt32().ShouldBeInRange(1, 5);
            one.GetProperty("status_id").GetInt32().ShouldBe(1);
            Text(one, "metadata", "version").ShouldNotBeEmpty();
            Text(one, "metadata", "product", "name").ShouldNotBeEmpty();
            Text(one, "metadata", "product", "vendor_name").ShouldNotBeEmpty();
            Text(one, "finding_info", "uid").ShouldNotBeEmpty();
            Text(one, "finding_info", "title").ShouldNotBeEmpty();
            one.GetProperty("compliance").GetProperty("status_id").GetInt32().ShouldBeInRange(1, 3);
            one.GetProperty("compliance").GetProperty("standards").GetArrayLength().ShouldBeGreaterThan(0);
            Text(one, "cloud", "provider").ShouldBe("AWS");
            Text(one, "cloud", "account", "uid").Length.ShouldBe(12);
            one.GetProperty("resources").EnumerateArray().ShouldHaveSingleItem().GetProperty("uid").GetString().ShouldNotBeNullOrEmpty();
        }
    }

    [Fact]
    public void What_was_flagged_fails_and_what_could_not_be_told_warns()
    {
        var input = Acme.Report(Acme.Everything);
        var events = Events(input).Where(one => one.TryGetProperty("remediation", out _)).ToList();

        events.Select(one => (Text(one, "finding_info", "uid"), one.GetProperty("compliance").GetProperty("status_id").GetInt32()))
            .ShouldBe(input.Result.Findings.Select(finding => (finding.Fingerprint, finding.Outcome is Core.Findings.Outcome.Flagged
                ? 3
                : 2)));
    }

    [Fact]
    public void The_first_events_say_how_much_was_read() =>
        Events(Acme.Report(Acme.Everything))
            .TakeWhile(one => !one.TryGetProperty("remediation", out _))
            .Select(one => (Text(one, "finding_info", "uid"), Text(one, "compliance", "status")))
            .ShouldBe(
            [
                ("auditor/111122223333/eu-west-1/coverage", "Pass"), ("auditor/444455556666/us-east-1/coverage", "Warning"),
                ("auditor/111122223333/global/coverage", "Pass"), ("auditor/444455556666/global/coverage", "Pass"),
            ]);

    private static string Text(JsonElement element, params string[] path) =>
        path.Aggregate(element, (at, name) => at.GetProperty(name)).GetString().ShouldNotBeNull();

    private static List<JsonElement> Events(ReportInput input)
    {
        var text = Written.Text(new OcsfReport(), input);
        text.ShouldEndWith("\n");
        return [.. text.TrimEnd('\n').Split('\n').Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
