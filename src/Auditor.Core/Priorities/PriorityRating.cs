using System.Collections.Concurrent;
using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Findings;
using Auditor.Core.Inventory;
using Auditor.Core.Subjects;
using Auditor.Core.Text;

namespace Auditor.Core.Priorities;

/// <summary>
/// Says how soon somebody should look at a finding: its severity, who can call the thing, what a call does, whether anybody calls, what
/// stands in front, and whether it is production. What is about several routes is as urgent as the most urgent of them. What was not read
/// is said, and lowers little.
/// </summary>
/// <param name="exposure">Who can call what.</param>
public sealed class PriorityRating(ExposureMap exposure)
{
    // What no request can reach is no less wrong, but nobody from outside makes use of it by itself.
    private const int NoRequests = 70;
    private const int NoStage = 30;
    private const int NoRoute = 60;

    private readonly RouteAction _action = new(exposure);
    private readonly ConcurrentDictionary<DeployedRoute, RoutePriority> _routes = new(ReferenceEqualityComparer.Instance);
    private readonly ConcurrentDictionary<(string Account, string Region, string Api, string Stage), RoutePriority?> _stages = new();

    /// <summary>The priority of a finding; <see langword="null"/> for what could not be told.</summary>
    public Priority? Of(Finding finding)
    {
        ArgumentNullException.ThrowIfNull(finding);
        return finding.Outcome is Outcome.Inconclusive ? null : new([Priority.Of(finding.Severity), .. Reasons(finding)]);
    }

    private ImmutableArray<PriorityReason> Reasons(Finding finding) => finding.Subject switch
    {
        RouteSubject route =>
            OfRoutes(route.Deployed.Where(deployed => finding.Stages is [] || finding.Stages.Contains(deployed.Stage.Name)), isNamed: true),
        StageSubject stage => OfStages(stage.Scope, stage.Api, [stage.Stage]),
        ApiSubject api =>
            OfStages(
                api.Scope,
                api.Api,
                [.. api.Api.Stages.ValueOr([]).Where(stage => finding.Stages is [] || finding.Stages.Contains(stage.Name))]),
        AuthorizerSubject authorizer => OfAuthorizer(authorizer, finding.Stages),
        DomainSubject domain => OfDomain(domain),
        _ => [new(PriorityFactor.Exposure, NoRequests, "no API's requests lead to it")],
    };

    // It is as urgent as what it leads to.
    private ImmutableArray<PriorityReason> OfDomain(DomainSubject subject)
    {
        var mappings = subject.Domain.Mappings.ValueOr([]);
        var routes =
            from api in subject.Scope.KnownApis
            from stage in api.Stages.ValueOr([])
            where mappings.Any(mapping => mapping.ApiId == api.Id && (mapping.Stage ?? stage.Name) == stage.Name)
            select OfStage(subject.Scope, api, stage);
        var reach = RouteExposurePriority.Of(exposure.AudienceOf(subject.Scope, subject.Domain));
        var behind = routes.OfType<RoutePriority>().ToList();
        return behind.Count == 0
            ? [reach]
            : [reach, .. Told(Worst(behind), isNamed: false).Where(reason => reason.Factor is not PriorityFactor.Exposure)];
    }

    private ImmutableArray<PriorityReason> OfAuthorizer(AuthorizerSubject subject, ImmutableArray<string> names)
    {
        var stages = subject.Api.Stages.ValueOr([]).Where(stage => names is [] || names.Contains(stage.Name));
        var routes = stages.SelectMany(stage => exposure.RoutesOf(subject.Scope, subject.Api, stage).ValueOr([]))
            .Where(route => route.Route.AuthorizerId == subject.Authorizer.Id)
            .ToList();
        return routes.Count == 0
            ? [new(PriorityFactor.Exposure, NoRoute, "no route is known to ask it")]
            : OfRoutes(routes, isNamed: false);
    }

    private ImmutableArray<PriorityReason> OfStages(Scope scope, Api api, ImmutableArray<Stage> stages)
    {
        if (stages is [])
        {
            return api.Stages.IsKnown
                ? [new(PriorityFactor.Exposure, NoStage, "it has no stage, so nobody can call it"), StageEnvironment.Of(api, null)]
                :
                [
                    RouteExposurePriority.Of((Fact<Audience>)(api.Stages.Unknown ?? Unknown.NotCollected)),
                    StageTraffic.Of(api, null),
                    StageEnvironment.Of(api, null),
                ];
        }

        var worst = stages.Select(stage => OfStage(scope, api, stage)).OfType<RoutePriority>().ToList();
        return worst.Count == 0 ? OfEmptyStage(scope, api, stages[0]) : Told(Worst(worst), isNamed: false);
    }

    // A stage that serves nothing, or nobody knows what.
    private ImmutableArray<PriorityReason> OfEmptyStage(Scope scope, Api api, Stage stage) =>
    [
        RouteExposurePriority.Of(exposure.AudienceOf(scope, api, stage)),
        StageTraffic.Of(api, stage),
        StageProtection.Of(scope, api, stage, null),
        StageEnvironment.Of(api, stage),
    ];

    private RoutePriority? OfStage(
        Scope scope, Api api, Stage stage) => _stages.GetOrAdd((scope.Account, scope.Region, api.Id, stage.Name), _ =>
        exposure.RoutesOf(scope, api, stage).ValueOr([]) is { IsEmpty: false } routes ? Worst(routes.Select(Of)) : null);

    private ImmutableArray<PriorityReason> OfRoutes(IEnumerable<DeployedRoute> routes, bool isNamed) =>
        routes.Select(Of).ToList() is { Count: > 0 } known ? Told(Worst(known), isNamed) : [];

    private static RoutePriority Worst(IEnumerable<RoutePriority> routes) => routes
        .OrderByDescending(route => route.Weight)
        .ThenBy(route => route.Route.Route.Key, StringComparer.Ordinal)
        .ThenBy(route => route.Route.Stage.Name, StringComparer.Ordinal)
        .First();

    // Of several routes it says which one it speaks of.
    private static ImmutableArray<PriorityReason> Told(RoutePriority route, bool isNamed) => isNamed
        ? route.Reasons
        :
        [
            .. route.Reasons.Select(reason => reason.Factor is PriorityFactor.Action
                ? reason with { Text = $"of its routes {Quote.Of(route.Route.Route.Key)}: {reason.Text}" }
                : reason),
        ];

    private RoutePriority Of(DeployedRoute route) => _routes.GetOrAdd(route, one => new(one,
    [
        RouteExposurePriority.Of(exposure.Of(one)),
        _action.Of(one),
        StageTraffic.Of(one.Api, one.Stage),
        StageProtection.Of(one.Scope, one.Api, one.Stage, one.Route.Key),
        StageEnvironment.Of(one.Api, one.Stage),
    ]));
}
