using Auditor.Aws.Operations;
using Auditor.Aws.Services.ApiGateway.Wire;

namespace Auditor.Aws.Services.ApiGateway;

/// <summary>Reads of API Gateway's first interface: REST APIs, and what all API kinds share.</summary>
internal static class RestApiOperations
{
    /// <summary>
    /// Requests per second, of the 10 that an account has in a Region for all management calls: both interfaces draw on one quota.
    /// </summary>
    public const double Rate = 8;

    public static Service Service { get; } = new(
        "API Gateway", "apigateway", "apigateway", WireProtocol.RestJson, "2015-07-09")
    { RequestsPerSecond = Rate };

    /// <summary>The documented maximum; the default of 25 would take twenty times as many calls.</summary>
    private const int PageSize = 500;

    // Of an API that has no id there is a gap of its own, which the others do not share.
    private const string AnyName = "any";

    public static Operation<Account> GetAccount { get; } = new(Service, "GetAccount", ApiGatewayJson.Default.Account, "/account")
    {
        Action = "apigateway:GET",
        Resource = "/account",
        Feeds = "The account's throttle limits and the role that logging needs.",
        Cost = "1",
        Lost = "Whether one caller can use up the account's limit, and whether logging works at all.",
    };

    public static Operation<RestPage<RestApi>> GetRestApis { get; } = new(
        Service, "GetRestApis", ApiGatewayJson.Default.RestPageRestApi, "/restapis")
    {
        ProblemOf = page => ListProblem.Of(page.Item, _ => AnyName),
        Action = "apigateway:GET",
        Resource = "/restapis",
        Feeds = "Every REST API with its endpoint, resource policy and TLS settings.",
        Cost = "1 for each 500 REST APIs",
        Lost = "Every REST API.",
        Paging = Pages<RestApi>(),
    };

    public static Operation<RestPage<RestStage>> GetStages { get; } = new(
        Service, "GetStages", ApiGatewayJson.Default.RestPageRestStage, "/restapis/{restapi_id}/stages")
    {
        ProblemOf = page => ListProblem.Of(page.Item, stage => stage.StageName),
        Action = "apigateway:GET",
        Resource = "/restapis/*/stages",
        Feeds = "Stages of a REST API: logging, throttling, web ACL, canary and the deployment that is live.",
        Cost = "1 for each REST API",
        Lost = "The API, but for its name, endpoint and policy.",
    };

    public static Operation<RestPage<RestResource>> GetResources { get; } = new(
        Service, "GetResources", ApiGatewayJson.Default.RestPageRestResource, "/restapis/{restapi_id}/resources")
    {
        ProblemOf = page => ListProblem.Of(page.Item, resource => resource.Path),
        Action = "apigateway:GET",
        Resource = "/restapis/*/resources",
        Feeds = "Every method and integration of a REST API's working copy, without a call for each: what the next deployment would "
            + "change.",
        Cost = "1 for each 500 resources of a REST API with a stage, after everything that is deployed; see --working-copies",
        Lost = "Whether the working copy differs from what is deployed; that is known without it.",
        FixedArguments = [new("embed", "methods")],
        Paging = new("position", page => page.Position) { SizeMember = "limit", Size = PageSize },
        // The service allows 5 in 2 seconds. It is what scans of many REST APIs wait for, so little is left for others, who seldom ask.
        RequestsPerSecond = 2.3,
    };

    public static Operation<Deployment> GetDeployment { get; } = new(
        Service, "GetDeployment", ApiGatewayJson.Default.Deployment, "/restapis/{restapi_id}/deployments/{deployment_id}")
    {
        Action = "apigateway:GET",
        Resource = "/restapis/*/deployments/*",
        Feeds = "What callers of a stage meet: authorization and API key of every deployed method.",
        Cost = "1 for each distinct deployment that a stage or canary serves; with --cache never again",
        Lost = "What callers meet; the working copy stands in for it, which may differ.",
        FixedArguments = [new("embed", "apisummary")],
    };

