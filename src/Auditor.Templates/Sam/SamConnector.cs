using Auditor.Templates.Values;
using static Auditor.Templates.Sam.GeneratedValues;

namespace Auditor.Templates.Sam;

/// <summary>What <c>AWS::Serverless::Connector</c> makes from an API to a function: a permission for everything that the API has.</summary>
internal static class SamConnector
{
    public const string Type = "AWS::Serverless::Connector";

    private static readonly ImmutableArray<string> Apis =
        ["AWS::Serverless::Api", "AWS::Serverless::HttpApi", "AWS::ApiGateway::RestApi", "AWS::ApiGatewayV2::Api"];

    public static IEnumerable<Resource> Of(Resource connector, ImmutableArray<Resource> resources)
    {
        foreach (var (index, destination) in (connector["Destination"]?.Items ?? []).Index())
        {
            if (TypeOf(connector["Source"]) is { } source && Apis.Contains(source)
                && TypeOf(destination) is SamEvent.Function or "AWS::Lambda::Function")
            {
                var place = connector.Place;
                yield return new($"{connector.Id}.{index}", "AWS::Lambda::Permission", Map(place,
                    ("FunctionName", Named(destination)),
                    ("Action", Text(place, "lambda:InvokeFunction")),
                    ("Principal", Text(place, "apigateway.amazonaws.com")),
                    ("SourceArn", Execution(
                        place, Named(connector["Source"]) ?? Text(place, "*"), $"/{Literal(connector["Source"]?["Qualifier"]) ?? "*"}"))), place)
                { Path = connector.Path };
            }
        }

        string? TypeOf(Value? end) => Literal(end?["Type"])
            ?? (Literal(end?["Id"]) is { } id ? resources.FirstOrDefault(resource => resource.Id == id)?.Type : null);

        static Value? Named(Value? end) => Literal(end?["Id"]) is { } id && end is not null
            ? Ref(end.Place, id)
            : end?["ResourceId"] ?? end?["Arn"];
    }
}
