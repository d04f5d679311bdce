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
        Add("apigateway:GetClientCertificates");
        Add("apigateway:GetRequestValidators", scope.KnownApis.Count(api => api.RequestValidators.IsKnown));
        Add("acm:DescribeCertificate", scope.Certificates.Length);
        Add("cognito-idp:DescribeUserPool", scope.UserPools.Length);
        Add("wafv2:GetLoggingConfiguration", scope.WebAcls.Length);
        Add(
            "wafv2:DescribeManagedRuleGroup",
            scope.WebAcls.SelectMany(acl => acl.Definition.Value.Rules).Where(rule => rule.GroupRules.Value is not null).DistinctBy(rule => rule.ManagedGroup).Count());
        // Connections of WebSocket APIs have a metric of their own.
        Add("cloudwatch:ListMetrics", scope.KnownApis.Any(api => api.Kind is ApiKind.WebSocket) ? 2 : 1);
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
