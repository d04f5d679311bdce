using Auditor.Templates.Values;
using static Auditor.Templates.Sam.GeneratedValues;

namespace Auditor.Templates.Sam;

/// <summary>What <c>Domain</c> makes: the domain name and one mapping for each base path.</summary>
internal static class SamDomain
{
    public static IEnumerable<Resource> Of(Resource api, string stage, bool isRest, string tag = "")
    {
        if (api["Domain"] is not MapValue domain)
        {
            yield break;
        }

        var (at, id) = (domain.Place, $"{api.Id}.domain");
        var type = domain["EndpointConfiguration"] ?? Text(at, "REGIONAL");
        if (isRest && Literal(type)?.ToUpperInvariant() is "PRIVATE")
        {
            foreach (var resource in Private(api, domain, id, stage))
            {
                yield return resource;
            }

            yield break;
        }

        yield return isRest
            ? new(id, "AWS::ApiGateway::DomainName", Map(at,
                ("DomainName", domain["DomainName"]), ("EndpointConfiguration", Map(
                    at,
                    ("Types", List(type.Place, [type])))), ("SecurityPolicy", domain["SecurityPolicy"]), ("EndpointAccessMode", domain["EndpointAccessMode"]),
                ("MutualTlsAuthentication", domain["MutualTlsAuthentication"]), ("RegionalCertificateArn", domain["CertificateArn"]), ("Policy", domain["Policy"])), at)
            { Path = $"{api.Path}/Properties/Domain" }
            : new(id, "AWS::ApiGatewayV2::DomainName", Map(at,
                ("DomainName", domain["DomainName"]), ("MutualTlsAuthentication", domain["MutualTlsAuthentication"]),
                ("DomainNameConfigurations", List(
                    at,
                    [Map(at, ("SecurityPolicy", domain["SecurityPolicy"]), ("CertificateArn", domain["CertificateArn"]), ("EndpointType", type))])),
                ("Tags", Tagged(at, api["Tags"], tag))), at)
            { Path = $"{api.Path}/Properties/Domain" };
        foreach (var (index, path) in Paths(domain).Index())
        {
            yield return new($"{id}.{index}", isRest ? "AWS::ApiGateway::BasePathMapping" : "AWS::ApiGatewayV2::ApiMapping", Map(at,
                ("DomainName", Ref(at, id)),
                (isRest ? "RestApiId" : "ApiId", Ref(at, api.Id)),
                ("Stage", Ref(at, stage)),
                (isRest ? "BasePath" : "ApiMappingKey", path)), at)
            { Path = $"{api.Path}/Properties/Domain" };
        }
    }

    // A private domain name, who may use it, and the endpoint that it is reached by.
    private static IEnumerable<Resource> Private(Resource api, MapValue domain, string id, string stage)
    {
        var (at, path) = (domain.Place, $"{api.Path}/Properties/Domain");
        yield return new(id, "AWS::ApiGateway::DomainNameV2", Map(at,
            ("DomainName", domain["DomainName"]),
            ("EndpointConfiguration", Map(
                at, ("Types", List(at, [Text(at, "PRIVATE")])), ("IpAddressType", domain["IpAddressType"]))),
            ("SecurityPolicy", domain["SecurityPolicy"]),
            ("CertificateArn", domain["CertificateArn"]),
            ("Policy", domain["Policy"])), at)
        { Path = path };
        foreach (var (index, key) in Paths(domain).Index())
        {
            yield return new($"{id}.{index}", "AWS::ApiGateway::BasePathMappingV2", Map(at,
                ("DomainNameArn", Ref(at, id)), ("RestApiId", Ref(at, api.Id)), ("Stage", Ref(at, stage)), ("BasePath", key)), at)
            { Path = path };
        }

        if (domain["AccessAssociation"]?["VpcEndpointId"] is { } endpoint)
        {
            yield return new($"{id}.access", "AWS::ApiGateway::DomainNameAccessAssociation", Map(endpoint.Place,
                ("AccessAssociationSource", endpoint),
                ("AccessAssociationSourceType", Text(endpoint.Place, "VPCE")),
                ("DomainNameArn", Ref(at, id))), endpoint.Place)
            { Path = $"{path}/AccessAssociation" };
        }
    }

    // A slash at the beginning is left out.
    private static IEnumerable<Value> Paths(MapValue domain) => domain["BasePath"] is { } given
        ? given.Items.Select(path => Literal(path) is { } text ? Text(path.Place, text.TrimStart('/')) : path)
        : [Text(domain.Place, "")];
}
