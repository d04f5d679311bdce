using System.Text.Json.Serialization.Metadata;
using Auditor.Aws.Wire;

namespace Auditor.Aws.Operations;

/// <summary>Reads of API Gateway's first interface: REST APIs, and what all API kinds share.</summary>
internal static class RestApiOperations
{
    /// <summary>The documented maximum; the default of 25 would take twenty times as many calls.</summary>
    private const int PageSize = 500;

    // Of an API that has no id there is a gap of its own, which the others do not share.
    private const string AnyName = "any";

    public static Operation<Account> GetAccount { get; } = new(Services.RestApis, "GetAccount", WireJson.Default.Account, "/account")
    {
        Action = "apigateway:GET",
        Resource = "/account",
        Feeds = "The account's throttle limits and the role that logging needs.",
        Cost = "1",
        Lost = "Whether one caller can use up the account's limit, and whether logging works at all.",
    };

    public static Operation<RestPage<RestApi>> GetRestApis { get; } = List("GetRestApis", WireJson.Default.RestPageRestApi, _ => AnyName, "/restapis", "/restapis", "Every REST API with its endpoint, resource policy and TLS settings.", "1 for each 500 REST APIs", "Every REST API.");

    public static Operation<RestPage<RestStage>> GetStages { get; } = new(Services.RestApis, "GetStages", WireJson.Default.RestPageRestStage, "/restapis/{restapi_id}/stages")
    {
        ProblemOf = page => ListProblem.Of(page.Item, stage => stage.StageName),
        Action = "apigateway:GET",
        Resource = "/restapis/*/stages",
        Feeds = "Stages of a REST API: logging, throttling, web ACL, canary and the deployment that is live.",
        Cost = "1 for each REST API",
        Lost = "The API, but for its name, endpoint and policy.",
    };

    public static Operation<RestPage<RestResource>> GetResources { get; } = new(Services.RestApis, "GetResources", WireJson.Default.RestPageRestResource, "/restapis/{restapi_id}/resources")
    {
        ProblemOf = page => ListProblem.Of(page.Item, resource => resource.Path),
        Action = "apigateway:GET",
        Resource = "/restapis/*/resources",
        Feeds = "Every method and integration of a REST API's working copy, without a call for each: what the next deployment would change.",
        Cost = "1 for each 500 resources of a REST API with a stage, after everything that is deployed; see --working-copies",
        Lost = "Whether the working copy differs from what is deployed; that is known without it.",
        FixedArguments = [new("embed", "methods")],
        Paging = new("position", page => page.Position) { SizeMember = "limit", Size = PageSize },
        // The service allows 5 in 2 seconds. It is what scans of many REST APIs wait for, so little is left for others, who seldom ask.
        RequestsPerSecond = 2.3,
    };

    public static Operation<Deployment> GetDeployment { get; } = new(Services.RestApis, "GetDeployment", WireJson.Default.Deployment, "/restapis/{restapi_id}/deployments/{deployment_id}")
    {
        Action = "apigateway:GET",
        Resource = "/restapis/*/deployments/*",
        Feeds = "What callers of a stage meet: authorization and API key of every deployed method.",
        Cost = "1 for each distinct deployment that a stage or canary serves; with --cache never again",
        Lost = "What callers meet; the working copy stands in for it, which may differ.",
        FixedArguments = [new("embed", "apisummary")],
    };

    public static Operation<RestExport> GetExport { get; } = new(Services.RestApis, "GetExport", WireJson.Default.RestExport, "/restapis/{restapi_id}/stages/{stage_name}/exports/{export_type}")
    {
        Action = "apigateway:GET",
        Resource = "/restapis/*/stages/*/exports/*",
        Feeds = "Resource policy, default endpoint, authorizers, integrations, validators and gateway responses as they are deployed.",
        Cost = "1 for each distinct deployment that a stage serves; with --cache never again",
        Lost = "Policy, authorizers and integrations that callers meet; the working copy stands in for them, which may differ.",
        FixedArguments = [new("extensions", "apigateway,authorizers")],
    };

    public static Operation<RestPage<RestAuthorizer>> GetAuthorizers { get; } = List("GetAuthorizers", WireJson.Default.RestPageRestAuthorizer, authorizer => authorizer.Id, "/restapis/{restapi_id}/authorizers", "/restapis/*/authorizers", "Authorizers of a REST API.", "1 for each REST API with a stage, where a route names one or a rule asks for all; see --working-copies", "Which authorizers it has; those that are deployed are known without them.");

    public static Operation<RestPage<DomainName>> GetDomainNames { get; } = List("GetDomainNames", WireJson.Default.RestPageDomainName, domain => domain.Name, "/domainnames", "/domainnames", "Custom domains of all API kinds, with TLS policy and mutual TLS.", "1 for each 500 custom domain names", "Under which names APIs answer, mutual TLS, TLS policies.");

