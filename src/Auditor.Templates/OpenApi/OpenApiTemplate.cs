using Auditor.Templates.Documents;
using Auditor.Templates.Values;

namespace Auditor.Templates.OpenApi;

/// <summary>An OpenAPI file that API Gateway would import: an API without a stage.</summary>
internal sealed class OpenApiTemplate(string file, MapNode root) : ITemplate
{
    private const string Id = "Api";

    public string File { get; } = file;

    public string Language => "OpenAPI";

    /// <summary>Whether a document is OpenAPI with something for API Gateway in it.</summary>
    public static bool Is(MapNode root) =>
        (root["openapi"] is TextNode || root["swagger"] is TextNode)
            && root["paths"] is MapNode
            && Has(root, map => map.Entries.Any(entry => entry.Key.StartsWith("x-amazon-apigateway-", StringComparison.Ordinal)));

    public ResourceSet In(Scenario scenario)
    {
        var body = Literals.Of(root) as MapValue ?? new MapValue(root.Place, []);
        var api = new Resource(
            Id, IsHttp() ? "AWS::ApiGatewayV2::Api" : "AWS::ApiGateway::RestApi", RestBody.Map(root.Place, ("Body", body)), root.Place)
        { Path = "" };
        var (region, account) = WrittenPlace.In([api]);
        var set = new ResourceSet { File = File, Language = Language, Resources = [api] };
        return set with
        {
            Region = region ?? set.Region,
            Account = account ?? set.Account,
            // Its stages are elsewhere by nature.
            Exported = [Id],
        };
    }

    // What only an HTTP API's document has, or its export writes.
    private bool IsHttp() =>
        root["x-amazon-apigateway-cors"] is not null
            || root["x-amazon-apigateway-importexport-version"] is not null
            || (root["paths"] as MapNode)?.Entries.Any(path => path.Key is "/$default" or "$default") is true
            || Has(root, map => map.Entries.Any(entry => IsOfHttpOnly(entry.Key)) || HasHttpIdentitySource(map) || HasPrivateBackend(map));

    private static bool IsOfHttpOnly(string key) => key is "payloadFormatVersion" or "authorizerPayloadFormatVersion"
        or "enableSimpleResponses" or "jwtConfiguration" or "integrationSubtype" or "isDefaultRoute";

    // "$request.header.Authorization", where REST APIs have "method.request.header.Authorization".
    private static bool HasHttpIdentitySource(MapNode map) => map["identitySource"] is TextNode { Text: ['$', ..] };

    // A VPC link of a REST API leads to a network load balancer by its name in DNS, one of an HTTP API to a listener or a service by ARN.
    private static bool HasPrivateBackend(MapNode map) =>
        map["connectionType"] is TextNode { Text: "VPC_LINK" } && map["uri"] is TextNode { Text: var uri }
            && uri.StartsWith("arn:", StringComparison.Ordinal)
            && (uri.Contains(":elasticloadbalancing:", StringComparison.Ordinal)
                || uri.Contains(":servicediscovery:", StringComparison.Ordinal));

    private static bool Has(Node node, Func<MapNode, bool> what) => node switch
    {
        MapNode map => what(map) || map.Entries.Any(entry => Has(entry.Value, what)),
        ListNode list => list.Items.Any(item => Has(item, what)),
        _ => false,
    };
}
