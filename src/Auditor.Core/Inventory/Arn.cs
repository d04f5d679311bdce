
namespace Auditor.Core.Inventory;

/// <summary>The ARNs of API Gateway's control plane. Partition and Region come from the scope.</summary>
public static class Arn
{
    /// <summary><c>arn:{p}:apigateway:{region}::/restapis/{id}</c>, or <c>/apis/{id}</c> for HTTP and WebSocket APIs.</summary>
    public static string OfApi(Scope scope, Api api) =>
        ControlPlane(scope, api.IsRest ? $"/restapis/{api.Id}" : $"/apis/{api.Id}");

    /// <summary>The API's ARN + <c>/stages/{name}</c>.</summary>
    public static string OfStage(Scope scope, Api api, Stage stage) => $"{OfApi(scope, api)}/stages/{stage.Name}";

    /// <summary>The API's ARN + <c>/authorizers/{id}</c>.</summary>
    public static string OfAuthorizer(Scope scope, Api api, Authorizer authorizer) => $"{OfApi(scope, api)}/authorizers/{authorizer.Id}";

    /// <summary><c>/domainnames/{name}</c>; a private domain name carries its account and its id.</summary>
    public static string OfDomain(Scope scope, Domain domain) =>
        domain.EndpointType.IsKnown && domain.EndpointType.Value is EndpointType.Private
        ? $"arn:{scope.Partition}:apigateway:{scope.Region}:{scope.Account}:/domainnames/{domain.Name}+{domain.DomainNameId}"
        : ControlPlane(scope, $"/domainnames/{domain.Name}");

    /// <summary><c>/usageplans/{id}</c>.</summary>
    public static string OfUsagePlan(Scope scope, UsagePlan plan) => ControlPlane(scope, $"/usageplans/{plan.Id}");

    /// <summary><c>/apikeys/{id}</c>.</summary>
    public static string OfApiKey(Scope scope, ApiKey key) => ControlPlane(scope, $"/apikeys/{key.Id}");

    /// <summary><c>/vpclinks/{id}</c>, of both kinds.</summary>
    public static string OfVpcLink(Scope scope, VpcLink link) => ControlPlane(scope, $"/vpclinks/{link.Id}");

    /// <summary><c>/account</c>.</summary>
    public static string OfAccountSettings(Scope scope) => ControlPlane(scope, "/account");

    private static string ControlPlane(Scope scope, string path) => $"arn:{scope.Partition}:apigateway:{scope.Region}::{path}";
}
