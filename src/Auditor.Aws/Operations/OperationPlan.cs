using Auditor.Core.Rules;

namespace Auditor.Aws.Operations;

/// <summary>Which operations a set of needs can lead to: what <c>auditor permissions</c> prints.</summary>
public static class OperationPlan
{
    /// <summary>Every operation that a scan for these needs may call, listing of APIs and stages included.</summary>
    public static ImmutableArray<Operation> For(Needs needs)
    {
        var planned = new HashSet<Operation> { NeighbourOperations.GetCallerIdentity, RestApiOperations.GetRestApis, RestApiOperations.GetStages, HttpApiOperations.GetApis, HttpApiOperations.GetStages };
        Add(Needs.Routes | Needs.FunctionPolicies, RestApiOperations.GetResources, HttpApiOperations.GetRoutes, HttpApiOperations.GetIntegrations);
        Add(Needs.Routes, RestApiOperations.GetDeployment, RestApiOperations.GetExport);
        Add(Needs.Routes | Needs.Authorizers | Needs.FunctionPolicies, RestApiOperations.GetAuthorizers, HttpApiOperations.GetAuthorizers);
        Add(Needs.Domains, RestApiOperations.GetDomainNames, HttpApiOperations.GetApiMappings, RestApiOperations.GetBasePathMappings, HttpApiOperations.ListRoutingRules);
        Add(Needs.UsagePlans, RestApiOperations.GetUsagePlans);
        Add(Needs.AccountSettings, RestApiOperations.GetAccount);
        Add(Needs.WebAcls, NeighbourOperations.GetWebAcl, NeighbourOperations.GetRuleGroup, NeighbourOperations.DescribeManagedRuleGroup, NeighbourOperations.GetIpSet);
        Add(Needs.Usage, NeighbourOperations.ListMetrics, NeighbourOperations.GetMetricData);
        Add(Needs.IdentityPolicies, NeighbourOperations.GetAccountAuthorizationDetails);
        Add(Needs.FunctionPolicies, NeighbourOperations.GetFunctionPolicy);
        Add(Needs.ConfigRecording, NeighbourOperations.DescribeConfigurationRecorders, NeighbourOperations.DescribeConfigurationRecorderStatus, NeighbourOperations.DescribeDeliveryChannels);
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
