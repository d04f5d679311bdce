using System.Collections.Immutable;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>An integration of an HTTP or WebSocket API.</summary>
public sealed record FakeApiIntegration(string Id)
{
    public string Type { get; init; } = "AWS_PROXY";

    public string? Subtype { get; init; }

    public string? Uri { get; init; }

    public string? Method { get; init; }

    public string ConnectionType { get; init; } = "INTERNET";

    public string? ConnectionId { get; init; }

    public string? CredentialsArn { get; init; }

    public string? PayloadFormatVersion { get; init; } = "2.0";

    public int TimeoutInMillis { get; init; } = 30000;

    public string? ServerNameToVerify { get; init; }

    public bool? ApiGatewayManaged { get; init; }

    public ImmutableDictionary<string, string> RequestParameters { get; init; } = [];

    /// <summary>By status (HTTP APIs).</summary>
    public ImmutableDictionary<string, ImmutableDictionary<string, string>> ResponseParameters { get; init; } = [];
}
