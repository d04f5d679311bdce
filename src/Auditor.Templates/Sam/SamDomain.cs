using Auditor.Templates.Values;
using static Auditor.Templates.Sam.GeneratedValues;

namespace Auditor.Templates.Sam;

/// <summary>What <c>Domain</c> makes: the domain name and one mapping for each base path.</summary>
internal static class SamDomain
{
    public static IEnumerable<Resource> Of(Resource api, string stage, bool isRest)
    {
        if (api["Domain"] is not MapValue domain)
        {
            yield break;
        }

        var (at, id) = (domain.Place, $"{api.Id}.domain");
        var type = domain["EndpointConfiguration"] ?? Text(at, "REGIONAL");
        yield return isRest
            ? new(id, "AWS::ApiGateway::DomainName", Map(at,
                ("DomainName", domain["DomainName"]), ("EndpointConfiguration", Map(
                    at,
                    ("Types", List(type.Place, [type])))), ("SecurityPolicy", domain["SecurityPolicy"]), ("EndpointAccessMode", domain["EndpointAccessMode"]),
                ("MutualTlsAuthentication", domain["MutualTlsAuthentication"]), ("RegionalCertificateArn", domain["CertificateArn"]), ("Policy", domain["Policy"])), at)
            { Path = $"{api.Path}/Properties/Domain" }
            : new(id, "AWS::ApiGatewayV2::DomainName", Map(at,
                ("DomainName", domain["DomainName"]), ("MutualTlsAuthentication", domain["MutualTlsAuthentication"]),
                ("DomainNameConfigurations", List(at, [Map(at, ("SecurityPolicy", domain["SecurityPolicy"]), ("CertificateArn", domain["CertificateArn"]), ("EndpointType", type))]))), at)
            { Path = $"{api.Path}/Properties/Domain" };
        var paths = domain["BasePath"] is { } given ? given.Items : [Text(at, "")];
        foreach (var (index, path) in paths.Index())
        {
            yield return new($"{id}.{index}", isRest ? "AWS::ApiGateway::BasePathMapping" : "AWS::ApiGatewayV2::ApiMapping", Map(at,
                ("DomainName", Ref(at, id)), (isRest ? "RestApiId" : "ApiId", Ref(at, api.Id)), ("Stage", Ref(at, stage)),
                (isRest ? "BasePath" : "ApiMappingKey", Literal(path) is { } text ? Text(path.Place, text.TrimStart('/')) : path)), at)
            { Path = $"{api.Path}/Properties/Domain" };
        }
    }
}