    public static Operation<RestExport> GetExport { get; } = new(
        Service, "GetExport", ApiGatewayJson.Default.RestExport, "/restapis/{restapi_id}/stages/{stage_name}/exports/{export_type}")
    {
        Action = "apigateway:GET",
        Resource = "/restapis/*/stages/*/exports/*",
        Feeds = "Resource policy, default endpoint, authorizers, integrations, validators and gateway responses as they are deployed.",
        Cost = "1 for each distinct deployment that a stage serves; with --cache never again",
        Lost = "Policy, authorizers and integrations that callers meet; the working copy stands in for them, which may differ.",
        FixedArguments = [new("extensions", "apigateway,authorizers")],
    };

    public static Operation<RestPage<RestAuthorizer>> GetAuthorizers { get; } = new(
        Service, "GetAuthorizers", ApiGatewayJson.Default.RestPageRestAuthorizer, "/restapis/{restapi_id}/authorizers")
    {
        ProblemOf = page => ListProblem.Of(page.Item, authorizer => authorizer.Id),
        Action = "apigateway:GET",
        Resource = "/restapis/*/authorizers",
        Feeds = "Authorizers of a REST API.",
        Cost = "1 for each REST API with a stage, where a route names one or a rule asks for all; see --working-copies",
        Lost = "Which authorizers it has; those that are deployed are known without them.",
        Paging = Pages<RestAuthorizer>(),
    };

    public static Operation<RestPage<DomainName>> GetDomainNames { get; } = new(
        Service, "GetDomainNames", ApiGatewayJson.Default.RestPageDomainName, "/domainnames")
    {
        ProblemOf = page => ListProblem.Of(page.Item, domain => domain.Name),
        Action = "apigateway:GET",
        Resource = "/domainnames",
        Feeds = "Custom domains of all API kinds, with TLS policy and mutual TLS.",
        Cost = "1 for each 500 custom domain names",
        Lost = "Under which names APIs answer, mutual TLS, TLS policies.",
        Paging = Pages<DomainName>(),
    };

    public static Operation<RestPage<BasePathMapping>> GetBasePathMappings { get; } = new(
        Service, "GetBasePathMappings", ApiGatewayJson.Default.RestPageBasePathMapping, "/domainnames/{domain_name}/basepathmappings")
    {
        ProblemOf = page => ListProblem.Of(page.Item, mapping => mapping.RestApiId),
        Action = "apigateway:GET",
        Resource = "/domainnames/*/basepathmappings",
        Feeds = "What a private custom domain leads to.",
        Cost = "1 for each private domain name, and for each public one that leads nowhere",
        Lost = "Which APIs it leads to.",
        Paging = Pages<BasePathMapping>(),
    };

    public static Operation<RestPage<UsagePlan>> GetUsagePlans { get; } = new(
        Service, "GetUsagePlans", ApiGatewayJson.Default.RestPageUsagePlan, "/usageplans")
    {
        ProblemOf = page => ListProblem.Of(page.Item, plan => plan.Id),
        Action = "apigateway:GET",
        Resource = "/usageplans",
        Feeds = "Usage plans: limits for callers with an API key.",
        Cost = "1 for each 500 usage plans",
        Lost = "Limits for callers with an API key.",
        Paging = Pages<UsagePlan>(),
    };

    // The list has the values in it; they are dropped where it is read.
    public static Operation<RestPage<UsagePlanKey>> GetUsagePlanKeys { get; } = new(
        Service, "GetUsagePlanKeys", ApiGatewayJson.Default.RestPageUsagePlanKey, "/usageplans/{usageplanId}/keys")
    {
        ProblemOf = page => ListProblem.Of(page.Item, key => key.Id),
        SecretMember = ("value", "API key"),
        Action = "apigateway:GET",
        Resource = "/usageplans/*/keys",
        Feeds = "Which API keys a usage plan is for; their values are dropped.",
        Cost = "1 for each usage plan, and one more for each further 500 keys in it",
        Lost = "Whether anybody can use the plan, and which keys are in none.",
        Paging = Pages<UsagePlanKey>(),
    };

    // Without 'includeValues', which is never sent.
    public static Operation<RestPage<ApiKey>> GetApiKeys { get; } = new(
        Service, "GetApiKeys", ApiGatewayJson.Default.RestPageApiKey, "/apikeys")
    {
        ProblemOf = page => ListProblem.Of(page.Item, key => key.Id),
        SecretMember = ("value", "API key"),
        Action = "apigateway:GET",
        Resource = "/apikeys",
        Feeds = "API keys and their age, without their values.",
        Cost = "1 for each 500 API keys",
        Lost = "Which API keys are old or unused.",
        Paging = Pages<ApiKey>(),
    };

