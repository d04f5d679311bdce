using Auditor.Aws.Operations;
using Auditor.Aws.Services.ApiGateway;
using Auditor.Aws.Services.ApiGateway.Wire;
using Auditor.Aws.Services.ApiGatewayV2.Wire;

namespace Auditor.Aws.Services.ApiGatewayV2;

/// <summary>Reads of API Gateway's second interface: HTTP and WebSocket APIs, and mappings of every domain.</summary>
internal static class HttpApiOperations
{
    public static Service Service { get; } = new(
        "ApiGatewayV2", "apigateway", "apigateway", WireProtocol.RestJson, "2018-11-29")
    { RequestsPerSecond = RestApiOperations.Rate };

    // Of an API that has no id there is a gap of its own, which the others do not share.
    private const string AnyName = "any";

    public static Operation<HttpPage<HttpApi>> GetApis { get; } = new(
        Service, "GetApis", ApiGatewayV2Json.Default.HttpPageHttpApi, "/v2/apis")
    {
        ProblemOf = page => ListProblem.Of(page.Items, _ => AnyName),
        Action = "apigateway:GET",
        Resource = "/apis",
        Feeds = "Every HTTP and WebSocket API.",
        Cost = "1 for each page of APIs (500 are asked for; AWS documents no maximum)",
        Lost = "Every HTTP and WebSocket API.",
        Paging = Pages<HttpApi>(),
    };

    public static Operation<HttpPage<HttpStage>> GetStages { get; } = new(
        Service, "GetStages", ApiGatewayV2Json.Default.HttpPageHttpStage, "/v2/apis/{apiId}/stages")
    {
        ProblemOf = page => ListProblem.Of(page.Items, stage => stage.StageName),
        Action = "apigateway:GET",
        Resource = "/apis/*/stages",
        Feeds = "Stages of an HTTP or WebSocket API: logging, throttling, deployment.",
        Cost = "1 for each HTTP or WebSocket API",
        Lost = "The API, but for its name and CORS.",
        Paging = Pages<HttpStage>(),
    };

    public static Operation<HttpPage<HttpRoute>> GetRoutes { get; } = new(
        Service, "GetRoutes", ApiGatewayV2Json.Default.HttpPageHttpRoute, "/v2/apis/{apiId}/routes")
    {
        ProblemOf = page => ListProblem.Of(page.Items, route => route.RouteKey),
        Action = "apigateway:GET",
        Resource = "/apis/*/routes",
        Feeds = "Routes of an HTTP or WebSocket API and their authorization.",
        Cost = "1 for each HTTP or WebSocket API with a stage, and one more for each further page of routes",
        Lost = "Its routes and who may call them.",
        Paging = Pages<HttpRoute>(),
    };

    public static Operation<HttpPage<HttpAuthorizer>> GetAuthorizers { get; } = new(
        Service, "GetAuthorizers", ApiGatewayV2Json.Default.HttpPageHttpAuthorizer, "/v2/apis/{apiId}/authorizers")
    {
        ProblemOf = page => ListProblem.Of(page.Items, authorizer => authorizer.AuthorizerId),
        Action = "apigateway:GET",
        Resource = "/apis/*/authorizers",
        Feeds = "Authorizers of an HTTP or WebSocket API.",
        Cost = "1 for each HTTP or WebSocket API with a stage, where a route names one or a rule asks for all",
        Lost = "Whether its authorizers exist and what they check.",
        Paging = Pages<HttpAuthorizer>(),
    };

    public static Operation<HttpPage<HttpIntegration>> GetIntegrations { get; } = new(
        Service, "GetIntegrations", ApiGatewayV2Json.Default.HttpPageHttpIntegration, "/v2/apis/{apiId}/integrations")
    {
        ProblemOf = page => ListProblem.Of(page.Items, integration => integration.IntegrationId),
        Action = "apigateway:GET",
        Resource = "/apis/*/integrations",
        Feeds = "Where the routes of an HTTP or WebSocket API lead.",
        Cost = "1 for each HTTP or WebSocket API with a stage",
        Lost = "Where its routes lead.",
        Paging = Pages<HttpIntegration>(),
    };

