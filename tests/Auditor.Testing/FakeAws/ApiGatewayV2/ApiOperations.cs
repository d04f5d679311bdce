using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.ApiGateway;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.ApiGatewayV2;

/// <summary>HTTP and WebSocket APIs, and domains as v2 sees them (aws-facts.md A.4, L).</summary>
internal sealed class ApiOperations(LiveApis live)
{
    // A.4: neither default nor maximum is documented. Small here, so that a client that forgets to page is found out.
    private const int DefaultPage = 25;
    private const int MaximumPage = 100;

    private static readonly ImmutableArray<string> Paging = ["maxResults", "nextToken"];

    public ImmutableArray<RestRoute> Routes =>
    [
        new("GetApis", "/v2/apis", Paging) { Answer = request => Page(request, live.Apis(request), api => ApiJson.Api(api, request)) },
        new("GetApi", "/v2/apis/{apiId}") { Answer = request => Wire.Json(ApiJson.Api(live.Api(request), request)) },
        new("GetStages", "/v2/apis/{apiId}/stages", Paging) { Answer = request => Page(request, live.Api(request).Stages, ApiJson.Stage) },
        new("GetStage", "/v2/apis/{apiId}/stages/{stageName}"),
        new("GetRoutes", "/v2/apis/{apiId}/routes", Paging) { Answer = request => Page(request, live.Api(request).Routes, ApiJson.Route) },
        new("GetRoute", "/v2/apis/{apiId}/routes/{routeId}"),
        new(
            "GetAuthorizers",
            "/v2/apis/{apiId}/authorizers",
            Paging) { Answer = request => Page(request, live.Api(request).Authorizers, ApiJson.Authorizer) },
        new("GetAuthorizer", "/v2/apis/{apiId}/authorizers/{authorizerId}"),
        new(
            "GetIntegrations",
            "/v2/apis/{apiId}/integrations",
            Paging) { Answer = request => Page(request, live.Api(request).Integrations, ApiJson.Integration) },
        new("GetIntegration", "/v2/apis/{apiId}/integrations/{integrationId}"),
        new(
            "GetDeployments",
            "/v2/apis/{apiId}/deployments",
            Paging) { Answer = request => Page(request, live.Api(request).Deployments, ApiJson.Deployment) },
        new("GetDeployment", "/v2/apis/{apiId}/deployments/{deploymentId}"),
        new("GetModels", "/v2/apis/{apiId}/models", Paging),
        new(
            "ExportApi",
            "/v2/apis/{apiId}/exports/{specification}",
            ["exportVersion", "includeExtensions", "outputType", "stageName"]) { Answer = Export },
        // v2 knows neither private domains nor their policies (A.4).
        new(
            "GetDomainNames",
            "/v2/domainnames",
            Paging) { Answer = request => Page(request, request.Region.Domains.Where(domain => domain.EndpointType != "PRIVATE"), domain => ApiJson.Domain(domain, request)) },
        new("GetDomainName", "/v2/domainnames/{domainName}") { Answer = request => Wire.Json(ApiJson.Domain(Domain(request), request)) },
        new(
            "GetApiMappings",
            "/v2/domainnames/{domainName}/apimappings",
            Paging) { Answer = request => Page(request, Domain(request).Mappings, ApiJson.Mapping) },
        new("GetApiMapping", "/v2/domainnames/{domainName}/apimappings/{apiMappingId}"),
        new(
            "GetVpcLinks",
            "/v2/vpclinks",
            Paging) { Answer = request => Page(request, request.Region.VpcLinks.Where(link => link.IsV2), ApiJson.VpcLink) },
        new("GetVpcLink", "/v2/vpclinks/{vpcLinkId}"),
        new("GetTags", "/v2/tags/{resource-arn}"),
        new(
            "ListRoutingRules",
            "/v2/domainnames/{domainName}/routingrules",
            [.. Paging, "domainNameId"]) { Action = "apigateway:ListRoutingRules", Answer = ListRoutingRules },
        new(
            "ListPortals",
            "/v2/portals",
            Paging) { Action = "apigateway:ListPortals", Answer = request => Page(request, request.Region.Portals, portal => ApiJson.Portal(portal, request)) },
        new("GetPortal", "/v2/portals/{portalId}") { Action = "apigateway:GetPortal" },
        new("ListPortalProducts", "/v2/portalproducts", [.. Paging, "resourceOwner"]) { Action = "apigateway:ListPortalProducts" },
        new(
            "GetPortalProduct",
            "/v2/portalproducts/{portalProductId}",
            ["resourceOwnerAccountId"]) { Action = "apigateway:GetPortalProduct" },
        new(
            "ListProductRestEndpointPages",
            "/v2/portalproducts/{portalProductId}/productrestendpointpages",
            [.. Paging, "resourceOwnerAccountId"]) { Action = "apigateway:ListProductRestEndpointPages", Answer = ListEndpointPages },
    ];

