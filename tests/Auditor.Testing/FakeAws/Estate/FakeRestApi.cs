using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Auditor.Testing.FakeAws.Estate;

/// <summary>A REST API. Its resources follow from the paths of its <see cref="Methods"/>.</summary>
public sealed record FakeRestApi(string Name)
{
    public string Id { get; init; } = FakeId.Of("rest api", Name);

    public string? Description { get; init; }

    public string? Version { get; init; }

    public DateTimeOffset CreatedDate { get; init; } = new(2025, 3, 1, 9, 30, 0, TimeSpan.Zero);

    public ImmutableArray<string> EndpointTypes { get; init; } = ["REGIONAL"];

    public string IpAddressType { get; init; } = "ipv4";

    public ImmutableArray<string> VpcEndpointIds { get; init; } = [];

    /// <summary>The resource policy as its author wrote it; the fake escapes it as AWS does.</summary>
    public string? Policy { get; init; }

    public bool DisableExecuteApiEndpoint { get; init; }

    public string ApiKeySource { get; init; } = "HEADER";

    public int? MinimumCompressionSize { get; init; }

    public ImmutableArray<string> BinaryMediaTypes { get; init; } = [];

    /// <summary>Absent in most answers of AWS (aws-facts.md A.3), so absent unless set.</summary>
    public string? SecurityPolicy { get; init; }

    public string? EndpointAccessMode { get; init; }

    public string? ApiStatus { get; init; }

    public ImmutableArray<string> Warnings { get; init; } = [];

    public ImmutableDictionary<string, string> Tags { get; init; } = [];

    /// <summary>The working copy. What a stage serves is in its deployment.</summary>
    public ImmutableArray<FakeMethod> Methods { get; init; } = [];

    public ImmutableArray<FakeAuthorizer> Authorizers { get; init; } = [];

    /// <summary>
    /// Deployments that differ from the working copy, or that a test wants to name; a stage's deployment that is not here is the working
    /// copy.
    /// </summary>
    public ImmutableArray<FakeDeployment> Deployments { get; init; } = [];

    public ImmutableArray<FakeStage> Stages { get; init; } = [];

    public ImmutableArray<FakeRequestValidator> RequestValidators { get; init; } = [];

    public ImmutableArray<FakeGatewayResponse> GatewayResponses { get; init; } = [];

    /// <summary>The deployment of a stage that does not name one.</summary>
    [JsonIgnore]
    public string CurrentDeploymentId => FakeId.Of("deployment", Name, 6);
}
