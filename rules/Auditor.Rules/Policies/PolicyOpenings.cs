using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Policies;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Rules.Policies;

/// <summary>What the resource policy of an API that the internet can reach says to strangers, route by route.</summary>
internal sealed class PolicyOpenings
{
    private readonly List<PolicyOpening> _openings = [];
    private Unknown? _doubt;

    private PolicyOpenings()
    {
    }

    /// <summary>The routes, those that nothing but the policy guards first, then by key and stage.</summary>
    public ImmutableArray<PolicyOpening> Ordered =>
    [
        .. _openings
            .OrderBy(opening => opening.HasOtherGuard)
            .ThenBy(opening => opening.Route.Route.Key, StringComparer.Ordinal)
            .ThenBy(opening => opening.Route.Stage.Name, StringComparer.Ordinal),
    ];

    /// <summary>
    /// Asks the policy that a route is deployed with about it; nothing comes back for an API without a policy, or a PRIVATE one.
    /// </summary>
    public static PolicyOpenings Of(ApiSubject subject, RuleContext context)
    {
        var (scope, api) = (subject.Scope, subject.Api);
        var openings = new PolicyOpenings();

        // Who reaches a PRIVATE API is a question of VPC endpoints.
        if (api.EndpointType.Value is EndpointType.Private)
        {
            return openings;
        }

        foreach (var stage in api.Stages.Value)
        {
            var routes = context.Exposure.RoutesOf(scope, api, stage);
            openings._doubt ??= routes.Unknown;
            foreach (var route in routes.ValueOr([]))
            {
                // Without a policy nothing is opened by it.
                if (context.Exposure.ResourcePolicyOf(route.Api).Value is { } policy)
                {
                    openings.Ask(policy, route, context.Exposure);
                }
            }
        }

        return openings;
    }

    /// <summary>Says that it cannot be told, when something that matters could not be read.</summary>
    public void ThrowIfDoubtful()
    {
        if (_doubt is not null)
        {
            throw new UnknownFactException(_doubt);
        }
    }

    private void Ask(AccessPolicy policy, DeployedRoute route, ExposureMap exposure)
    {
        // Browsers send preflights without credentials, and nothing is behind a MOCK: that a policy opens it is right.
        if (route.Route.Method is "OPTIONS" && route.Route.Integration.ValueOr(null) is { Type: IntegrationType.Mock })
        {
            return;
        }

        if (route.Route.Authorization.Unknown is { } unknown)
        {
            _doubt ??= unknown;
            return;
        }

        var authorization = route.Route.Authorization.Value;
        var identity = authorization is AuthorizationKind.AwsIam ? CallerIdentity.AnyAwsPrincipal : CallerIdentity.Anonymous;
        // Whoever does not get as far as the policy is not let in by it.
        var (internet, before) = (exposure.InternetOf(route), exposure.ReachBeforePolicyOf(route));
        if ((internet.Unknown ?? before.Unknown) is { } notRead)
        {
            _doubt ??= notRead;
            return;
        }

        var network = internet.Value;
        var answer = policy.Ask(new(identity, network), route.Target);
        if (answer.Verdict is Verdict.Depends)
        {
            _doubt ??= new($"Whom the resource policy of API {Quote.Of(route.Api.Name)} lets in depends on "
                + $"{string.Join(", ", answer.DependsOn)}.");
        }
        else
        {
            _openings.Add(new(
                route,
                authorization,
                answer,
                network,
                before.Value,
                new(() => exposure.Of(route, new(identity, network)) is { IsKnown: true, Value.Witness: var request } ? request : null)));
        }
    }
}