    public static Operation<RestPage<RestVpcLink>> GetVpcLinks { get; } = new(
        Service, "GetVpcLinks", ApiGatewayJson.Default.RestPageRestVpcLink, "/vpclinks")
    {
        ProblemOf = page => ListProblem.Of(page.Item, link => link.Id),
        Action = "apigateway:GET",
        Resource = "/vpclinks",
        Feeds = "The VPC links of REST APIs.",
        Cost = "1 for each 500 VPC links",
        Lost = "Whether a VPC link that a route names is there, and which are used by nothing.",
        Paging = Pages<RestVpcLink>(),
    };

    public static Operation<RestPage<ClientCertificate>> GetClientCertificates { get; } = new(
        Service, "GetClientCertificates", ApiGatewayJson.Default.RestPageClientCertificate, "/clientcertificates")
    {
        ProblemOf = page => ListProblem.Of(page.Item, certificate => certificate.ClientCertificateId),
        Action = "apigateway:GET",
        Resource = "/clientcertificates",
        Feeds = "When the certificates expire that stages show to backends.",
        Cost = "1 for each 500 client certificates",
        Lost = "When the certificates expire that stages show to backends.",
        Paging = Pages<ClientCertificate>(),
    };

    public static Operation<RestPage<RequestValidator>> GetRequestValidators { get; } = new(
        Service, "GetRequestValidators", ApiGatewayJson.Default.RestPageRequestValidator, "/restapis/{restapi_id}/requestvalidators")
    {
        ProblemOf = page => ListProblem.Of(page.Item, validator => validator.Id),
        Action = "apigateway:GET",
        Resource = "/restapis/*/requestvalidators",
        Feeds = "What the request validators of a REST API validate.",
        Cost = "1 for each REST API with a method that names a validator, where no export tells what it validates",
        Lost = "Whether methods that name a validator are validated.",
        Paging = Pages<RequestValidator>(),
    };

    public static Operation<RestPage<GatewayResponse>> GetGatewayResponses { get; } = new(
        Service, "GetGatewayResponses", ApiGatewayJson.Default.RestPageGatewayResponse, "/restapis/{restapi_id}/gatewayresponses")
    {
        ProblemOf = page => ListProblem.Of(page.Item, response => response.ResponseType),
        Action = "apigateway:GET",
        Resource = "/restapis/*/gatewayresponses",
        Feeds = "What a REST API itself says to browsers of other origins, next to what its integrations say.",
        Cost = "1 for each REST API with an integration that answers CORS, where no export tells: no other can change an answer",
        Lost = "Which origins may read what the API answers by itself.",
    };

    public static Operation<RestPage<DomainNameAccessAssociation>> GetDomainNameAccessAssociations { get; } = new(
        Service,
        "GetDomainNameAccessAssociations",
        ApiGatewayJson.Default.RestPageDomainNameAccessAssociation,
        "/domainnameaccessassociations")
    {
        ProblemOf = page => ListProblem.Of(page.Item, association => association.DomainNameAccessAssociationArn),
        Action = "apigateway:GET",
        Resource = "/domainnameaccessassociations",
        Feeds = "The VPC endpoints that may use private custom domain names, of this account and of others.",
        Cost = "1 for the account's own and 1 for other accounts', where there is a private domain name",
        Lost = "Who may use private custom domain names.",
        Paging = Pages<DomainNameAccessAssociation>(),
    };

    public static ImmutableArray<Operation> All { get; } =
    [
        GetAccount, GetRestApis, GetStages, GetResources, GetDeployment, GetExport, GetAuthorizers, GetRequestValidators, GetGatewayResponses, GetDomainNames, GetBasePathMappings, GetDomainNameAccessAssociations,
        GetUsagePlans, GetUsagePlanKeys, GetApiKeys, GetVpcLinks, GetClientCertificates,
    ];

    private static Paging<RestPage<T>> Pages<T>()
        where T : class => new("position", page => page.Position) { SizeMember = "limit", Size = PageSize };
}
