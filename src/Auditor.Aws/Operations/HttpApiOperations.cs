using System.Text.Json.Serialization.Metadata;
using Auditor.Aws.Wire;

namespace Auditor.Aws.Operations;

/// <summary>Reads of API Gateway's second interface: HTTP and WebSocket APIs, and mappings of every domain.</summary>
internal static class HttpApiOperations
{
    // Of an API that has no id there is a gap of its own, which the others do not share.
    private const string AnyName = "any";

    public static Operation<HttpPage<HttpApi>> GetApis { get; } = List("GetApis", WireJson.Default.HttpPageHttpApi, _ => AnyName, "/v2/apis", "/apis", "Every HTTP and WebSocket API.", "1 for each page of APIs (500 are asked for; AWS documents no maximum)", "Every HTTP and WebSocket API.");

    public static Operation<HttpPage<HttpStage>> GetStages { get; } = List("GetStages", WireJson.Default.HttpPageHttpStage, stage => stage.StageName, "/v2/apis/{apiId}/stages", "/apis/*/stages", "Stages of an HTTP or WebSocket API: logging, throttling, deployment.", "1 for each HTTP or WebSocket API", "The API, but for its name and CORS.");

    public static Operation<HttpPage<HttpRoute>> GetRoutes { get; } = List("GetRoutes", WireJson.Default.HttpPageHttpRoute, route => route.RouteKey, "/v2/apis/{apiId}/routes", "/apis/*/routes", "Routes of an HTTP or WebSocket API and their authorization.", "1 for each HTTP or WebSocket API with a stage, and one more for each further page of routes", "Its routes and who may call them.");

    public static Operation<HttpPage<HttpAuthorizer>> GetAuthorizers { get; } = List("GetAuthorizers", WireJson.Default.HttpPageHttpAuthorizer, authorizer => authorizer.AuthorizerId, "/v2/apis/{apiId}/authorizers", "/apis/*/authorizers", "Authorizers of an HTTP or WebSocket API.", "1 for each HTTP or WebSocket API with a stage, where a route names one or a rule asks for all", "Whether its authorizers exist and what they check.");

    public static Operation<HttpPage<HttpIntegration>> GetIntegrations { get; } = List("GetIntegrations", WireJson.Default.HttpPageHttpIntegration, integration => integration.IntegrationId, "/v2/apis/{apiId}/integrations", "/apis/*/integrations", "Where the routes of an HTTP or WebSocket API lead.", "1 for each HTTP or WebSocket API with a stage", "Where its routes lead.");

    public static Operation<RestExport> ExportApi { get; } = new(Services.HttpApis, "ExportApi", WireJson.Default.RestExport, "/v2/apis/{apiId}/exports/{specification}")
    {
        Action = "apigateway:GET",
        Resource = "/apis/*/exports/*",
        Feeds = "What a stage of an HTTP API serves that does not serve what is configured.",
        Cost = "1 for each distinct deployment of an HTTP API on a stage that does not deploy automatically, or whose last automatic deployment failed",
        Lost = "What callers of such a stage meet; what is configured stands in for it, which may differ.",
        FixedArguments = [new("outputType", "JSON")],
    };

    public static Operation<HttpPage<ApiMapping>> GetApiMappings { get; } = List("GetApiMappings", WireJson.Default.HttpPageApiMapping, mapping => mapping.ApiId, "/v2/domainnames/{domainName}/apimappings", "/domainnames/*/apimappings", "What a custom domain leads to, multi-level paths included.", "1 for each public domain name", "Which APIs it leads to.");

    public static Operation<RoutingRules> ListRoutingRules { get; } = new(Services.HttpApis, "ListRoutingRules", WireJson.Default.RoutingRules, "/v2/domainnames/{domainName}/routingrules")
    {
        ProblemOf = page => ListProblem.Of(page.Rules, _ => AnyName),
        // An action of its own, unlike the other reads of API Gateway.
        Action = "apigateway:ListRoutingRules",
        Resource = "*",
        Feeds = "Where a custom domain with routing rules leads.",
        Cost = "1 for each domain name with routing rules",
        Lost = "Which APIs it leads to.",
        Paging = new("nextToken", page => page.NextToken) { SizeMember = "maxResults", Size = 100 },
    };

    public static Operation<HttpPage<HttpVpcLink>> GetVpcLinks { get; } = List("GetVpcLinks", WireJson.Default.HttpPageHttpVpcLink, link => link.VpcLinkId, "/v2/vpclinks", "/vpclinks", "The VPC links of HTTP APIs.", "1 for each page of VPC links", "Whether a VPC link that a route names is there, and which are used by nothing.");

    // The list says how readers sign in, so GetPortal for each is not needed.
    public static Operation<HttpPage<Portal>> ListPortals { get; } = List("ListPortals", WireJson.Default.HttpPagePortal, portal => portal.PortalId, "/v2/portals", "*", "Developer portals, and whether everybody can read them.", "1 for each page of portals", "Whether a developer portal is open to the world.", "apigateway:ListPortals");

    public static Operation<HttpPage<ProductRestEndpointPage>> ListProductRestEndpointPages { get; } = List("ListProductRestEndpointPages", WireJson.Default.HttpPageProductRestEndpointPage, _ => AnyName, "/v2/portalproducts/{portalProductId}/productrestendpointpages", "*", "Which endpoints the readers of a published portal can try.", "1 for each distinct product of the published portals, and one more for each further page of endpoints", "Whether readers of a portal can call APIs from it.", "apigateway:ListProductRestEndpointPages");

    public static ImmutableArray<Operation> All { get; } = [GetApis, GetStages, GetRoutes, GetAuthorizers, GetIntegrations, ExportApi, GetApiMappings, ListRoutingRules, GetVpcLinks, ListPortals, ListProductRestEndpointPages];

    // The model has no maximum for maxResults. 500 is the first interface's and what other tools send; paging falls back to the server's size if it is refused.
    private static Operation<HttpPage<T>> List<T>(string name, JsonTypeInfo<HttpPage<T>> answer, Func<T, string?> id, string path, string resource, string feeds, string cost, string lost, string action = "apigateway:GET")
        where T : class => new(Services.HttpApis, name, answer, path)
        {
            ProblemOf = page => ListProblem.Of(page.Items, id),
            Action = action,
            Resource = resource,
            Feeds = feeds,
            Cost = cost,
            Lost = lost,
            Paging = new("nextToken", page => page.NextToken) { SizeMember = "maxResults", Size = 500, IsSizeUndocumented = true },
        };
}
