using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Aws.Tests.FakeAws;

public sealed class PermissionTests
{
    // aws-facts.md A.6, row by row.
    [Theory]
    [InlineData("/restapis", true, true)]
    [InlineData("/restapis/{id}/stages", true, true)]
    [InlineData("/restapis/{id}/resources?embed=methods", true, true)]
    [InlineData("/restapis/{id}/authorizers", true, true)]
    [InlineData("/restapis/{id}/deployments/{deployment}?embed=apisummary", true, true)]
    [InlineData("/restapis/{id}/requestvalidators", true, true)]
    [InlineData("/restapis/{id}/gatewayresponses", true, true)]
    [InlineData("/v2/apis", true, true)]
    [InlineData("/domainnames", true, true)]
    [InlineData("/v2/domainnames/example.com/apimappings", true, true)]
    [InlineData("/vpclinks", true, true)]
    [InlineData("/clientcertificates", true, true)]
    [InlineData("/restapis/{id}", false, false)]
    [InlineData("/account", false, false)]
    [InlineData("/usageplans", false, false)]
    [InlineData("/apikeys", false, false)]
    [InlineData("/domainnames/example.com", false, false)]
    [InlineData("/domainnames/example.com/basepathmappings", false, false)]
    [InlineData("/domainnameaccessassociations", false, false)]
    public async Task The_managed_policies_allow_what_AWS_s_do(string target, bool securityAudit, bool viewOnlyAccess)
    {
        var api = new FakeRestApi("orders") { Stages = [new("prod")] };
        target = target.Replace("{id}", api.Id, StringComparison.Ordinal)
            .Replace("{deployment}", api.CurrentDeploymentId, StringComparison.Ordinal);
        var region = new FakeRegion("eu-west-1") { RestApis = [api], Domains = [new("example.com")] };
        foreach (var (permissions, allowed) in new[] { (FakePermissions.SecurityAudit, securityAudit), (FakePermissions.ViewOnlyAccess, viewOnlyAccess) })
        {
            await using var aws = await FakeAwsServer.StartAsync(
                new FakeEstate { Accounts = [new() { Regions = [region], Permissions = permissions }] });
            using var client = new SignedClient(aws);
            var (status, code, _) = await client.ErrorAsync(target);
            (status, code).ShouldBe(allowed ? (200, null) : (403, "AccessDeniedException"), permissions.Preset);
        }
    }

    [Theory]
    [InlineData("monitoring", "GraniteServiceVersion20100801.ListMetrics", false, true)]
    [InlineData("wafv2", "AWSWAF_20190729.GetWebACL", true, false)]
    [InlineData("wafv2", "AWSWAF_20190729.GetRuleGroup", false, false)]
    [InlineData("wafv2", "AWSWAF_20190729.GetLoggingConfiguration", true, false)]
    [InlineData("config", "StarlingDoveService.DescribeConfigurationRecorders", true, true)]
    public async Task The_managed_policies_reach_other_services_as_AWS_s_do(
        string service, string target, bool securityAudit, bool viewOnlyAccess)
    {
        foreach (var (permissions, allowed) in new[] { (FakePermissions.SecurityAudit, securityAudit), (FakePermissions.ViewOnlyAccess, viewOnlyAccess) })
        {
            await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [new() { Permissions = permissions }] });
            using var client = new SignedClient(aws);
            var body = await client.CallJsonAsync(
                service, target, "{}", service == "monitoring" ? "application/x-amz-json-1.0" : "application/x-amz-json-1.1");
            (body["__type"]?.GetValue<string>() != "AccessDeniedException").ShouldBe(allowed, permissions.Preset);
        }
    }

    [Fact]
    public async Task An_explicit_deny_of_a_path_wins_and_says_so()
    {
        var api = new FakeRestApi("orders");
        await using var aws = await FakeAwsServer.StartAsync(
            new FakeEstate { Accounts = [new() { Regions = [new("eu-west-1") { RestApis = [api] }], Permissions = FakePermissions.Everything.Denying("apigateway:GET", "/restapis/*/resources") }] });
        using var client = new SignedClient(aws);
        var (status, _, body) = await client.ErrorAsync($"/restapis/{api.Id}/resources");
        status.ShouldBe(403);
        body["message"]
            ?.GetValue<string>()
            .ShouldContain($"apigateway:GET on resource: arn:aws:apigateway:eu-west-1::/restapis/{api.Id}/resources with an explicit deny");
        (await client.ErrorAsync($"/restapis/{api.Id}/stages")).Status.ShouldBe(200);
    }

    [Theory, InlineData("DELETE", "/restapis/abc"), InlineData("PATCH", "/account"), InlineData("POST", "/v2/apis")]
    public async Task A_write_is_refused_and_remembered(string method, string target)
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRestApi("orders"));
        using var client = new SignedClient(aws);
        using var response = await client.SendAsync(new HttpMethod(method), target, "apigateway");
        ((int)response.StatusCode).ShouldBe(403);
        aws.Violations.Select(call => call.Path).ShouldBe([target]);
    }

    [Fact]
    public async Task A_write_to_a_JSON_service_is_refused_and_remembered()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRestApi("orders"));
        using var client = new SignedClient(aws);
        (await client.CallJsonAsync("wafv2", "AWSWAF_20190729.DeleteWebACL", "{}"))["__type"]
            ?.GetValue<string>()
            .ShouldBe("AccessDeniedException");
        aws.Violations.Select(call => call.Operation).ShouldBe(["DeleteWebACL"]);
    }

    [Fact]
    public async Task An_operation_that_AWS_does_not_have_is_remembered()
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeRestApi("orders"));
        using var client = new SignedClient(aws);
        (await client.ErrorAsync("/restapi")).Status.ShouldBe(404);
        (await client.ErrorAsync("/restapis?maxResults=5")).Status.ShouldBe(200);
        aws.UnexpectedCalls.Select(call => call.Problem)
            .ShouldBe(["AWS has no such operation.", "GetRestApis has no query parameter 'maxResults'."]);
    }
}
