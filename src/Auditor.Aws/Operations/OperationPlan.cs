using Auditor.Core.Metadata;

namespace Auditor.Aws.Operations;

/// <summary>Which operations a set of needs can lead to: what <c>auditor permissions</c> prints.</summary>
public static class OperationPlan
{
    /// <summary>What <c>--organization</c> takes besides.</summary>
    public static ImmutableArray<Operation> ForOrganization(Needs needs) =>
        (needs & Needs.IdentityPolicies) == 0 ? [OrganizationOperations.ListAccounts] : [OrganizationOperations.ListAccounts, .. OrganizationOperations.OfLimits];

    /// <summary>Every operation that a scan for these needs may call, listing of APIs and stages included.</summary>
    public static ImmutableArray<Operation> For(Needs needs)
    {
        var planned = new HashSet<Operation> { NeighbourOperations.GetCallerIdentity, RestApiOperations.GetRestApis, RestApiOperations.GetStages, HttpApiOperations.GetApis, HttpApiOperations.GetStages };
        Add(Prerequisites.OfWorkingCopies, RestApiOperations.GetResources, HttpApiOperations.GetRoutes, HttpApiOperations.GetIntegrations);
        Add(Needs.Routes, RestApiOperations.GetDeployment);
        Add(Prerequisites.OfExports, RestApiOperations.GetExport, HttpApiOperations.ExportApi);
        Add(Prerequisites.OfNamedAuthorizers | Prerequisites.OfAllAuthorizers, RestApiOperations.GetAuthorizers, HttpApiOperations.GetAuthorizers);
        Add(Needs.RequestValidators, RestApiOperations.GetRequestValidators);
        Add(Needs.GatewayResponses, RestApiOperations.GetGatewayResponses);
        Add(Prerequisites.OfDomains, RestApiOperations.GetDomainNames);
        Add(Needs.Domains, HttpApiOperations.GetApiMappings, RestApiOperations.GetBasePathMappings, HttpApiOperations.ListRoutingRules, RestApiOperations.GetDomainNameAccessAssociations);
        Add(Needs.Certificates, NeighbourOperations.DescribeCertificate);
        Add(Prerequisites.OfUsagePlans, RestApiOperations.GetUsagePlans);
        Add(Needs.ApiKeys, RestApiOperations.GetApiKeys, RestApiOperations.GetUsagePlanKeys);
        Add(Needs.AccountSettings, RestApiOperations.GetAccount);
        Add(Needs.VpcLinks, RestApiOperations.GetVpcLinks, HttpApiOperations.GetVpcLinks);
        Add(Needs.ClientCertificates, RestApiOperations.GetClientCertificates);
        Add(Needs.Portals, HttpApiOperations.ListPortals, HttpApiOperations.ListProductRestEndpointPages);
        Add(Needs.WebAcls, NeighbourOperations.GetWebAcl, NeighbourOperations.GetRuleGroup, NeighbourOperations.DescribeManagedRuleGroup, NeighbourOperations.GetIpSet);
        Add(Needs.WebAclLogging, NeighbourOperations.GetLoggingConfiguration);
        Add(Needs.Usage, NeighbourOperations.ListMetrics, NeighbourOperations.GetMetricData);
        Add(Needs.Alarms, NeighbourOperations.DescribeAlarms);
        Add(Needs.LogGroups, NeighbourOperations.DescribeLogGroups);
        Add(Needs.UserPools, NeighbourOperations.DescribeUserPool);
        Add(Needs.IdentityPolicies, NeighbourOperations.GetAccountAuthorizationDetails);
        Add(Needs.FunctionPolicies, NeighbourOperations.GetFunctionPolicy);
        Add(Needs.Functions, NeighbourOperations.ListFunctionUrlConfigs, NeighbourOperations.ListAliases);
        Add(Prerequisites.OfConfigRecording, NeighbourOperations.DescribeConfigurationRecorders, NeighbourOperations.DescribeConfigurationRecorderStatus, NeighbourOperations.DescribeDeliveryChannels);
        Add(Needs.ConfigRecording, NeighbourOperations.GetResourceConfigHistory);
        Add(Needs.ConfigRules, NeighbourOperations.DescribeConfigRules);
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
