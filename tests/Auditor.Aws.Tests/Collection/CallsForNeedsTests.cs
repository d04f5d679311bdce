using Auditor.Aws.Catalogue;
using Auditor.Core.Metadata;
using Auditor.Testing.FakeAws;
using Auditor.Testing.FakeAws.Estate;

namespace Auditor.Aws.Tests.Collection;

/// <summary>The planner: exactly these calls for these needs, beside the lists of APIs and stages.</summary>
public sealed class CallsForNeedsTests
{
    // Of the sample estate: two REST APIs with a stage and one without, two others, three domain names of which one is private.
    public static TheoryData<Needs, string> Calls => new()
    {
        { Needs.None, "" },
        { Needs.Routes, "GetAuthorizers GetDeployment*2 GetExport*2 GetIntegrations*2 GetResources*2 GetRoutes*2" },
        { Needs.Authorizers, "GetAuthorizers*4 GetExport*2" },
        { Needs.Domains, "GetApiMappings*2 GetBasePathMappings*2 GetDomainNameAccessAssociations*2 GetDomainNames ListRoutingRules" },
        { Needs.UsagePlans, "GetUsagePlans" },
        { Needs.AccountSettings, "GetAccount" },
        { Needs.WebAcls, "DescribeManagedRuleGroup GetIPSet GetRuleGroup GetWebACL" },
        { Needs.Usage, "GetMetricData ListMetrics*2" },
        { Needs.FunctionPolicies, "GetAuthorizers GetExport*2 GetIntegrations*2 GetPolicy*2 GetResources*2 GetRoutes*2" },
        { Needs.ConfigRecording, "DescribeConfigurationRecorderStatus DescribeConfigurationRecorders DescribeDeliveryChannels" },
        { Needs.WebAclLogging, "GetLoggingConfiguration" },
        { Needs.RequestValidators, "GetExport*2 GetIntegrations*2 GetResources*2 GetRoutes*2" },
        { Needs.GatewayResponses, "GetExport*2 GetGatewayResponses GetIntegrations*2 GetResources*2 GetRoutes*2" },
        { Needs.ApiKeys, "GetApiKeys GetUsagePlanKeys GetUsagePlans" },
        { Needs.VpcLinks, "GetVpcLinks*2" },
        { Needs.ClientCertificates, "GetClientCertificates" },
        { Needs.Certificates, "DescribeCertificate GetDomainNames" },
        { Needs.Portals, "ListPortals ListProductRestEndpointPages" },
        { Needs.Alarms, "DescribeAlarms" },
        { Needs.LogGroups, "DescribeLogGroups" },
        { Needs.UserPools, "DescribeUserPool GetAuthorizers*4 GetExport*2" },
        { Needs.Functions, "GetAuthorizers GetExport*2 GetIntegrations*2 GetResources*2 GetRoutes*2 ListAliases ListFunctionUrlConfigs" },
        { Needs.BackendHosts, "GetExport*2 GetIntegrations*2 GetResources*2 GetRoutes*2" },
        {
            Needs.ConfigRules,
            "DescribeConfigRules DescribeConfigurationRecorderStatus DescribeConfigurationRecorders DescribeDeliveryChannels"
        },
        // What two needs share is read once.
        {
            Needs.Routes | Needs.Functions | Needs.FunctionPolicies | Needs.Authorizers | Needs.UserPools,
            "DescribeUserPool GetAuthorizers*4 GetDeployment*2 GetExport*2 GetIntegrations*2 GetPolicy*2 GetResources*2 GetRoutes*2 "
                + "ListAliases ListFunctionUrlConfigs"
        },
        { Needs.UsagePlans | Needs.ApiKeys, "GetApiKeys GetUsagePlanKeys GetUsagePlans" },
        {
            Needs.ConfigRecording | Needs.ConfigRules,
            "DescribeConfigRules DescribeConfigurationRecorderStatus DescribeConfigurationRecorders DescribeDeliveryChannels"
        },
        { Needs.WebAcls | Needs.WebAclLogging, "DescribeManagedRuleGroup GetIPSet GetLoggingConfiguration GetRuleGroup GetWebACL" },
    };

    [Theory]
    [MemberData(nameof(Calls))]
    public async Task Exactly_these_calls_are_made(Needs needs, string expected)
    {
        await using var aws = await FakeAwsServer.StartAsync(new FakeEstate { Accounts = [SampleEstate.Account] });

        var scope = await Collected.ScopeAsync(aws, needs);

        string[] always = ["GetCallerIdentity", "GetRestApis", "GetApis", "GetStages"];
        string.Join(
            ' ',
            aws.CallCounts.Where(call => !always.Contains(call.Key)).OrderBy(call => call.Key, StringComparer.Ordinal).Select(call => call.Value is 1 ? call.Key : $"{call.Key}*{call.Value}"))
            .ShouldBe(expected);
        aws.CallCounts["GetStages"].ShouldBe(5);
        aws.UnexpectedCalls.ShouldBeEmpty();
        scope.Gaps.ShouldBeEmpty();
    }

    [Fact]
    public void Each_need_of_a_Region_stands_in_the_table() =>
        Enum.GetValues<Needs>()
            .Where(need => need is not (Needs.IdentityPolicies or Needs.Exposure))
            .ShouldAllBe(need => Calls.Any(row => (Needs)row[0] == need));

    [Fact]
    public void Every_operation_runs_for_some_need_or_for_the_command_line() =>
        ReadOperations.All.Except([.. OperationPlan.For(Collected.Everything), .. OperationPlan.ForOrganization(Collected.Everything)])
            .Select(operation => operation.Name)
            .ShouldBe(["DescribeRegions"]);
}
