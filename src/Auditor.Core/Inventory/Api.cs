using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Auditor.Core.Inventory;

/// <summary>A REST, HTTP or WebSocket API.</summary>
public sealed record Api
{
    public required string Id { get; init; }

    /// <summary>Chosen by whoever made it; not unique, and not to be trusted as text.</summary>
    public required string Name { get; init; }

    public required ApiKind Kind { get; init; }

    public string? Description { get; init; }

    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary>Where it answers. HTTP and WebSocket APIs are always <see cref="EndpointType.Regional"/>.</summary>
    public Fact<EndpointType> EndpointType { get; init; }

    /// <summary>The VPC endpoints that a PRIVATE API is associated with (they give it DNS names, they restrict nothing).</summary>
    public ImmutableArray<string> VpcEndpointIds { get; init; } = [];

    /// <summary><c>ipv4</c> or <c>dualstack</c>.</summary>
    public string? IpAddressType { get; init; }

    /// <summary>
    /// Whether the execute-api name is switched off as configured; whether that acts yet, <see cref="Exposure.DefaultEndpointSwitch"/>
    /// tells.
    /// </summary>
    public bool DisableExecuteApiEndpoint { get; init; }

    /// <summary>TLS policy of the default endpoint as AWS names it; <see langword="null"/> when the answer has none.</summary>
    public string? SecurityPolicy { get; init; }

    /// <summary><c>BASIC</c> or <c>STRICT</c>; <see langword="null"/> when the answer has none.</summary>
    public string? EndpointAccessMode { get; init; }

    /// <summary><c>HEADER</c> or <c>AUTHORIZER</c> (REST).</summary>
    public string? ApiKeySource { get; init; }

    /// <summary>
    /// The resource policy as AWS sent it, escaped or not; <see langword="null"/> when there is none. Only REST APIs can have one.
    /// </summary>
    public string? ResourcePolicy { get; init; }

    /// <summary>Whether a WebSocket API avoids validating models when creating a deployment.</summary>
    public bool DisableSchemaValidation { get; init; }

    /// <summary>CORS configuration of an HTTP API.</summary>
    public Cors? Cors { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public Fact<ImmutableArray<Stage>> Stages { get; init; }

    /// <summary>
    /// The routes as configured. For a REST API this is the working copy that somebody may be editing: what callers meet is in
    /// <see cref="Deployments"/>. For HTTP and WebSocket APIs it is live where the stage deploys automatically.
    /// </summary>
    public Fact<ImmutableArray<Route>> Routes { get; init; }

    /// <summary>
    /// When <see cref="Routes"/> and <see cref="Authorizers"/> were read, if that was an earlier scan; <see langword="null"/> when it was
    /// this one. Deployments do not change, so what callers of a REST API meet is as sure as if it had been read just now.
    /// </summary>
    public DateTimeOffset? WorkingCopyReadAt { get; init; }

    /// <summary>
    /// Whether <see cref="Routes"/> and <see cref="Authorizers"/> were not asked for and repeat what is deployed (<c>--working-copies
    /// none</c>): they prove nothing about drift.
    /// </summary>
    public bool WorkingCopyLeftOut { get; init; }

    /// <summary>
    /// The deployments that a stage or its canary points to (REST), and those of stages that do not serve what is configured (HTTP).
    /// </summary>
    public ImmutableArray<Deployment> Deployments { get; init; } = [];

    public Fact<ImmutableArray<Authorizer>> Authorizers { get; init; }

    /// <summary>The request validators (REST). Not asked for where no method names one: then there are none in use.</summary>
    public Fact<ImmutableArray<RequestValidator>> RequestValidators { get; init; }

    /// <summary>The gateway responses that somebody changed (REST). Asked for only where integrations answer CORS.</summary>
    public Fact<ImmutableArray<GatewayResponse>> GatewayResponses { get; init; }

    /// <summary>
    /// What its template says otherwise; <see langword="null"/> where nobody compared (<c>--source</c>) or its template was not found.
    /// </summary>
    public ImmutableArray<TemplateDifference>? TemplateDifferences { get; init; }

    /// <summary>
    /// Why it only stands in for something that a template refers to and does not describe; <see langword="null"/> for what was read.
    /// </summary>
    public string? NotInTemplate { get; init; }

    /// <summary>Requests over all stages.</summary>
    public Fact<Usage> Usage { get; init; }

    /// <summary>Whether it belongs to the v1 control plane.</summary>
    [JsonIgnore]
    public bool IsRest => Kind is ApiKind.Rest;
}
