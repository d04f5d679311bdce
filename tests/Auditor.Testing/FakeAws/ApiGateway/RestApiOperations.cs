using System.Collections.Immutable;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.ApiGateway;

/// <summary>REST APIs and what belongs to one (aws-facts.md A.3, L).</summary>
internal sealed class RestApiOperations(LiveApis live)
{
    public ImmutableArray<RestRoute> Routes =>
    [
        new(
            "GetRestApis",
            "/restapis",
            ItemList.Paging) { Answer = request => ItemList.Page(request, live.RestApis(request), api => RestApiJson.RestApi(api, request)) },
        new(
            "GetRestApi",
            "/restapis/{restapi_id}") { Answer = request => ItemList.One(request, RestApiJson.RestApi(live.RestApi(request), request)) },
        // No paging (0.2).
        new("GetStages", "/restapis/{restapi_id}/stages", ["deploymentId"]) { Answer = GetStages },
        new("GetStage", "/restapis/{restapi_id}/stages/{stage_name}") { Answer = GetStage },
        new("GetResources", "/restapis/{restapi_id}/resources", [.. ItemList.Paging, "embed"]) { Answer = GetResources },
        new("GetResource", "/restapis/{restapi_id}/resources/{resource_id}", ["embed"]),
        new("GetMethod", "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}") { Answer = GetMethod },
        new("GetIntegration", "/restapis/{restapi_id}/resources/{resource_id}/methods/{http_method}/integration"),
        new("GetDeployments", "/restapis/{restapi_id}/deployments", ItemList.Paging) { Answer = GetDeployments },
        new("GetDeployment", "/restapis/{restapi_id}/deployments/{deployment_id}", ["embed"]) { Answer = GetDeployment },
        new(
            "GetAuthorizers",
            "/restapis/{restapi_id}/authorizers",
            ItemList.Paging) { Answer = request => ItemList.Page(request, live.RestApi(request).Authorizers, RestApiJson.Authorizer) },
        new("GetAuthorizer", "/restapis/{restapi_id}/authorizers/{authorizer_id}"),
        new(
            "GetRequestValidators",
            "/restapis/{restapi_id}/requestvalidators",
            ItemList.Paging) { Answer = request => ItemList.Page(request, live.RestApi(request).RequestValidators, RestApiJson.RequestValidator) },
        new("GetRequestValidator", "/restapis/{restapi_id}/requestvalidators/{requestvalidator_id}"),
        // A.3 says no paging, L that limit and position are there: both are accepted and all are answered.
        new(
            "GetGatewayResponses",
            "/restapis/{restapi_id}/gatewayresponses",
            ItemList.Paging) { Answer = request => ItemList.All(request, GatewayResponses.Of(live.RestApi(request)), response => response) },
        new("GetGatewayResponse", "/restapis/{restapi_id}/gatewayresponses/{response_type}"),
        new("GetModels", "/restapis/{restapi_id}/models", ItemList.Paging),
        new("GetModel", "/restapis/{restapi_id}/models/{model_name}", ["flatten"]),
        new(
            "GetDocumentationParts",
            "/restapis/{restapi_id}/documentation/parts",
            [.. ItemList.Paging, "type", "name", "path", "locationStatus"]),
        new("GetDocumentationVersions", "/restapis/{restapi_id}/documentation/versions", ItemList.Paging),
        new("GetExport", "/restapis/{restapi_id}/stages/{stage_name}/exports/{export_type}", ["extensions"]) { Answer = GetExport },
        new("GetSdk", "/restapis/{restapi_id}/stages/{stage_name}/sdks/{sdk_type}"),
    ];

    private FakeResponse GetStages(FakeRequest request)
    {
        var api = live.RestApi(request);
        var deployment = request.QueryValue("deploymentId");
        return ItemList.All(
            request,
            api.Stages.Where(stage => deployment is null || (stage.DeploymentId ?? api.CurrentDeploymentId) == deployment),
            stage => RestApiJson.Stage(stage, api));
    }

    private FakeResponse GetStage(FakeRequest request)
    {
        var api = live.RestApi(request);
        return api.Stages.FirstOrDefault(stage => stage.Name == request.Path["stage_name"]) is { } stage
            ? ItemList.One(request, RestApiJson.Stage(stage, api))
            : throw LiveApis.NotFound("Invalid stage identifier specified");
    }

    private FakeResponse GetResources(FakeRequest request)
    {
        var withMethods = request.QueryValue("embed") == "methods";
        return ItemList.Page(request, ResourceTree.Of(live.RestApi(request)), resource => RestApiJson.Resource(resource, withMethods));
    }

    private FakeResponse GetMethod(FakeRequest request)
    {
        var resource = ResourceTree.Of(live.RestApi(request)).FirstOrDefault(resource => resource.Id == request.Path["resource_id"])
            ?? throw LiveApis.NotFound("Invalid Resource identifier specified");
        return resource.Methods.FirstOrDefault(method => method.HttpMethod == request.Path["http_method"]) is { } method
            ? ItemList.One(request, RestApiJson.Method(method, resource.Id))
            : throw LiveApis.NotFound("Invalid Method identifier specified");
    }

    private FakeResponse GetDeployments(FakeRequest request) =>
        ItemList.Page(request, Deployments(live.RestApi(request)), RestApiJson.Deployment);

    private FakeResponse GetDeployment(FakeRequest request)
    {
        var api = live.RestApi(request);
        var deployment = Deployments(api).FirstOrDefault(deployment => deployment.Id == request.Path["deployment_id"])
            ?? throw LiveApis.NotFound("Invalid Deployment identifier specified");
        var body = RestApiJson.Deployment(deployment);
        if (request.QueryValue("embed") == "apisummary" && !deployment.OmitsApiSummary)
        {
            body["apiSummary"] = RestApiJson.ApiSummary(deployment.Methods ?? api.Methods);
        }

        return ItemList.One(request, body);
    }

    // D: what is deployed. Whether a canary can be exported is not documented; here it is not.
    private FakeResponse GetExport(FakeRequest request)
    {
        var api = live.RestApi(request);
        var stage = api.Stages.FirstOrDefault(stage => stage.Name == request.Path["stage_name"])
            ?? throw LiveApis.NotFound("Invalid stage identifier specified");
        if (request.Path["export_type"] != "oas30" || request.Header("accept") is not "application/json")
        {
            throw new FakeAwsException(400, "BadRequestException", "The fake exports oas30 as application/json only.");
        }

        var deployment = Deployments(api).First(deployment => deployment.Id == (stage.DeploymentId ?? api.CurrentDeploymentId));
        var deployed = api with
        {
            Authorizers = deployment.Authorizers ?? api.Authorizers,
            Policy = deployment.Policy is "" ? null : deployment.Policy ?? api.Policy,
            DisableExecuteApiEndpoint = deployment.DisableExecuteApiEndpoint ?? api.DisableExecuteApiEndpoint,
        };
        return RestApiExport.Of(deployed, stage, deployment.Methods ?? api.Methods, request);
    }

    // A stage's deployment exists even where the estate does not spell it out: it is the working copy.
    private static IEnumerable<FakeDeployment> Deployments(FakeRestApi api) =>
    [
        .. api.Deployments,
        .. api.Stages
            .SelectMany(stage => new[] { stage.DeploymentId ?? api.CurrentDeploymentId, stage.CanarySettings?.DeploymentId })
            .OfType<string>()
            .Distinct(StringComparer.Ordinal)
            .Where(id => api.Deployments.All(deployment => deployment.Id != id))
            .Select(id => new FakeDeployment(id)),
    ];
}
