using Auditor.Core.Policies;

namespace Auditor.Core.Exposure;

/// <summary>
/// One combination that the walk asks about: these callers, through this endpoint and past this part of the web ACL, to these requests of a
/// route.
/// </summary>
internal sealed record Question(
    DeployedRoute Route, RouteGuard Guard, Endpoint Endpoint, ReachedRequests Requests, FirewallPassage Firewall, CallerClass Callers)
{
    /// <summary>Whether somebody asked about these callers, and they are not a part of everybody.</summary>
    public bool IsGiven { get; init; }

    public bool IsFromInternet => Callers.Network.Kind is CallerNetworkKind.Internet;

    /// <summary>Whether these are callers through whatever endpoint may be let in, of which it is not known whose it is.</summary>
    public bool IsThroughAnyEndpoint => Callers.Network.Kind is CallerNetworkKind.OtherEndpoints;

    /// <summary>Whether principals of the API's own account sign.</summary>
    public bool IsOwn => Guard.AsksForSignature && Callers.Identity.AccountId == Route.Scope.Account;

    /// <summary>The callers as policies see them: a signature that nobody asks for is not looked at.</summary>
    public CallerClass Identified => Guard.AsksForSignature ? Callers : Callers with { Identity = CallerIdentity.Anonymous };
}
