using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json.Nodes;
using Auditor.Testing.FakeAws.Protocol;

namespace Auditor.Testing.FakeAws.ApiGateway;

/// <summary>
/// How v1 answers: <c>item</c> and <c>position</c>, or HAL for whoever does not ask for JSON (aws-facts.md 0.1, 0.2, A.3).
/// </summary>
internal static class ItemList
{
    private const int DefaultLimit = 25;
    private const int MaximumLimit = 500;

    /// <summary>The query parameters of a paged list.</summary>
    public static ImmutableArray<string> Paging { get; } = ["limit", "position"];

    public static FakeResponse Page<T>(FakeRequest request, IEnumerable<T> all, Func<T, JsonObject> item)
    {
        var limit = request.QueryValue("limit") is not { } text
            ? DefaultLimit
            : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var asked) && asked is > 0 and <= MaximumLimit
                ? asked
                : throw new FakeAwsException(400, "BadRequestException", $"Invalid limit: {text}");
        var offset = request.QueryValue("position") is not { Length: > 0 } position
            ? 0
            : PageToken.Read(request.RawPath, position)
                ?? throw new FakeAwsException(400, "BadRequestException", "Invalid position parameter specified");
        var items = all.Skip(offset).Take(limit + 1).ToImmutableArray();
        var next = items.Length > limit ? PageToken.Issue(request.RawPath, offset + limit) : null;
        return One(request, Wire.Object(
            ("position", next),
            ("item", Wire.Array(items.Take(limit).Select(item)))));
    }

    public static FakeResponse All<T>(FakeRequest request, IEnumerable<T> all, Func<T, JsonObject> item) =>
        One(request, Wire.Object(("item", Wire.Array(all.Select(item)))));

    public static FakeResponse One(FakeRequest request, JsonObject body) =>
        request.Header("accept")?.Contains("application/json", StringComparison.Ordinal) is true
            ? Wire.Json(body)
            : Wire.Json(Hal(request, body), contentType: "application/hal+json");

    private static JsonObject Hal(FakeRequest request, JsonObject body)
    {
        var links = Wire.Object(("self", Wire.Object(("href", request.RawTarget))));
        if (body["item"] is not JsonArray items)
        {
            body["_links"] = links;
            return body;
        }

        if (body["position"] is { } position)
        {
            links["next"] = Wire.Object(("href", $"{request.RawPath}?position={Uri.EscapeDataString(position.GetValue<string>())}"));
        }

        return Wire.Object(("_links", links), ("_embedded", Wire.Object(("item", items.DeepClone()))));
    }
}
