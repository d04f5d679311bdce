using System.Collections.Immutable;

namespace Auditor.Core.Inventory;

/// <summary>What a deployment holds besides the summary of its methods, as its export tells.</summary>
public sealed record DeployedDefinition
{
    /// <summary>The methods with their integrations and authorizers.</summary>
    public required ImmutableArray<Route> Routes { get; init; }

    /// <summary>
    /// The authorizers that methods use. One that the working copy also has by that name has its id; others are called by their names.
    /// </summary>
    public required ImmutableArray<Authorizer> Authorizers { get; init; }

    /// <summary>The resource policy as JSON text; <see langword="null"/> when the export has none.</summary>
    public string? ResourcePolicy { get; init; }

    /// <summary>
    /// What the export says of the switch of the default endpoint; <see langword="null"/> when it says nothing, as exports do where it was
    /// never switched off.
    /// </summary>
    public bool? DisableExecuteApiEndpoint { get; init; }

    /// <summary><c>HEADER</c> or <c>AUTHORIZER</c> (REST); <see langword="null"/> when the export does not say.</summary>
    public string? ApiKeySource { get; init; }

    /// <summary>
    /// The request validators (REST), by the names that methods call them by; <see langword="null"/> when the export has none.
    /// </summary>
    public ImmutableArray<RequestValidator>? RequestValidators { get; init; }

    /// <summary>The gateway responses that somebody changed (REST); <see langword="null"/> when the export has none.</summary>
    public ImmutableArray<GatewayResponse>? GatewayResponses { get; init; }

    /// <summary>The CORS configuration (HTTP); <see langword="null"/> when the export has none.</summary>
    public Cors? Cors { get; init; }
}
