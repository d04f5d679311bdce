using System.Text;
using System.Text.Json;
using Auditor.Core.Inventory;
using Auditor.Reports.Json;
using Auditor.Reports.Tests.Examples;
using Auditor.Testing.Snapshots;

namespace Auditor.Reports.Tests.Json;

public sealed class JsonReportTests
{
    [Fact]
    public void Is_what_was_approved() => Snapshot.ShouldMatch(Text(Acme.Report(Acme.Everything)), "Acme", "json");

    [Fact]
    public void Is_the_same_bytes_whenever_it_is_written() =>
        Text(Acme.Report(Acme.Everything)).ShouldBe(Text(Acme.Report(InventoryFile.Read(InventoryFile.Write(Acme.Everything))) with { GeneratedAt = Acme.CollectedAt.AddDays(3) }));

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
        var findings = Root(Acme.Report(Acme.Everything)).GetProperty("findings").EnumerateArray().ToLookup(finding => finding.GetProperty("ruleId").GetString());

        var policy = findings["TST5001"].ShouldHaveSingleItem();
        policy.EnumerateObject().Select(member => member.Name).ShouldBe(
            ["ruleId", "rule", "category", "outcome", "severity", "confidence", "account", "resource", "message", "evidence", "fingerprint"]);
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
        var denied = new Scope { Account = "777788889999", Region = "eu-north-1", RestApis = new Unknown("No."), HttpAndWebSocketApis = new Unknown("No.") };

        var scopes = Root(Acme.Report(Acme.Everything with { Scopes = [.. Acme.Everything.Scopes, denied] })).GetProperty("scan").GetProperty("scopes");

        scopes.EnumerateArray().Select(scope => scope.GetProperty("status").GetString()).ShouldBe(["complete", "partial", "unreadable"]);
        scopes[1].GetProperty("gaps")[0].GetProperty("operation").GetString().ShouldBe("cloudwatch:GetMetricData");
    }

    [Fact]
    public void Hostile_names_are_data()
    {
        var names = Root(Hostile.Report()).GetProperty("findings").EnumerateArray()
            .Where(finding => finding.TryGetProperty("apiName", out _))
            .Select(finding => finding.GetProperty("apiName").GetString())
            .ToHashSet(StringComparer.Ordinal);

        Hostile.Payloads.Where(text => !text.Contains('\ud800', StringComparison.Ordinal)).ShouldAllBe(text => names.Contains(text));
    }

    private static JsonElement Root(ReportInput input) => JsonDocument.Parse(Text(input)).RootElement;

    private static string Text(ReportInput input)
    {
        using var stream = new MemoryStream();
        new JsonReport().Write(input, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