    public static Operation<RestExport> ExportApi { get; } = new(
        Service, "ExportApi", ApiGatewayJson.Default.RestExport, "/v2/apis/{apiId}/exports/{specification}")
    {
        Action = "apigateway:GET",
        Resource = "/apis/*/exports/*",
        Feeds = "What a stage of an HTTP API serves that does not serve what is configured.",
        Cost = "1 for each distinct deployment of an HTTP API on a stage that does not deploy automatically, or whose last automatic "
            + "deployment failed",
        Lost = "What callers of such a stage meet; what is configured stands in for it, which may differ.",
        FixedArguments = [new("outputType", "JSON")],
    };

    public static Operation<HttpPage<ApiMapping>> GetApiMappings { get; } = new(
        Service, "GetApiMappings", ApiGatewayV2Json.Default.HttpPageApiMapping, "/v2/domainnames/{domainName}/apimappings")
    {
        ProblemOf = page => ListProblem.Of(page.Items, mapping => mapping.ApiId),
        Action = "apigateway:GET",
        Resource = "/domainnames/*/apimappings",
        Feeds = "What a custom domain leads to, multi-level paths included.",
        Cost = "1 for each public domain name",
        Lost = "Which APIs it leads to.",
        Paging = Pages<ApiMapping>(),
    };

    public static Operation<RoutingRules> ListRoutingRules { get; } = new(
        Service, "ListRoutingRules", ApiGatewayV2Json.Default.RoutingRules, "/v2/domainnames/{domainName}/routingrules")
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

    public static Operation<HttpPage<HttpVpcLink>> GetVpcLinks { get; } = new(
        Service, "GetVpcLinks", ApiGatewayV2Json.Default.HttpPageHttpVpcLink, "/v2/vpclinks")
    {
        ProblemOf = page => ListProblem.Of(page.Items, link => link.VpcLinkId),
        Action = "apigateway:GET",
        Resource = "/vpclinks",
        Feeds = "The VPC links of HTTP APIs.",
        Cost = "1 for each page of VPC links",
        Lost = "Whether a VPC link that a route names is there, and which are used by nothing.",
        Paging = Pages<HttpVpcLink>(),
    };

    // The list says how readers sign in, so GetPortal for each is not needed.
    public static Operation<HttpPage<Portal>> ListPortals { get; } = new(
        Service, "ListPortals", ApiGatewayV2Json.Default.HttpPagePortal, "/v2/portals")
    {
        ProblemOf = page => ListProblem.Of(page.Items, portal => portal.PortalId),
        Action = "apigateway:ListPortals",
        Resource = "*",
        Feeds = "Developer portals, and whether everybody can read them.",
        Cost = "1 for each page of portals",
        Lost = "Whether a developer portal is open to the world.",
        Paging = Pages<Portal>(),
    };

    public static Operation<HttpPage<ProductRestEndpointPage>> ListProductRestEndpointPages { get; } = new(
        Service,
        "ListProductRestEndpointPages",
        ApiGatewayV2Json.Default.HttpPageProductRestEndpointPage,
        "/v2/portalproducts/{portalProductId}/productrestendpointpages")
    {
        ProblemOf = page => ListProblem.Of(page.Items, _ => AnyName),
        Action = "apigateway:ListProductRestEndpointPages",
        Resource = "*",
        Feeds = "Which endpoints the readers of a published portal can try.",
        Cost = "1 for each distinct product of the published portals, and one more for each further page of endpoints",
        Lost = "Whether readers of a portal can call APIs from it.",
        Paging = Pages<ProductRestEndpointPage>(),
    };

    public static ImmutableArray<Operation> All { get; } =
    [
        GetApis, GetStages, GetRoutes, GetAuthorizers, GetIntegrations, ExportApi, GetApiMappings, ListRoutingRules, GetVpcLinks,
        ListPortals, ListProductRestEndpointPages,
    ];

    // The model has no maximum for maxResults. 500 is the first interface's and what other tools send; paging falls back to the server's
    // size if it is refused.
    private static Paging<HttpPage<T>> Pages<T>()
        where T : class => new("nextToken", page => page.NextToken) { SizeMember = "maxResults", Size = 500, IsSizeUndocumented = true };
}
