using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Auditor.Core.Inventory;

/// <summary>A way to call an API: a verb on a path of a REST API, or a route of an HTTP or WebSocket API.</summary>
public sealed record Route
{
    /// <summary><c>GET /pets/{petId}</c>, <c>ANY /{proxy+}</c>, <c>$default</c>, <c>$connect</c>.</summary>
    public required string Key { get; init; }

    /// <summary>
    /// The id by which commands name it: of an HTTP or WebSocket API the route's, of a REST API that of the resource which its method
    /// belongs to; <see langword="null"/> for what is deployed, which has none, and in inventories of versions that did not keep it.
    /// </summary>
    public string? Id { get; init; }

    /// <summary>The id of what is behind it (HTTP and WebSocket APIs); <see langword="null"/> as for <see cref="Id"/>.</summary>
    public string? IntegrationId { get; init; }

    public Fact<AuthorizationKind> Authorization { get; init; }

    /// <summary>The authorizer that it names; whether it exists is another question.</summary>
    public string? AuthorizerId { get; init; }

    public ImmutableArray<string> AuthorizationScopes { get; init; } = [];

    public bool ApiKeyRequired { get; init; }

    public string? RequestValidatorId { get; init; }

    /// <summary>The content types for which the method names a model of the body (REST).</summary>
    public ImmutableArray<string> ModelledContentTypes { get; init; } = [];

    /// <summary>The parameters that the method calls required, <c>method.request.querystring.page</c> (REST).</summary>
    public ImmutableArray<string> RequiredParameters { get; init; } = [];

    /// <summary>What is behind it; <see langword="null"/> when nothing is.</summary>
    public Fact<Integration?> Integration { get; init; }

    /// <summary>
    /// Why it only stands in for something that a template refers to and does not describe; <see langword="null"/> for what was read.
    /// </summary>
    public string? NotInTemplate { get; init; }

    /// <summary>The verb, or <c>ANY</c>; <see langword="null"/> for keys without one (<c>$default</c>, WebSocket routes).</summary>
    [JsonIgnore]
    public string? Method => PathAt is { } at ? Key[..(at - 1)] : null;

    /// <summary>The path, <c>/pets/{petId}</c>; <see langword="null"/> for keys without one.</summary>
    [JsonIgnore]
    public string? Path => PathAt is { } at ? Key[at..] : null;

    /// <summary>
    /// Whether it is a CORS preflight: browsers send them without credentials and API Gateway answers them itself, so nothing is behind
    /// them.
    /// </summary>
    [JsonIgnore]
    public bool IsPreflight => Method is "OPTIONS" && Integration is { IsKnown: true, Value.Type: IntegrationType.Mock };

    // After the first space, where there is a path.
    private int? PathAt =>
        Key.IndexOf(' ', StringComparison.Ordinal) + 1 is > 0 and var at && at < Key.Length && Key[at] == '/' ? at : null;
}
