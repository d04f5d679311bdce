namespace Auditor.Samples.Building;

/// <summary>How many calls it takes to read a Region: one per list and page, one per API and list, never one per method.</summary>
internal static class CallCounts
{
    public static ImmutableSortedDictionary<string, int> Of(Scope scope)
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var once in (ImmutableArray<string>)["GetAccount", "GetRestApis", "GetApis", "GetDomainNames", "GetUsagePlans"])
        {
            counts[$"apigateway:{once}"] = 1;
        }

        foreach (var once in (ImmutableArray<string>)["DescribeConfigurationRecorders", "DescribeConfigurationRecorderStatus", "DescribeDeliveryChannels"])
        {
            counts[$"config:{once}"] = 1;
        }

        foreach (var api in scope.KnownApis)
        {
            Add("apigateway:GetStages");
            if (api.Stages.Value is [])
            {
                continue;
            }

            Add(api.IsRest ? "apigateway:GetResources" : "apigateway:GetRoutes");
            Add("apigateway:GetAuthorizers");
            Add("apigateway:GetIntegrations", api.IsRest ? 0 : 1);
            Add("apigateway:GetDeployment", api.Deployments.Length);
        }

        Add("apigateway:GetApiMappings", scope.Domains.Value.Length);
        Add("wafv2:GetWebACL", scope.WebAcls.Length);
        Add("lambda:GetPolicy", scope.Functions.Length);
        Add("cloudwatch:ListMetrics", 2);
        Add("cloudwatch:GetMetricData");
        return counts.ToImmutableSortedDictionary(StringComparer.Ordinal);

        void Add(string operation, int calls = 1)
        {
            if (calls > 0)
            {
                counts[operation] = counts.GetValueOrDefault(operation) + calls;
            }
        }
    }
}
