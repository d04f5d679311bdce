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
            && Has(root, key => key.StartsWith("x-amazon-apigateway-", StringComparison.Ordinal));

    public ResourceSet In(Scenario scenario)
    {
        var body = Literals.Of(root) as MapValue ?? new MapValue(root.Place, []);
        var isHttp = root["x-amazon-apigateway-cors"] is not null || Has(root, key => key is "payloadFormatVersion" or "jwtConfiguration");
        return new()
        {
            File = File,
            Language = Language,
            Resources = [new(Id, isHttp ? "AWS::ApiGatewayV2::Api" : "AWS::ApiGateway::RestApi", RestBody.Map(root.Place, ("Body", body)), root.Place) { Path = "" }],
            // Its stages are elsewhere by nature.
            Exported = [Id],
        };
    }

    private static bool Has(Node node, Func<string, bool> key) => node switch
    {
        MapNode map => map.Entries.Any(entry => key(entry.Key) || Has(entry.Value, key)),
        ListNode list => list.Items.Any(item => Has(item, key)),
        _ => false,
    };
}