    public static Operation<RestPage<BasePathMapping>> GetBasePathMappings { get; } = List("GetBasePathMappings", WireJson.Default.RestPageBasePathMapping, mapping => mapping.RestApiId, "/domainnames/{domain_name}/basepathmappings", "/domainnames/*/basepathmappings", "What a private custom domain leads to.", "1 for each private domain name, and for each public one that leads nowhere", "Which APIs it leads to.");

    public static Operation<RestPage<UsagePlan>> GetUsagePlans { get; } = List("GetUsagePlans", WireJson.Default.RestPageUsagePlan, plan => plan.Id, "/usageplans", "/usageplans", "Usage plans: limits for callers with an API key.", "1 for each 500 usage plans", "Limits for callers with an API key.");

    // The list has the values in it; they are dropped where it is read.
    public static Operation<RestPage<UsagePlanKey>> GetUsagePlanKeys { get; } = List("GetUsagePlanKeys", WireJson.Default.RestPageUsagePlanKey, key => key.Id, "/usageplans/{usageplanId}/keys", "/usageplans/*/keys", "Which API keys a usage plan is for; their values are dropped.", "1 for each usage plan, and one more for each further 500 keys in it", "Whether anybody can use the plan, and which keys are in none.");

    // Without 'includeValues', which is never sent.
    public static Operation<RestPage<ApiKey>> GetApiKeys { get; } = List("GetApiKeys", WireJson.Default.RestPageApiKey, key => key.Id, "/apikeys", "/apikeys", "API keys and their age, without their values.", "1 for each 500 API keys", "Which API keys are old or unused.");

    public static Operation<RestPage<RestVpcLink>> GetVpcLinks { get; } = List("GetVpcLinks", WireJson.Default.RestPageRestVpcLink, link => link.Id, "/vpclinks", "/vpclinks", "The VPC links of REST APIs.", "1 for each 500 VPC links", "Whether a VPC link that a route names is there, and which are used by nothing.");

    public static Operation<RestPage<ClientCertificate>> GetClientCertificates { get; } = List("GetClientCertificates", WireJson.Default.RestPageClientCertificate, certificate => certificate.ClientCertificateId, "/clientcertificates", "/clientcertificates", "When the certificates expire that stages show to backends.", "1 for each 500 client certificates", "When the certificates expire that stages show to backends.");

    public static Operation<RestPage<RequestValidator>> GetRequestValidators { get; } = List("GetRequestValidators", WireJson.Default.RestPageRequestValidator, validator => validator.Id, "/restapis/{restapi_id}/requestvalidators", "/restapis/*/requestvalidators", "What the request validators of a REST API validate.", "1 for each REST API with a method that names a validator, where no export tells what it validates", "Whether methods that name a validator are validated.");

    public static Operation<RestPage<GatewayResponse>> GetGatewayResponses { get; } = new(Services.RestApis, "GetGatewayResponses", WireJson.Default.RestPageGatewayResponse, "/restapis/{restapi_id}/gatewayresponses")
    {
        ProblemOf = page => ListProblem.Of(page.Item, response => response.ResponseType),
        Action = "apigateway:GET",
        Resource = "/restapis/*/gatewayresponses",
        Feeds = "What a REST API itself says to browsers of other origins, next to what its integrations say.",
        Cost = "1 for each REST API with an integration that answers CORS, where no export tells: no other can change an answer",
        Lost = "Which origins may read what the API answers by itself.",
    };

    public static Operation<RestPage<DomainNameAccessAssociation>> GetDomainNameAccessAssociations { get; } = List("GetDomainNameAccessAssociations", WireJson.Default.RestPageDomainNameAccessAssociation, association => association.DomainNameAccessAssociationArn, "/domainnameaccessassociations", "/domainnameaccessassociations", "The VPC endpoints that may use private custom domain names, of this account and of others.", "1 for the account's own and 1 for other accounts', where there is a private domain name", "Who may use private custom domain names.");

    public static ImmutableArray<Operation> All { get; } =
    [
        GetAccount, GetRestApis, GetStages, GetResources, GetDeployment, GetExport, GetAuthorizers, GetRequestValidators, GetGatewayResponses, GetDomainNames, GetBasePathMappings, GetDomainNameAccessAssociations,
        GetUsagePlans, GetUsagePlanKeys, GetApiKeys, GetVpcLinks, GetClientCertificates,
    ];

    private static Operation<RestPage<T>> List<T>(string name, JsonTypeInfo<RestPage<T>> answer, Func<T, string?> id, string path, string resource, string feeds, string cost, string lost)
        where T : class => new(Services.RestApis, name, answer, path)
        {
            ProblemOf = page => ListProblem.Of(page.Item, id),
            Action = "apigateway:GET",
            Resource = resource,
            Feeds = feeds,
            Cost = cost,
            Lost = lost,
            Paging = new("position", page => page.Position) { SizeMember = "limit", Size = PageSize },
        };
}
