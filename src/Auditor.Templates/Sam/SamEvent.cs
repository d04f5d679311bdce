using Auditor.Core.Findings;
using Auditor.Templates.Values;

namespace Auditor.Templates.Sam;

/// <summary>An event of a function that makes a route.</summary>
internal sealed record SamEvent(Resource Function, string Name, string Type, Value Properties, SourcePlace Place)
{
    public string Path => GeneratedValues.Literal(Properties["Path"]) is { Length: > 0 } path
        ? path.Length > 1 ? path.TrimEnd('/') : path
        : "/...";

    public string Method => GeneratedValues.Literal(Properties["Method"])?.ToUpperInvariant() ?? "ANY";

    public Value? Auth => Properties["Auth"];

    public string At => $"Resources/{Function.Id}/Properties/Events/{Name}";

    public static IEnumerable<SamEvent> Of(Resource function) => ((function["Events"] as MapValue)?.Properties ?? [])
        .Select(property => (Property: property, Type: GeneratedValues.Literal(property.Value["Type"])))
        .Where(each => each.Type is "Api" or "HttpApi")
        .Select(each => new SamEvent(
            function,
            each.Property.Name,
            each.Type ?? "",
            each.Property.Value["Properties"] ?? new MapValue(each.Property.Place, []),
            each.Property.Place));

    /// <summary>What lets API Gateway call the function for this route.</summary>
    public Resource Permission(Value api, string stage) => new($"{Function.Id}{Name}Permission{stage.Replace("*", "", StringComparison.Ordinal)}", "AWS::Lambda::Permission", GeneratedValues.Map(Place,
        ("FunctionName", GeneratedValues.Ref(Place, Function.Id)),
        ("Action", GeneratedValues.Text(Place, "lambda:InvokeFunction")),
        ("Principal", GeneratedValues.Text(Place, "apigateway.amazonaws.com")),
        ("SourceArn", GeneratedValues.Pieces(Place,
        [
            new LiteralPiece("arn:aws:execute-api:"), new SymbolPiece("AWS::Region"), new LiteralPiece(":"), new SymbolPiece("AWS::AccountId"), new LiteralPiece(":"),
            .. api is TextValue text ? text.Pieces : [new OpenPiece("api", "The API is not in the template.")],
            new LiteralPiece(Source()),
        ]))), Place)
    { Path = At };

    // Parameters of a path stand for anything.
    private string Source() => Type == "HttpApi" && Properties["Path"] is null
        ? "/*/$default"
        : $"/*/{(Method == "ANY" ? "*" : Method)}{System.Text.RegularExpressions.Regex.Replace(Path, @"\{[^}]*\}", "*")}";
}
