using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>The integration of a method of a REST API.</summary>
public sealed record FakeIntegration
{
    public string Type { get; init; } = "MOCK";

    public string? HttpMethod { get; init; }

    public string? Uri { get; init; }

    public string? ConnectionType { get; init; }

    public string? ConnectionId { get; init; }

    public string? Credentials { get; init; }

    public string? PassthroughBehavior { get; init; } = "WHEN_NO_MATCH";

    public int TimeoutInMillis { get; init; } = 29000;

    public bool? InsecureSkipVerification { get; init; }

    public string? ResponseTransferMode { get; init; }

    public string? IntegrationTarget { get; init; }

    public ImmutableArray<string> CacheKeyParameters { get; init; } = [];

    /// <summary>By status.</summary>
    public ImmutableDictionary<string, FakeIntegrationResponse> Responses { get; init; } = [];

    public ImmutableDictionary<string, string> RequestParameters { get; init; } = [];

    public ImmutableDictionary<string, string> RequestTemplates { get; init; } = [];

    public static FakeIntegration Lambda(string functionArn) => new()
    {
        Type = "AWS_PROXY",
        HttpMethod = "POST",
        Uri = $"arn:aws:apigateway:{functionArn.Split(':')[3]}:lambda:path/2015-03-31/functions/{functionArn}/invocations",
    };

    public static FakeIntegration Http(string uri) => new() { Type = "HTTP_PROXY", HttpMethod = "ANY", Uri = uri };
}
