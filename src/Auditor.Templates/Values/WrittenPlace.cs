using System.Text.RegularExpressions;

namespace Auditor.Templates.Values;

/// <summary>
/// The account and Region that resources say they are deployed to: ARNs of routes in the policies of APIs, of functions and of principals
/// are those of their own APIs, or mean nothing.
/// </summary>
internal static partial class WrittenPlace
{
    /// <summary>
    /// What most of an API's own policy names: whichever of several is meant, the API is in one of them. Else the only Region, and the only
    /// account, that is named; <see langword="null"/> where none or several are.
    /// </summary>
    public static (string? Region, string? Account) In(IEnumerable<Resource> resources)
    {
        var named = resources.SelectMany(resource => Holding(resource)
                .SelectMany(TextsIn)
                .Select(text => text.Pieces is [LiteralPiece first, ..] ? Arn().Match(first.Text) : Match.Empty)
                .Where(match => match.Success && (match.Groups["service"].Value is "execute-api" || IsOfIam(resource)))
                .Select(match => (OfApi: resource.Type is "AWS::ApiGateway::RestApi", Match: match)))
            .ToList();
        return (Meant("region"), Meant("account"));

        string? Meant(string group)
        {
            var counts = named.Select(each => (each.OfApi, Text: each.Match.Groups[group].Value))
                .Where(each => each.Text.Length > 0)
                .CountBy(each => each)
                .OrderByDescending(each => each.Value)
                .Select(each => each.Key)
                .ToList();
            return counts.Where(each => each.OfApi).Select(each => each.Text).FirstOrDefault()
                ?? (counts is [var only] ? only.Text : null);
        }
    }

    private static IEnumerable<Value> Holding(Resource resource) => (resource.Type switch
    {
        "AWS::ApiGateway::RestApi" => new[] { resource["Policy"], resource["Body"]?["x-amazon-apigateway-policy"] },
        "AWS::Lambda::Permission" => [resource["SourceArn"]],
        _ when IsOfIam(resource) => [resource.Properties],
        _ => [],
    }).OfType<Value>();

    private static bool IsOfIam(Resource resource) => resource.Type.StartsWith("AWS::IAM::", StringComparison.Ordinal);

    private static IEnumerable<TextValue> TextsIn(Value value) => value switch
    {
        TextValue text => [text],
        ListValue list => list.All.SelectMany(TextsIn),
        MapValue map => map.Properties.SelectMany(property => TextsIn(property.Value)),
        _ => [],
    };

    [GeneratedRegex(
        "^arn:aws[a-z-]*:(?<service>execute-api|lambda):((?<region>[a-z]{2}(-[a-z]+)+-[0-9])|\\*|):((?<account>[0-9]{12})|\\*|):",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Arn();
}
