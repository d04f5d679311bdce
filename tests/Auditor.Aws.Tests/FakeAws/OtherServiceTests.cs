using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Aws.Tests.FakeAws;

public sealed class OtherServiceTests
{
    private static readonly DateTimeOffset Now = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task WAF_finds_an_ACL_by_its_ARN_and_says_when_there_is_no_logging()
    {
        var acl = new FakeWebAcl("edge") { DefaultAction = "Block" };
        var arn = acl.Arn("eu-west-1", "123456789012");
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion("eu-west-1") { WebAcls = [acl] });
        using var client = new SignedClient(aws);

        (await Waf(client, "GetWebACL", $$"""{"ARN":"{{arn}}"}"""))["WebACL"]?["DefaultAction"]
            ?.ToJsonString()
            .ShouldBe("""{"Block":{}}""");
        (await Waf(client, "GetWebACL", """{"ARN":"arn:other"}"""))["__type"]?.GetValue<string>().ShouldBe("WAFNonexistentItemException");
        (await Waf(client, "GetLoggingConfiguration", $$"""{"ResourceArn":"{{arn}}"}"""))["__type"]
            ?.GetValue<string>()
            .ShouldBe("WAFNonexistentItemException");
    }

    [Fact]
    public async Task Metrics_are_listed_500_at_a_time_and_only_for_two_weeks()
    {
        var metrics = Enumerable.Range(0, 600).Select(i => Metric($"api{i}", Now.AddDays(-1))).Append(Metric("quiet", Now.AddDays(-15)));
        var clock = new SteppedClock(Now);
        await using var aws = await FakeAwsServer.StartAsync(
            FakeEstate.Of(new FakeRegion("eu-west-1") { Metrics = [.. metrics] }), new() { Clock = clock });
        using var client = new SignedClient(aws) { SignedAt = Now };

        var first = await CloudWatch(client, "ListMetrics", """{"Namespace":"AWS/ApiGateway"}""");
        first["Metrics"]?.AsArray().Count.ShouldBe(500);
        var second = await CloudWatch(client, "ListMetrics", $$"""{"Namespace":"AWS/ApiGateway","NextToken":"{{first["NextToken"]}}"}""");
        second["Metrics"]?.AsArray().Count.ShouldBe(100);
        second.ContainsKey("NextToken").ShouldBeFalse();
        second.ToJsonString().ShouldNotContain("quiet");
    }

    [Theory]
    [InlineData(90, 86400, true)]
    [InlineData(90, 300, false)]
    [InlineData(30, 300, true)]
    [InlineData(30, 60, false)]
    public async Task Old_data_need_a_long_period(int days, int period, bool found)
    {
        await using var aws = await FakeAwsServer.StartAsync(
            FakeEstate.Of(new FakeRegion("eu-west-1") { Metrics = [Metric("orders", Now.AddDays(1 - days), Now.AddDays(1 - days).AddSeconds(1))] }), new() { Clock = new SteppedClock(Now) });
        using var client = new SignedClient(aws) { SignedAt = Now };
        var body = await CloudWatch(client, "GetMetricData", string.Create(CultureInfo.InvariantCulture, $$$"""
            {"StartTime":{{{Now.AddDays(-days).ToUnixTimeSeconds()}}},"EndTime":{{{Now.ToUnixTimeSeconds()}}},"MetricDataQueries":[{"Id":"a","MetricStat":{
              "Metric":{"Namespace":"AWS/ApiGateway","MetricName":"Count","Dimensions":[{"Name":"ApiName","Value":"orders"}]},"Period":{{{period}}},"Stat":"Sum"}}]}
            """));
        body["MetricDataResults"]?[0]?["Values"]?.AsArray().Select(value => value?.GetValue<double>()).ShouldBe(found ? [6.0] : []);
    }

    [Fact]
    public async Task Config_says_whether_it_records()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion("eu-west-1")
        {
            ConfigurationRecorders = [new() { Recording = false, AllSupported = false, ResourceTypes = ["AWS::ApiGateway::Stage"] }],
        });
        using var client = new SignedClient(aws);
        var recorder = (await client.CallJsonAsync(
            "config", "StarlingDoveService.DescribeConfigurationRecorders", "{}"))["ConfigurationRecorders"]?[0];
        recorder?["recordingGroup"]?["recordingStrategy"]?["useOnly"]?.GetValue<string>().ShouldBe("INCLUSION_BY_RESOURCE_TYPES");
        (await client.CallJsonAsync(
            "config", "StarlingDoveService.DescribeConfigurationRecorderStatus", "{}"))["ConfigurationRecordersStatus"]?[0]?["recording"]
            ?.GetValue<bool>()
            .ShouldBeFalse();
        (await client.CallJsonAsync("config", "StarlingDoveService.DescribeDeliveryChannels", "{}"))["DeliveryChannels"]
            ?.AsArray().Count.ShouldBe(0);
    }

    [Fact]
    public async Task IAM_gives_every_policy_URL_encoded_and_page_by_page()
    {
        const string Policy = """{"Statement":[{"Effect":"Allow","Action":"execute-api:*","Resource":"*"}]}""";
        var roles = Enumerable.Range(0, 5)
            .Select(i => new FakeRole($"role{i}") { InlinePolicies = ImmutableSortedDictionary<string, string>.Empty.Add("all", Policy) });
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeEstate { Accounts = [new() { Roles = [.. roles], Users = [new("ann")] }] });
        using var client = new SignedClient(aws, region: "us-east-1");

        var names = new List<string>();
        var documents = new List<string>();
        var marker = "";
        do
        {
            var (status, body) = await client.QueryAsync(
                "iam",
                $"Action=GetAccountAuthorizationDetails&Version=2010-05-08&MaxItems=4{(marker.Length > 0 ? $"&Marker={Uri.EscapeDataString(marker)}" : "")}");
            status.ShouldBe(200);
            var elements = XDocument.Parse(body).Descendants().ToImmutableArray();
            names.AddRange(elements.Where(element => element.Name.LocalName is "RoleName" or "UserName").Select(element => element.Value));
            documents.AddRange(elements.Where(element => element.Name.LocalName == "PolicyDocument").Select(element => element.Value));
            marker = elements.FirstOrDefault(element => element.Name.LocalName == "Marker")?.Value ?? "";
            elements.Single(element => element.Name.LocalName == "IsTruncated").Value.ShouldBe(marker.Length > 0 ? "true" : "false");
        }
        while (marker.Length > 0);

        names.ShouldBe(["ann", "role0", "role1", "role2", "role3", "role4"]);
        documents.Select(Uri.UnescapeDataString).Distinct().ShouldBe([Policy]);
        documents.ShouldAllBe(document => !document.Contains('"', StringComparison.Ordinal));
    }

    [Fact]
    public async Task IAM_has_one_home_Region()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion("eu-west-1"));
        using var client = new SignedClient(aws);
        var (status, body) = await client.QueryAsync("iam", "Action=GetAccountAuthorizationDetails&Version=2010-05-08");
        status.ShouldBe(403);
        body.ShouldContain("<Code>SignatureDoesNotMatch</Code>");
    }

    [Fact]
    public async Task Lambda_answers_404_for_a_function_without_a_policy_and_for_none_in_different_words()
    {
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeRegion("eu-west-1") { Functions = [new("open") { Policy = """{"Statement":[]}""" }, new("bare")] });
        using var client = new SignedClient(aws);
        (await client.JsonAsync("/2015-03-31/functions/open/policy", "lambda"))["Policy"]
            ?.GetValue<string>()
            .ShouldBe("""{"Statement":[]}""");
        (await client.JsonAsync(
            "/2015-03-31/functions/arn%3Aaws%3Alambda%3Aeu-west-1%3A123456789012%3Afunction%3Aopen/policy?Qualifier=live", "lambda"))
            .ContainsKey("Policy")
            .ShouldBeTrue();
        var (status, code, bare) = await client.ErrorAsync("/2015-03-31/functions/bare/policy", "lambda");
        (status, code).ShouldBe((404, "ResourceNotFoundException"));
        var (_, none, gone) = await client.ErrorAsync("/2015-03-31/functions/gone/policy", "lambda");
        none.ShouldBe("ResourceNotFoundException");
        gone.ToJsonString().ShouldNotBe(bare.ToJsonString());
    }

    [Fact]
    public async Task Organizations_gives_empty_pages_with_a_token()
    {
        var members = Enumerable.Range(1, 25).Select(i => new FakeMemberAccount(i.ToString("000000000000", CultureInfo.InvariantCulture)));
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [new() { Organization = [.. members] }] });
        using var client = new SignedClient(aws, region: "us-east-1");
        var sizes = new List<int>();
        var token = "";
        do
        {
            var body = await client.CallJsonAsync(
                "organizations", "AWSOrganizationsV20161128.ListAccounts", token.Length == 0 ? "{}" : $$"""{"NextToken":"{{token}}"}""");
            sizes.Add(body["Accounts"]?.AsArray().Count ?? -1);
            token = body["NextToken"]?.GetValue<string>() ?? "";
        }
        while (token.Length > 0);

        sizes.ShouldBe([20, 0, 5]);
    }

    [Theory, InlineData("", "eu-west-1"), InlineData("&AllRegions=true", "eu-west-1 ap-east-1")]
    public async Task EC2_leaves_out_Regions_that_are_not_enabled_unless_asked_for_all(string parameter, string expected)
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [new() { DisabledRegions = ["ap-east-1"] }] });
        using var client = new SignedClient(aws);
        var (status, body) = await client.QueryAsync("ec2", $"Action=DescribeRegions&Version=2016-11-15{parameter}");
        status.ShouldBe(200);
        string.Join(
            ' ',
            XDocument.Parse(body).Descendants().Where(element => element.Name.LocalName == "regionName").Select(element => element.Value))
            .ShouldBe(expected);
    }

    [Fact]
    public async Task WAF_knows_IP_sets_by_name_and_managed_groups_by_vendor()
    {
        var set = new FakeIpSet("office") { Addresses = ["203.0.113.0/24"] };
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion("eu-west-1") { IpSets = [set] });
        using var client = new SignedClient(aws);
        (await Waf(client, "GetIPSet", $$"""{"Name":"office","Scope":"REGIONAL","Id":"{{set.Id}}"}"""))["IPSet"]?["Addresses"]?[0]
            ?.GetValue<string>()
            .ShouldBe("203.0.113.0/24");
        // aws-facts.md A.5.
        (await Waf(client, "GetIPSet", $$"""{"ARN":"{{set.Arn("eu-west-1", "123456789012")}}"}"""))["__type"]
            ?.GetValue<string>()
            .ShouldBe("WAFNonexistentItemException");
        var group = await Waf(
            client, "DescribeManagedRuleGroup", """{"VendorName":"AWS","Name":"AWSManagedRulesCommonRuleSet","Scope":"REGIONAL"}""");
        group["Rules"]?[0]?["Action"]?["Block"].ShouldNotBeNull();
    }

    [Fact]
    public async Task ACM_tells_when_a_certificate_expires()
    {
        var curve = new FakeCertificate("ec.example.com") { KeyAlgorithm = "EC-prime256v1" };
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion("eu-west-1") { Certificates = [curve] });
        using var client = new SignedClient(aws);
        var found = await client.CallJsonAsync(
            "acm", "CertificateManager.DescribeCertificate", $$"""{"CertificateArn":"{{curve.Arn("eu-west-1", "123456789012")}}"}""");
        found["Certificate"]?["NotAfter"]?.GetValue<double>().ShouldBe(curve.NotAfter.ToUnixTimeSeconds());
    }

    [Fact]
    public async Task Cognito_says_whether_anyone_can_sign_up()
    {
        var pool = new FakeUserPool("eu-west-1_abc");
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion("eu-west-1") { UserPools = [pool] });
        using var client = new SignedClient(aws);
        const string Prefix = "AWSCognitoIdentityProviderService.";
        (await client.CallJsonAsync(
            "cognito-idp",
            $"{Prefix}DescribeUserPool",
            """{"UserPoolId":"eu-west-1_abc"}"""))["UserPool"]?["AdminCreateUserConfig"]?["AllowAdminCreateUserOnly"]
            ?.GetValue<bool>()
            .ShouldBeFalse();
        (await client.CallJsonAsync("cognito-idp", $"{Prefix}DescribeUserPool", """{"UserPoolId":"eu-west-1_gone"}"""))["__type"]
            ?.GetValue<string>()
            .ShouldBe("ResourceNotFoundException");
    }

    [Fact]
    public async Task Log_groups_come_50_at_a_time()
    {
        var groups = Enumerable.Range(0, 60).Select(i => new FakeLogGroup($"/aws/{i}") { RetentionInDays = i == 0 ? null : 30 });
        await using var aws = await FakeAwsServer.StartAsync(new FakeRegion("eu-west-1") { LogGroups = [.. groups] });
        using var client = new SignedClient(aws);
        var first = await client.CallJsonAsync("logs", "Logs_20140328.DescribeLogGroups", "{}");
        first["logGroups"]?.AsArray().Count.ShouldBe(50);
        (first["logGroups"]?[0] as JsonObject)?.ContainsKey("retentionInDays").ShouldBeFalse();
        (await client.CallJsonAsync("logs", "Logs_20140328.DescribeLogGroups", $$"""{"nextToken":"{{first["nextToken"]}}"}"""))["logGroups"]
            ?.AsArray().Count.ShouldBe(10);
    }

    private static FakeMetric Metric(string api, params ImmutableArray<DateTimeOffset> times) => new("Count")
    {
        Dimensions = ImmutableSortedDictionary<string, string>.Empty.Add("ApiName", api),
        Points = [.. times.Select(time => new FakeDataPoint(time, 3, 3))],
    };

    private static Task<JsonObject> Waf(SignedClient client, string operation, string body) =>
        client.CallJsonAsync("wafv2", $"AWSWAF_20190729.{operation}", body);

    private static Task<JsonObject> CloudWatch(SignedClient client, string operation, string body) =>
        client.CallJsonAsync("monitoring", $"GraniteServiceVersion20100801.{operation}", body, "application/x-amz-json-1.0");
}
