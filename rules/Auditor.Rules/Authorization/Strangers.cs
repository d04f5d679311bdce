using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Metadata;
using Auditor.Core.Rules;
using Auditor.Core.Text;

namespace Auditor.Rules.Authorization;

/// <summary>Tells whether people whom nobody knows can call a route.</summary>
internal static class Strangers
{
    /// <summary>
    /// The verdict on a route for which <paramref name="credential"/> is all that a caller has to show; <see langword="null"/> when more is
    /// asked or when no stranger's request gets that far.
    /// </summary>
    /// <param name="deployed">The route.</param>
    /// <param name="context">Where exposure is asked.</param>
    /// <param name="credential">What the rule is about.</param>
    /// <param name="open">The sentence for a route that the internet reaches, from the words for route, API and stages.</param>
    /// <param name="narrowed">The sentence for a route that only the network keeps from strangers.</param>
    public static RouteVerdict? CanCall(
        DeployedRoute deployed, RuleContext context, Credential credential, Func<string, string> open, Func<string, string> narrowed)
    {
        if (!AsksNobody(deployed) || IsPrivate(deployed.Api))
        {
            return null;
        }

        var exposure = context.Exposure.Of(deployed).Value;
        if (exposure.Credential != credential || exposure.Audience is not (Audience.Internet or Audience.OthersOrNetwork))
        {
            return null;
        }

        var isOpen = exposure.Audience is Audience.Internet;
        return new(stages => isOpen
            ? $"{open(Name(deployed, stages))}."
            : $"{narrowed(Name(deployed, stages))}: only the network stops strangers{(exposure.Narrowing is { } narrowing ? $" ({narrowing})" : "")}.")
        {
            // The network is some protection, whatever the rule thinks of a route without it.
            Severity = isOpen ? null : Severity.Low,
            SeverityIsFixed = !isOpen,
            Confidence = exposure.IsUncertain ? Confidence.Medium : null,
            Evidence = exposure.Witness is { } witness ? exposure.Path.Add(new("request", witness)) : exposure.Path,
        };
    }

    /// <summary>Whether API Gateway lets callers of a route through without asking who they are, though it could.</summary>
    public static bool AsksNobody(DeployedRoute deployed) =>
        // Of a WebSocket API only '$connect' can have authorization: the others answer on a connection that was let in.
        (deployed.Api.Kind is not ApiKind.WebSocket || deployed.Route.Key == "$connect")
        && deployed.Route.Authorization.Value is AuthorizationKind.None;

    /// <summary>Whether it is known that only interface VPC endpoints lead to an API.</summary>
    public static bool IsPrivate(Api api) => api.EndpointType.IsKnown && api.EndpointType.Value is EndpointType.Private;

    private static string Name(DeployedRoute deployed, string stages) =>
        $"route {Quote.Of(deployed.Route.Key)} of API {Quote.Of(deployed.Api.Name)} on {stages}";
}
