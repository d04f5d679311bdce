using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.Estate;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.ApiGateway;

/// <summary>What belongs to no single REST API, in v1's JSON (aws-facts.md A.3).</summary>
internal static class AccountJson
{
    public static JsonObject Account(FakeAccountSettings settings) => Wire.Object(
        ("cloudwatchRoleArn", settings.CloudwatchRoleArn),
        ("throttleSettings", Wire.Object(("burstLimit", settings.BurstLimit), ("rateLimit", settings.RateLimit))),
        ("features", Wire.ArrayOrNull(settings.Features)),
        ("apiKeyVersion", "4"));

    public static JsonObject Domain(FakeDomain domain, FakeRequest request)
    {
        var regional = domain.EndpointType == "REGIONAL";
        var edge = domain.EndpointType == "EDGE";
        var arnEnd = domain.DomainNameId is { } id
            ? $"{request.Account.Id}:/domainnames/{domain.Name}+{id}"
            : $":/domainnames/{domain.Name}";
        return Wire.Object(
            ("domainName", domain.Name),
            ("domainNameId", domain.DomainNameId),
            ("domainNameArn", $"arn:{request.Partition}:apigateway:{request.Region.Name}:{arnEnd}"),
            ("certificateArn", regional ? null : domain.CertificateArn),
            ("regionalDomainName", regional ? RegionalName(domain, request) : null),
            ("regionalHostedZoneId", regional ? "ZLY8HYME6SFDD" : null),
            ("regionalCertificateArn", regional ? domain.CertificateArn : null),
            ("distributionDomainName", edge ? $"{FakeId.Of("distribution", domain.Name, 14)}.cloudfront.net" : null),
            ("distributionHostedZoneId", edge ? "Z2FDTNDATAQYW2" : null),
            ("endpointConfiguration", Wire.Object(("types", Wire.Array([domain.EndpointType])), ("ipAddressType", domain.IpAddressType))),
            ("domainNameStatus", domain.Status),
            ("securityPolicy", domain.SecurityPolicy),
            ("endpointAccessMode", domain.EndpointAccessMode),
            ("tags", Wire.MapOrNull(domain.Tags)),
            ("mutualTlsAuthentication", MutualTls(domain)),
            ("ownershipVerificationCertificateArn", domain.OwnershipVerificationCertificateArn),
            ("managementPolicy", Wire.EscapedPolicy(domain.ManagementPolicy)),
            ("policy", Wire.EscapedPolicy(domain.Policy)),
            ("routingMode", domain.RoutingMode));
    }

    public static JsonObject AccessAssociation(FakeAccessAssociation association, FakeRequest request)
    {
        var id = request.Region.Domains.FirstOrDefault(domain => domain.Name == association.DomainName)?.DomainNameId
            ?? FakeId.Of("domain id", association.DomainName);
        var prefix = $"arn:{request.Partition}:apigateway:{request.Region.Name}:{request.Account.Id}";
        return Wire.Object(
            ("domainNameAccessAssociationArn", $"{prefix}:/domainnameaccessassociations/domainname/{association.DomainName}+{id}/vpcesource/{association.VpcEndpointId}"),
            ("domainNameArn", $"{prefix}:/domainnames/{association.DomainName}+{id}"),
            ("accessAssociationSourceType", "VPCE"),
            ("accessAssociationSource", association.VpcEndpointId));
    }

    public static JsonObject? MutualTls(FakeDomain domain) => domain.TruststoreUri is null
        ? null
        : Wire.Object(
            ("truststoreUri", domain.TruststoreUri),
            ("truststoreVersion", domain.TruststoreVersion),
            ("truststoreWarnings", Wire.ArrayOrNull(domain.TruststoreWarnings)));

    public static string RegionalName(FakeDomain domain, FakeRequest request) =>
        $"d-{FakeId.Of("domain", domain.Name)}.execute-api.{request.Region.Name}.{request.DnsSuffix}";

    public static JsonObject BasePathMapping(FakeMapping mapping) => Wire.Object(
        ("basePath", mapping.Key.Length == 0 ? "(none)" : mapping.Key),
        ("restApiId", mapping.ApiId),
        ("stage", mapping.Stage));

    public static JsonObject UsagePlan(FakeUsagePlan plan) => Wire.Object(
        ("id", plan.Id),
        ("name", plan.Name),
        ("description", plan.Description),
        ("apiStages", Wire.Array(plan.ApiStages.Select(stage => Wire.Object(
            ("apiId", stage.ApiId),
            ("stage", stage.Stage),
            ("throttle", stage.Throttle.IsEmpty ? null : Wire.Map(stage.Throttle, Throttle)))))),
        ("throttle", plan.Throttle is { } throttle ? Throttle(throttle) : null),
        ("quota", plan.Quota is { } quota ? Wire.Object(("limit", quota.Limit), ("offset", quota.Offset), ("period", quota.Period)) : null),
        ("productCode", plan.ProductCode),
        ("tags", Wire.MapOrNull(plan.Tags)));

    /// <summary>The value is always there: it is the reader who must not keep it (A.3).</summary>
    public static JsonObject UsagePlanKey(FakeApiKey key) =>
        Wire.Object(("id", key.Id), ("type", "API_KEY"), ("value", key.Value), ("name", key.Name));

    public static JsonObject ApiKey(FakeApiKey key, bool withValue) => Wire.Object(
        ("id", key.Id),
        ("value", withValue ? key.Value : null),
        ("name", key.Name),
        ("description", key.Description),
        ("customerId", key.CustomerId),
        ("enabled", key.Enabled),
        ("createdDate", Wire.Epoch(key.CreatedDate)),
        ("lastUpdatedDate", Wire.Epoch(key.LastUpdatedDate)),
        ("stageKeys", Wire.Array(key.StageKeys)),
        ("tags", Wire.MapOrNull(key.Tags)));

    public static JsonObject VpcLink(FakeVpcLink link) => Wire.Object(
        ("id", link.Id),
        ("name", link.Name),
        ("description", link.Description),
        ("targetArns", Wire.Array(link.TargetArns)),
        ("status", link.Status),
        ("statusMessage", link.StatusMessage),
        ("tags", Wire.MapOrNull(link.Tags)));

    public static JsonObject ClientCertificate(FakeClientCertificate certificate) => Wire.Object(
        ("clientCertificateId", certificate.Id),
        ("description", certificate.Description),
        ("pemEncodedCertificate", $"-----BEGIN CERTIFICATE-----\n{certificate.PemBody}\n-----END CERTIFICATE-----\n"),
        ("createdDate", Wire.Epoch(certificate.CreatedDate)),
        ("expirationDate", Wire.Epoch(certificate.ExpirationDate)),
        ("tags", Wire.MapOrNull(certificate.Tags)));

    private static JsonObject Throttle(FakeThrottleSettings throttle) =>
        Wire.Object(("burstLimit", throttle.BurstLimit), ("rateLimit", throttle.RateLimit));
}
