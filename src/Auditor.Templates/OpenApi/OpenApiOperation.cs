using Auditor.Core.Findings;
using Auditor.Templates.Values;

namespace Auditor.Templates.OpenApi;

/// <summary>One verb on one path of an OpenAPI document.</summary>
/// <param name="Path"><c>/orders/{id}</c>.</param>
/// <param name="Verb"><c>GET</c>, or <c>ANY</c>.</param>
/// <param name="Definition">What the document says of it.</param>
/// <param name="Place">From the verb to the end.</param>
internal sealed record OpenApiOperation(string Path, string Verb, Value Definition, SourcePlace Place)
{
    /// <summary>The parameters that the path has for all of its verbs.</summary>
    public Value? OfPath { get; init; }

    private static readonly ImmutableArray<string> Verbs = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

    /// <summary>The operations of a document.</summary>
    public static IEnumerable<OpenApiOperation> In(MapValue document)
    {
        foreach (var path in (document["paths"] as MapValue)?.Properties ?? [])
        {
            if (Followed(path.Value, document) is not MapValue item)
            {
                continue;
            }

            foreach (var member in item.Properties)
            {
                var verb = member.Name.Equals("x-amazon-apigateway-any-method", StringComparison.OrdinalIgnoreCase) ? "ANY"
                    : Verbs.Contains(member.Name.ToLowerInvariant()) ? member.Name.ToUpperInvariant() : null;
                if (verb is not null)
                {
                    yield return new(path.Name, verb, member.Value, member.Place) { OfPath = item["parameters"] };
                }
            }
        }
    }

    /// <summary>What a <c>$ref</c> within the document leads to; the value itself when it is none.</summary>
    public static Value? Followed(Value? value, MapValue document)
    {
        for (var steps = 0; steps < 20
            && value?["$ref"] is TextValue { Literal: { } pointer }
            && pointer.StartsWith("#/", StringComparison.Ordinal); steps++)
        {
            Value? at = document;
            foreach (var part in pointer[2..].Split('/'))
            {
                at = at?[part.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal)];
            }

            value = at;
        }

        return value;
    }
}
