using System.Text.Json;
using Auditor.Core.Inventory;
using Auditor.Reports.Asff;
using Auditor.Reports.Tests.Examples;
using Auditor.Testing.Snapshots;

namespace Auditor.Reports.Tests.Asff;

public sealed class AsffReportTests
{
    [Fact]
    public void Is_what_was_approved() =>
        Snapshot.ShouldMatch(Written.Text(new AsffReport(), Acme.Report(Acme.Everything)), "Acme", "json");

    public static TheoryData<string> Cases => ["acme", "nothing", "denied", "hostile", "many"];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Security_Hub_would_take_every_finding(string what)
    {
        var batches = Batches(what switch
        {
            "acme" => Acme.Report(Acme.Everything, [.. TestRules.All, new ThrowingRule("boom")]),
            "nothing" => Acme.Report(Acme.Nothing),
            "denied" => Acme.Report(Written.Denied),
            "many" => Acme.Report(Many.Apis(30)),
            _ => Hostile.Report(),
        });

        batches.ShouldNotBeEmpty();
        foreach (var batch in batches)
        {
            batch.Count.ShouldBeInRange(1, 100);
            batch.Select(finding => Text(finding, "ProductArn")).Distinct().ShouldHaveSingleItem();
            batch.ForEach(ShouldBeComplete);
        }

        var ids = batches.SelectMany(batch => batch).Select(finding => Text(finding, "Id")).ToList();
        ids.Distinct(StringComparer.Ordinal).Count().ShouldBe(ids.Count);
    }

    [Fact]
    public void Only_what_was_flagged_fails()
    {
        var input = Acme.Report(Acme.Everything);

        Findings(input)
            .Where(finding => Status(finding) == "FAILED")
            .Select(finding => Text(finding, "Id").Split('/')[^1])
            .ShouldBe(input.Result.Flagged.Select(finding => finding.Fingerprint), ignoreOrder: true);
    }

    [Fact]
    public void An_incomplete_scan_is_a_finding_that_a_complete_one_archives()
    {
        var coverage = Findings(Acme.Report(Acme.Everything))
            .Where(finding => Text(finding, "GeneratorId") == "auditor/coverage")
            .ToDictionary(finding => Text(finding, "Id"), finding => (Status(finding), Text(finding, "RecordState")));

        coverage["auditor/444455556666/us-east-1/coverage"].ShouldBe(("NOT_AVAILABLE", "ACTIVE"));
        coverage["auditor/111122223333/eu-west-1/coverage"].ShouldBe(("PASSED", "ARCHIVED"));
    }

    [Fact]
    public void What_has_no_Region_goes_where_the_account_goes()
    {
        var policy = Findings(Acme.Report(Acme.Everything)).Single(finding => Text(finding, "GeneratorId") == "TST5001");

        Text(policy, "ProductArn").ShouldBe("arn:aws:securityhub:eu-west-1:111122223333:product/111122223333/default");
        var resource = policy.GetProperty("Resources").EnumerateArray().ShouldHaveSingleItem();
        Text(resource, "Type").ShouldBe("AwsIamPolicy");
        resource.TryGetProperty("Region", out _).ShouldBeFalse();
    }

    [Fact]
    public void Other_partitions_have_arns_of_their_own()
    {
        var china = Acme.Nothing with { Scopes = [Acme.Scope(Acme.Account, "cn-north-1", [Acme.Rest("a1", "a", Acme.Route("GET /", AuthorizationKind.None))], []) with { Partition = "aws-cn" }] };

        Findings(Acme.Report(china))
            .Where(finding => Status(finding) == "FAILED")
            .ShouldAllBe(finding => Text(finding, "ProductArn").StartsWith("arn:aws-cn:securityhub:cn-north-1:", StringComparison.Ordinal));
    }

    [Fact]
    public void A_route_is_named_with_its_api()
    {
        var route = Findings(Acme.Report(Acme.Complete))
            .First(finding => Text(finding, "Title").Length > 0
                && Text(finding, "GeneratorId") == "TST1001"
                && finding.GetProperty("Resources")[1].GetProperty("Type").GetString() == "AwsApiGatewayRestApi");

        var resources = route.GetProperty("Resources");
        Text(resources[0], "Type").ShouldBe("Other");
        Text(resources[0], "Id").ShouldStartWith($"{Text(resources[1], "Id")} ");
        Text(resources[0].GetProperty("Details").GetProperty("Other"), "Type").ShouldBe("AWS::ApiGateway::Method");
    }

    private static void ShouldBeComplete(JsonElement finding)
    {
        Text(finding, "SchemaVersion").ShouldBe("2018-10-08");
        Text(finding, "Id").Length.ShouldBeInRange(1, 512);
        Text(finding, "ProductArn").ShouldMatch("^arn:aws:securityhub:[a-z0-9-]+:[0-9]{12}:product/[0-9]{12}/default$");
        Text(finding, "GeneratorId").Length.ShouldBeInRange(1, 512);
        Text(finding, "AwsAccountId").ShouldMatch("^[0-9]{12}$");
        Text(finding, "CreatedAt").ShouldMatch("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$");
        Text(finding, "UpdatedAt").ShouldBe(Text(finding, "CreatedAt"));
        Text(finding, "Title").Length.ShouldBeInRange(1, 256);
        Text(finding, "Description").Length.ShouldBeInRange(1, 1024);
        Text(finding.GetProperty("Severity"), "Label").ShouldBeOneOf("INFORMATIONAL", "LOW", "MEDIUM", "HIGH", "CRITICAL");
        finding.GetProperty("Types")
            .EnumerateArray()
            .ShouldAllBe(type => type.GetString()!.StartsWith("Software and Configuration Checks/", StringComparison.Ordinal));
        Status(finding).ShouldBeOneOf("PASSED", "WARNING", "FAILED", "NOT_AVAILABLE");
        Text(finding, "RecordState").ShouldBeOneOf("ACTIVE", "ARCHIVED");
        finding.GetProperty("Resources").GetArrayLength().ShouldBeInRange(1, 32);
        foreach (var resource in finding.GetProperty("Resources").EnumerateArray())
        {
            Text(resource, "Type").ShouldNotBeEmpty();
            Text(resource, "Id").Length.ShouldBeInRange(1, 512);
        }

        if (finding.TryGetProperty("Remediation", out var remediation))
        {
            Text(remediation.GetProperty("Recommendation"), "Text").Length.ShouldBeInRange(1, 512);
            Text(remediation.GetProperty("Recommendation"), "Url").ShouldStartWith("https://");
        }
    }

    private static string Status(JsonElement finding) => Text(finding.GetProperty("Compliance"), "Status");

    private static string Text(JsonElement element, string name) => element.GetProperty(name).GetString().ShouldNotBeNull();

    private static IEnumerable<JsonElement> Findings(ReportInput input) => Batches(input).SelectMany(batch => batch);

    private static List<List<JsonElement>> Batches(ReportInput input) =>
        [.. JsonDocument.Parse(Written.Text(new AsffReport(), input)).RootElement.EnumerateArray().Select(batch => batch.GetProperty("Findings").EnumerateArray().ToList())];
}
