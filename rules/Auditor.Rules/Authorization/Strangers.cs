using System.Collections.Immutable;
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
        if (!AsksNobody(deployed, context) || IsPrivate(deployed.Api))
        {
            return null;
        }

        var exposure = context.Exposure.Of(deployed).Value;
        if (exposure.WithLess is { } less && less.Credential == credential)
        {
            exposure = less;
        }

        // Where nobody has a key, the first key that somebody makes opens the route to whoever sees it; where the limit on requests is 0,
        // another limit opens it to everybody.
        var refusal = exposure.Walk is [.., { Kind: WalkStepKind.ApiKey or WalkStepKind.Throttling, Stops: true } last]
            ? last.Kind
            : (WalkStepKind?)null;
        var isRefused = refusal is not null;
        var audience = isRefused ? exposure.Reach : exposure.Audience;
        if (exposure.Credential != credential || audience is not (Audience.Internet or Audience.OthersOrNetwork))
        {
            return null;
        }

        var isOpen = audience is Audience.Internet;
        var answersItself = AnswersItself(deployed);
        var networks = isRefused ? exposure.Passages[0].RefusedNarrowing : exposure.Narrowing;
        ImmutableArray<string> remarks =
        [
            .. refusal switch
            {
                WalkStepKind.ApiKey =>
                    [$" Nobody has a key now: {KeyAvailability.WhyNone(deployed)}."],
                WalkStepKind.Throttling => [" Nobody gets an answer now: the limit on requests is 0, and each is answered with 429."],
                _ => ImmutableArray<string>.Empty,
            },
            .. HasNoConnect(deployed, context)
                ? [" The API has no route '$connect', which alone could ask who connects."]
                : ImmutableArray<string>.Empty,
            .. answersItself ? [" It answers by itself (MOCK): no backend is reached."] : ImmutableArray<string>.Empty,
        ];
        var rest = string.Concat(remarks);
        return new(stages => isOpen
            ? $"{open(Name(deployed, stages))}.{rest}"
            : $"{narrowed(Name(deployed, stages))}: only the network stops "
                + $"strangers{(networks is { } narrowing ? $" ({narrowing})" : "")}.{rest}")
        {
            // The network is some protection, whatever the rule thinks of a route without it. What API Gateway itself answers is the same
            // for everybody.
            Severity = isOpen && !isRefused && !answersItself ? null : Severity.Low,
            SeverityIsFixed = !isOpen || isRefused || answersItself,
            Confidence = exposure.IsUncertain ? Confidence.Medium : null,
            Evidence = exposure.Witness is { } witness ? exposure.Path.Add(new("request", witness)) : exposure.Path,
        };
    }

    /// <summary>Whether API Gateway lets callers of a route through without asking who they are, though it could.</summary>
    public static bool AsksNobody(DeployedRoute deployed, RuleContext context) =>
        // Of a WebSocket API only '$connect' can have authorization: the others answer on a connection that was let in. Without it every
        // connection is.
        (deployed.Api.Kind is not ApiKind.WebSocket
            || deployed.Route.Key == "$connect"
            || (HasNoConnect(deployed, context) && IsFirst(deployed, context)))
        && deployed.Route.Authorization.Value is AuthorizationKind.None;

    private static bool HasNoConnect(DeployedRoute deployed, RuleContext context) =>
        deployed.Api.Kind is ApiKind.WebSocket && !RoutesOf(deployed, context).Any(other => other.Route.Key == "$connect");

    // One route speaks for all: nothing is asked of callers of any.
    private static bool IsFirst(DeployedRoute deployed, RuleContext context) =>
        RoutesOf(deployed, context)
            .Select(other => other.Route.Key)
            .Where(key => key != "$disconnect")
            .Order(StringComparer.Ordinal)
            .FirstOrDefault() == deployed.Route.Key;

    private static ImmutableArray<DeployedRoute> RoutesOf(DeployedRoute deployed, RuleContext context) =>
        context.Exposure.RoutesOf(deployed.Scope, deployed.Api, deployed.Stage).ValueOr([]);

    /// <summary>
    /// Whether API Gateway answers a route itself, so that nothing is behind it (Mock integrations for REST APIs). A WebSocket connection
    /// that was let in reaches what is behind the other routes, whatever answers <c>$connect</c>.
    /// </summary>
    public static bool AnswersItself(DeployedRoute deployed) =>
        deployed.Api.Kind is not ApiKind.WebSocket
            && deployed.Route.Integration is { IsKnown: true, Value: { Type: IntegrationType.Mock } };

    /// <summary>Whether it is known that requests to a route reach something behind the API.</summary>
    public static bool ReachesBackend(DeployedRoute deployed) =>
        deployed.Route.Integration is { IsKnown: true, Value: { Type: not IntegrationType.Mock } integration }
            && !CallsInVain(integration, deployed);

    // A Lambda function that is gone, or that has no policy which could let API Gateway call it, answers nobody: each request gets 500.
    private static bool CallsInVain(Integration integration, DeployedRoute deployed) =>
        integration.Uri is { } uri
            && StageVariables.FillIn(uri, deployed).ValueOr(null) is { } filled
            && CalledFunction.In(filled)?.FunctionIn(deployed.Scope) is { } function
            && (function.Exists is { IsKnown: true, Value: false }
                || (integration.CredentialsArn is null && function.Policy is { IsKnown: true, Value: null }));

    /// <summary>Whether it is known that only interface VPC endpoints lead to an API.</summary>
    public static bool IsPrivate(Api api) => api.EndpointType.IsKnown && api.EndpointType.Value is EndpointType.Private;

    private static string Name(DeployedRoute deployed, string stages) =>
        $"route {Quote.Of(deployed.Route.Key)} of API {Quote.Of(deployed.Api.Name)} on {stages}";
}
