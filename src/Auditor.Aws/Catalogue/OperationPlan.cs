using Auditor.Aws.Operations;
using Auditor.Aws.Services.Acm;
using Auditor.Aws.Services.ApiGateway;
using Auditor.Aws.Services.ApiGatewayV2;
using Auditor.Aws.Services.CloudWatch;
using Auditor.Aws.Services.Cognito;
using Auditor.Aws.Services.Config;
using Auditor.Aws.Services.Ec2;
using Auditor.Aws.Services.Iam;
using Auditor.Aws.Services.Lambda;
using Auditor.Aws.Services.Logs;
using Auditor.Aws.Services.Organizations;
using Auditor.Aws.Services.Sts;
using Auditor.Aws.Services.Waf;
using Auditor.Core.Metadata;

namespace Auditor.Aws.Catalogue;

/// <summary>Which operations a set of needs can lead to: what <c>auditor permissions</c> prints.</summary>
public static class OperationPlan
{
    /// <summary>Every operation that one command may call: what it needs a permission for.</summary>
    /// <param name="needs">What its rules ask.</param>
    /// <param name="partition"><c>aws</c>, <c>aws-cn</c>, <c>aws-us-gov</c>.</param>
    /// <param name="findsRegions">Whether it looks for the enabled Regions: <c>--region all</c>.</param>
    /// <param name="findsAccounts">Whether it looks for the organization's accounts: <c>--organization</c>.</param>
    public static ImmutableArray<Operation> ForScan(Needs needs, string partition, bool findsRegions, bool findsAccounts) =>
    [
        .. For(needs).Where(operation => Offerings.Has(partition, operation)),
        .. findsRegions ? [Ec2Operations.DescribeRegions] : ImmutableArray<Operation>.Empty,
        .. findsAccounts ? ForOrganization(needs) : [],
    ];

    /// <summary>What <c>--organization</c> takes besides.</summary>
    public static ImmutableArray<Operation> ForOrganization(Needs needs) =>
        (needs & Needs.IdentityPolicies) == 0
            ? [OrganizationOperations.ListAccounts]
            : [OrganizationOperations.ListAccounts, .. OrganizationOperations.OfLimits];

    /// <summary>Every operation that a scan for these needs may call, listing of APIs and stages included.</summary>
    public static ImmutableArray<Operation> For(Needs needs)
    {
        var planned = new HashSet<Operation>
        {
            StsOperations.GetCallerIdentity,
            RestApiOperations.GetRestApis,
            RestApiOperations.GetStages,
            HttpApiOperations.GetApis,
            HttpApiOperations.GetStages,
        };
        Add(Prerequisites.OfWorkingCopies, RestApiOperations.GetResources, HttpApiOperations.GetRoutes, HttpApiOperations.GetIntegrations);
        Add(Needs.Routes, RestApiOperations.GetDeployment);
        Add(Prerequisites.OfExports, RestApiOperations.GetExport, HttpApiOperations.ExportApi);
        Add(
            Prerequisites.OfNamedAuthorizers | Prerequisites.OfAllAuthorizers,
            RestApiOperations.GetAuthorizers,
            HttpApiOperations.GetAuthorizers);
        Add(Needs.RequestValidators, RestApiOperations.GetRequestValidators);
        Add(Needs.GatewayResponses, RestApiOperations.GetGatewayResponses);
        Add(Prerequisites.OfDomains, RestApiOperations.GetDomainNames);
        Add(
            Needs.Domains,
            HttpApiOperations.GetApiMappings,
            RestApiOperations.GetBasePathMappings,
            HttpApiOperations.ListRoutingRules,
            RestApiOperations.GetDomainNameAccessAssociations);
        Add(Needs.Certificates, AcmOperations.DescribeCertificate);
        Add(Prerequisites.OfUsagePlans, RestApiOperations.GetUsagePlans);
        Add(Needs.ApiKeys, RestApiOperations.GetApiKeys, RestApiOperations.GetUsagePlanKeys);
        Add(Needs.AccountSettings, RestApiOperations.GetAccount);
        Add(Needs.VpcLinks, RestApiOperations.GetVpcLinks, HttpApiOperations.GetVpcLinks);
        Add(Needs.ClientCertificates, RestApiOperations.GetClientCertificates);
        Add(Needs.Portals, HttpApiOperations.ListPortals, HttpApiOperations.ListProductRestEndpointPages);
        Add(
            Needs.WebAcls,
            WafOperations.GetWebAcl,
            WafOperations.GetRuleGroup,
            WafOperations.DescribeManagedRuleGroup,
            WafOperations.GetIpSet);
        Add(Needs.WebAclLogging, WafOperations.GetLoggingConfiguration);
        Add(Needs.Usage, CloudWatchOperations.ListMetrics, CloudWatchOperations.GetMetricData);
        Add(Needs.Alarms, CloudWatchOperations.DescribeAlarms);
        Add(Needs.LogGroups, LogsOperations.DescribeLogGroups);
        Add(Needs.UserPools, CognitoOperations.DescribeUserPool);
        Add(Needs.IdentityPolicies, IamOperations.GetAccountAuthorizationDetails);
        Add(Needs.FunctionPolicies, LambdaOperations.GetFunctionPolicy);
        Add(Needs.Functions, LambdaOperations.ListFunctionUrlConfigs, LambdaOperations.ListAliases);
        Add(
            Prerequisites.OfConfigRecording,
            ConfigOperations.DescribeConfigurationRecorders,
            ConfigOperations.DescribeConfigurationRecorderStatus,
            ConfigOperations.DescribeDeliveryChannels);
        Add(Needs.ConfigRecording, ConfigOperations.GetResourceConfigHistory);
        Add(Needs.ConfigRules, ConfigOperations.DescribeConfigRules);
        return [.. ReadOperations.All.Where(planned.Contains)];

        void Add(Needs need, params ReadOnlySpan<Operation> operations)
        {
            if ((needs & need) != 0)
            {
                foreach (var operation in operations)
                {
                    planned.Add(operation);
                }
            }
        }
    }
}