    // HTTP APIs only; without a stage it is what is configured, with one what that serves.
    private FakeResponse Export(FakeRequest request)
    {
        var api = live.Api(request);
        if (api.ProtocolType != "HTTP" || request.Path["specification"] != "OAS30" || request.QueryValue("outputType") is not "JSON")
        {
            throw new FakeAwsException(400, "BadRequestException", "The fake exports HTTP APIs as OAS30 in JSON only.");
        }

        if (request.QueryValue("stageName") is not { } name)
        {
            return Wire.Json(ApiExport.Of(api, null, request));
        }

        var stage = api.Stages.FirstOrDefault(stage => stage.Name == name) ?? throw LiveApis.NotFound("Invalid stage identifier specified");
        return Wire.Json(
            ApiExport.Of(api, api.Deployments.FirstOrDefault(deployment => deployment.Id == stage.DeploymentId), request),
            contentType: "application/octet-stream");
    }

    private static FakeDomain Domain(FakeRequest request) =>
        request.Region.Domains.FirstOrDefault(domain => domain.Name == request.Path["domainName"])
        ?? throw LiveApis.NotFound("Invalid domain name identifier specified");

    private static FakeResponse ListEndpointPages(FakeRequest request)
    {
        var product = request.Region.PortalProducts.FirstOrDefault(product => product.Id == request.Path["portalProductId"])
            ?? throw LiveApis.NotFound("Invalid portal product identifier specified");
        return Page(request, product.Endpoints, page => ApiJson.EndpointPage(page, product, request));
    }

    // A.4: the envelope is routingRules, and maxResults is 1 to 100.
    private static FakeResponse ListRoutingRules(FakeRequest request)
    {
        if (request.QueryValue("maxResults") is { } text
            && !(int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked is >= 1 and <= MaximumPage))
        {
            throw new FakeAwsException(400, "BadRequestException", "Invalid maxResults");
        }

        var domain = Domain(request);
        return Page(
            request,
            domain.RoutingRules.OrderBy(rule => rule.Priority),
            rule => ApiJson.RoutingRule(rule, domain, request),
            "routingRules");
    }

    private static FakeResponse Page<T>(FakeRequest request, IEnumerable<T> all, Func<T, JsonObject> item, string envelope = "items")
    {
        var limit = request.QueryValue("maxResults") is not { } text
            ? DefaultPage
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked > 0
                ? Math.Min(asked, MaximumPage)
                : throw new FakeAwsException(400, "BadRequestException", "Invalid maxResults");
        var offset = request.QueryValue("nextToken") is not { Length: > 0 } token
            ? 0
            : PageToken.Read(request.RawPath, token) ?? throw new FakeAwsException(400, "BadRequestException", "Invalid nextToken");
        var items = all.Skip(offset).Take(limit + 1).ToImmutableArray();
        return Wire.Json(Wire.Object(
            (envelope, Wire.Array(items.Take(limit).Select(item))),
            ("nextToken", items.Length > limit ? PageToken.Issue(request.RawPath, offset + limit) : null)));
    }
}
