namespace Auditor.Core.Inventory;

/// <summary>One method as a deployment froze it. Which authorizer and integration it has, the summary does not say.</summary>
public sealed record DeployedMethod
{
    /// <summary>As in <see cref="Route.Key"/>: <c>GET /orders</c>.</summary>
    public required string Key { get; init; }

    public Fact<AuthorizationKind> Authorization { get; init; }

    public bool ApiKeyRequired { get; init; }
}
