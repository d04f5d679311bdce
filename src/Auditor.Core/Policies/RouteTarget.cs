using System.Collections.Immutable;

namespace Auditor.Core.Policies;

/// <summary>The requests that reach one route of one stage, as execute-api resources.</summary>
public sealed record RouteTarget
{
    private readonly ImmutableArray<string> _verbs = AnyVerb;

    /// <summary>The verbs that a method or route ANY answers.</summary>
    public static ImmutableArray<string> AnyVerb { get; } = ["GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS"];

    public string Partition { get; init; } = "aws";

    public required string Region { get; init; }

    public required string AccountId { get; init; }

    public required string ApiId { get; init; }

    public required string Stage { get; init; }

    /// <summary>A connection to a WebSocket API, whose resources have no verb: <c>prod/$connect</c>.</summary>
    public static ImmutableArray<string> NoVerb { get; } = [""];

    /// <summary>One verb, or those that an ANY still answers beside more specific methods; <c>ANY</c> itself means all of them.</summary>
    public ImmutableArray<string> Verbs
    {
        get => _verbs;
        init => _verbs = value.Contains("ANY", StringComparer.OrdinalIgnoreCase) ? AnyVerb
            : !value.Any(verb => verb.Any(char.IsLower)) ? value
            : [.. value.Select(verb => verb.ToUpperInvariant())];
    }

    /// <summary>Path with <c>{param}</c> (one segment) and <c>{proxy+}</c> (anything) as placeholders: <c>/orders/{orderId}</c>.</summary>
    public required string Path { get; init; }

    /// <summary>More specific routes, which answer some of these requests in its place: <c>/orders</c> before <c>/{proxy+}</c>.</summary>
    public ImmutableArray<RouteTarget> TakenFirst { get; init; } = [];

    /// <summary>What is asked of the path besides.</summary>
    public ImmutableArray<PathCondition> PathConditions { get; init; } = [];

    /// <summary>ARN of the API without its stage.</summary>
    public string ApiArn => $"arn:{Partition}:execute-api:{Region}:{AccountId}:{ApiId}";

    /// <summary>How messages call the route: <c>GET /prod/orders</c>.</summary>
    public override string ToString() =>
        $"{(Verbs.Length == AnyVerb.Length ? "ANY" : string.Join("|", Verbs))} /{Stage}{(Path.StartsWith('/') ? "" : "/")}{Path}";
}
