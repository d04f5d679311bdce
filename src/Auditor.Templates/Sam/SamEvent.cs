using System.Text.RegularExpressions;
using Auditor.Core.Findings;
using Auditor.Templates.Values;
using static Auditor.Templates.Sam.GeneratedValues;

namespace Auditor.Templates.Sam;

/// <summary>An event of a function or of a state machine that makes a route.</summary>
/// <param name="Source">The function or the state machine.</param>
/// <param name="Name">Its name among the events.</param>
/// <param name="Type"><c>Api</c> or <c>HttpApi</c>.</param>
/// <param name="Properties">What it says.</param>
/// <param name="Place">Where it stands.</param>
internal sealed partial record SamEvent(Resource Source, string Name, string Type, Value Properties, SourcePlace Place)
{
    public const string Function = "AWS::Serverless::Function";

    public const string StateMachine = "AWS::Serverless::StateMachine";

    public string Path => Literal(Properties["Path"]) is { Length: > 0 } path
        ? path.Length > 1 ? path.TrimEnd('/') : path
        : "/...";

    public string Method =>
        Literal(Properties["Method"])?.ToUpperInvariant() is { } method and not ("X-AMAZON-APIGATEWAY-ANY-METHOD" or "*")
        ? method
        : "ANY";

    public Value? Auth => Properties["Auth"];

    public string At => $"Resources/{Source.Id}/Properties/Events/{Name}";

    /// <summary>Whether it takes what no other route of an HTTP API takes.</summary>
    public bool IsCatchAll => Type == "HttpApi" && Literal(Properties["Path"]) is null or "$default";

    public static IEnumerable<SamEvent> Of(Resource source) => ((source["Events"] as MapValue)?.Properties ?? [])
        .Select(property => (Property: property, Type: Literal(property.Value["Type"])))
        .Where(each => each.Type is "Api" || (each.Type is "HttpApi" && source.Type == Function))
        .Select(each => new SamEvent(
            source,
            each.Property.Name,
            each.Type ?? "",
            each.Property.Value["Properties"] ?? new MapValue(each.Property.Place, []),
            each.Property.Place));

    /// <summary>The path in an ARN: what stands in braces is anything.</summary>
    public static string InArn(string path) => Parameter().Replace(path, "*");

    /// <summary>What answers: the function, or the alias that is published with each deployment, or the state machine.</summary>
    public MapValue Integration(Value? credentials, Value? cacheKeys) => Source.Type == StateMachine
        ? Map(Place,
            ("Type", Text(Place, "AWS")),
            ("IntegrationHttpMethod", Text(Place, "POST")),
            ("Uri", Pieces(Place,
                [new LiteralPiece("arn:aws:apigateway:"), new SymbolPiece("AWS::Region"), new LiteralPiece(":states:action/StartExecution")])),
            ("Credentials", Ref(Place, StartRoleId, "Arn")))
        : Map(Place,
            ("Type", Text(Place, "AWS_PROXY")),
            ("IntegrationHttpMethod", Text(Place, "POST")),
            ("Uri", Invocation(Place, SamFunction.Target(Source, Place))),
            ("Credentials", credentials),
            ("CacheKeyParameters", cacheKeys));

    private string StartRoleId => $"{Source.Id}{Name}Role";

    /// <summary>What lets API Gateway call the function for this route, or start the state machine.</summary>
    public Resource Permission(Value api, string stage) => Source.Type == StateMachine
        ? new(StartRoleId, "AWS::IAM::Role", Map(Place,
            ("AssumeRolePolicyDocument", Statement(
                ("Principal", Map(Place, ("Service", Text(Place, "apigateway.amazonaws.com")))), ("Action", Text(Place, "sts:AssumeRole")))),
            ("Policies", List(Place, [Map(Place,
                ("PolicyName", Text(Place, $"{StartRoleId}StartExecutionPolicy")),
                ("PolicyDocument", Statement(
                    ("Action", Text(Place, "states:StartExecution")), ("Resource", Ref(Place, Source.Id)))))]))), Place)
        { Path = At }
        : new($"{Source.Id}{Name}Permission{stage}", "AWS::Lambda::Permission", Map(Place,
            ("FunctionName", SamFunction.Name(Source, Place)),
            ("Action", Text(Place, "lambda:InvokeFunction")),
            ("Principal", Text(Place, "apigateway.amazonaws.com")),
            ("SourceArn", Execution(Place, api, IsCatchAll ? "/*/*" : $"/*/{(Method == "ANY" ? "*" : Method)}{InArn(Path)}"))), Place)
        { Path = At };

    private MapValue Statement(params (string Name, Value? Value)[] members) => Map(Place,
        ("Version", Text(Place, "2012-10-17")), ("Statement", List(Place, [Map(Place, [("Effect", Text(Place, "Allow")), .. members])])));

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
