using System.Collections.Concurrent;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Text;

namespace Auditor.Core.Priorities;

/// <summary>Ranks what a call of a route does: reads or writes, administers, makes AWS act under a role.</summary>
internal sealed class RouteAction(ExposureMap exposure)
{
    private const int Most = 100;
    private const int RoleOfNothingKnown = 97;
    private const int Service = 95;
    private const int Privileged = 95;
    private const int Writes = 92;
    private const int AnyVerb = 88;
    private const int Connects = 86;
    private const int Reads = 80;
    private const int Nothing = 60;

    private readonly ConcurrentDictionary<string, Fact<bool>> _broad = new(StringComparer.Ordinal);

    public PriorityReason Of(DeployedRoute route)
    {
        var integration = route.Route.Integration.ValueOr(null);
        if (integration is { Type: IntegrationType.Mock })
        {
            return Reason(Nothing, "API Gateway answers it itself");
        }

        var verb = OfVerb(route);
        var privileged = PrivilegedSegments.In(route.Route.Path, PrivilegedSegments.Usual) is { } segment
            ? Reason(verb.Percent >= AnyVerb ? Most : Privileged, $"its path says {Quote.Of(segment)}")
            : null;
        var service = integration is null ? null : OfService(integration);
        var reasons = new[] { privileged, service, verb }.OfType<PriorityReason>().ToList();
        return Reason(reasons.Max(reason => reason.Percent), string.Join(", ", reasons.Select(reason => reason.Text)));
    }

    private static PriorityReason OfVerb(DeployedRoute route) => (route.Api.Kind, route.Route.Method) switch
    {
        (ApiKind.WebSocket, _) => Reason(Connects, "it takes messages"),
        (_, null or "ANY") => Reason(AnyVerb, "it answers every verb"),
        (_, "GET" or "HEAD") => Reason(Reads, "it reads"),
        (_, "OPTIONS") => Reason(Nothing, "it answers OPTIONS"),
        (_, { } verb) => Reason(Writes, $"it takes {verb}"),
    };

    // Lambda functions run under their own roles; what is called by its own URL under none.
    private PriorityReason? OfService(Integration integration)
    {
        if (integration is not { Type: IntegrationType.Aws or IntegrationType.AwsProxy, CredentialsArn: { } credentials }
            || !credentials.Contains(":role/", StringComparison.Ordinal))
        {
            return null;
        }

        var broad = _broad.GetOrAdd(
            credentials,
            role => exposure.GrantsOfRole(role).Select(grants => grants?.OnEvery("unnamed-service:UnnamedAction", "{?}").Verdict is Verdict.Yes));
        return broad.Unknown is not null ? Reason(RoleOfNothingKnown, "it acts under a role of which nothing was read")
            : broad.Value ? Reason(Most, "it acts under a role that may do anything")
            : Reason(Service, "it acts under a role");
    }

    private static PriorityReason Reason(int percent, string text) => new(PriorityFactor.Action, percent, text);
}
