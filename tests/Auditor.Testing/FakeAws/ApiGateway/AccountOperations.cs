using System.Collections.Immutable;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.ApiGateway;

/// <summary>
/// What belongs to no single REST API: the account, domains, usage plans, keys, links, certificates (aws-facts.md A.3, L).
/// </summary>
internal sealed class AccountOperations(LiveApis live)
{
    public ImmutableArray<RestRoute> Routes =>
    [
        new("GetAccount", "/account") { Answer = request => ItemList.One(request, AccountJson.Account(request.Region.Settings)) },
        new("GetDomainNames", "/domainnames", [.. ItemList.Paging, "resourceOwner"])
        {
            Answer = request =>
                ItemList.Page(
                    request,
                    request.QueryValue("resourceOwner") is "OTHER_ACCOUNTS" ? [] : request.Region.Domains,
                    domain => AccountJson.Domain(domain, request)),
        },
        new(
            "GetDomainName",
            "/domainnames/{domain_name}",
            ["domainNameId"]) { Answer = request => ItemList.One(request, AccountJson.Domain(Domain(request), request)) },
        new(
            "GetBasePathMappings",
            "/domainnames/{domain_name}/basepathmappings",
            [.. ItemList.Paging, "domainNameId"]) { Answer = GetBasePathMappings },
        new("GetBasePathMapping", "/domainnames/{domain_name}/basepathmappings/{base_path}", ["domainNameId"]),
        new(
            "GetDomainNameAccessAssociations",
            "/domainnameaccessassociations",
            [.. ItemList.Paging, "resourceOwner"]) { Answer = GetAccessAssociations },
        new("GetUsagePlans", "/usageplans", [.. ItemList.Paging, "keyId"]) { Answer = GetUsagePlans },
        new(
            "GetUsagePlan",
            "/usageplans/{usageplanId}") { Answer = request => ItemList.One(request, AccountJson.UsagePlan(UsagePlan(request))) },
        new("GetUsagePlanKeys", "/usageplans/{usageplanId}/keys", [.. ItemList.Paging, "name"]) { Answer = GetUsagePlanKeys },
        new("GetUsage", "/usageplans/{usageplanId}/usage", [.. ItemList.Paging, "keyId", "startDate", "endDate"]),
        new("GetApiKeys", "/apikeys", [.. ItemList.Paging, "name", "customerId", "includeValues"]) { Answer = GetApiKeys },
        new("GetApiKey", "/apikeys/{api_Key}", ["includeValue"]),
        new(
            "GetVpcLinks",
            "/vpclinks",
            ItemList.Paging) { Answer = request => ItemList.Page(request, request.Region.VpcLinks.Where(link => !link.IsV2), AccountJson.VpcLink) },
        new("GetVpcLink", "/vpclinks/{vpclink_id}"),
        new(
            "GetClientCertificates",
            "/clientcertificates",
            ItemList.Paging) { Answer = request => ItemList.Page(request, request.Region.ClientCertificates, AccountJson.ClientCertificate) },
        new("GetClientCertificate", "/clientcertificates/{clientcertificate_id}"),
        new("GetTags", "/tags/{resource_arn}", ItemList.Paging),
        new("GetSdkTypes", "/sdktypes", ItemList.Paging),
    ];

    private static FakeDomain Domain(FakeRequest request) =>
        request.Region.Domains.FirstOrDefault(domain => domain.Name == request.Path["domain_name"])
        ?? throw LiveApis.NotFound("Invalid domain name identifier specified");

    private static FakeUsagePlan UsagePlan(FakeRequest request) =>
        request.Region.UsagePlans.FirstOrDefault(plan => plan.Id == request.Path["usageplanId"])
        ?? throw LiveApis.NotFound("Invalid Usage Plan ID specified");

    // A.3, A.4: mappings with several levels and mappings of HTTP and WebSocket APIs exist only in v2.
    private FakeResponse GetBasePathMappings(FakeRequest request) => ItemList.Page(
        request,
        Domain(request).Mappings.Where(mapping => !mapping.Key.Contains('/', StringComparison.Ordinal)
            && live.RestApis(request).Any(api => api.Id == mapping.ApiId)),
        AccountJson.BasePathMapping);

    private static FakeResponse GetAccessAssociations(FakeRequest request)
    {
        var others = request.QueryValue("resourceOwner") is "OTHER_ACCOUNTS";
        return ItemList.Page(
            request,
            request.Region.AccessAssociations.Where(association => association.IsOfAnotherAccount == others),
            association => AccountJson.AccessAssociation(association, request));
    }

    private static FakeResponse GetUsagePlans(FakeRequest request)
    {
        var key = request.QueryValue("keyId");
        return ItemList.Page(
            request, request.Region.UsagePlans.Where(plan => key is null || plan.KeyIds.Contains(key)), AccountJson.UsagePlan);
    }

    private static FakeResponse GetUsagePlanKeys(FakeRequest request) => ItemList.Page(
        request,
        UsagePlan(request).KeyIds.Select(id => request.Region.ApiKeys.FirstOrDefault(key => key.Id == id)).OfType<FakeApiKey>(),
        AccountJson.UsagePlanKey);

    private static FakeResponse GetApiKeys(FakeRequest request)
    {
        var name = request.QueryValue("name");
        var withValues = request.QueryValue("includeValues") is "true";
        return ItemList.Page(
            request,
            request.Region.ApiKeys.Where(key => name is null || key.Name.StartsWith(name, StringComparison.Ordinal)),
            key => AccountJson.ApiKey(key, withValues));
    }
}
