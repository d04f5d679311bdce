using System.Collections.Immutable;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Auditor.Core.Paths;
using Auditor.Core.Rules;
using Auditor.Core.Subjects;

namespace Auditor.Reports.Html;

/// <summary>Says what is drawn of the path to what a finding is about.</summary>
internal sealed class PathModels(AuditResult result)
{
    // Routes and APIs are the same object wherever they are named, and comparing what is in them takes long.
    private readonly Dictionary<DeployedRoute, PathModel> _paths = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Api, ImmutableArray<DeployedRoute>> _routes = new(ReferenceEqualityComparer.Instance);

    /// <summary>The path to the most exposed of what a finding is about; <see langword="null"/> where no request leads there.</summary>
    /// <param name="subject">What the finding is about.</param>
    /// <param name="stages">The stages that it is about; none for all.</param>
    public PathModel? Of(Subject subject, ImmutableArray<string> stages)
    {
        var (routes, isOne) = subject switch
        {
            RouteSubject route => (route.Deployed, true),
            StageSubject stage => (Served(stage.Scope, stage.Api).RemoveAll(route => route.Stage.Name != stage.Stage.Name), false),
            ApiSubject api => (Served(api.Scope, api.Api), false),
            _ => (ImmutableArray<DeployedRoute>.Empty, true),
        };
        var about = stages is [] ? routes : routes.RemoveAll(route => !stages.Contains(route.Stage.Name));
        if (about.MinBy(route => CallersLook.Classify(result.Exposure.Of(route))) is not { } worst)
        {
            return null;
        }

        var path = Of(worst);
        return isOne || about is [_]
            ? path
            : path with { Caption = $"The most exposed of {Count.Of(about.Length, "route")}. {path.Caption}" };
    }

    /// <summary>The paths to all routes of an API as one; <see langword="null"/> where it serves none.</summary>
    public static PathModel? Of(AuditResult result, ApiExposure api)
    {
        var paths = api.Served.Where(served => !served.Route.Route.IsPreflight)
            .Select(served => RequestPath.Of(result.Exposure, served.Route, served.Exposure))
            .ToList();
        return paths switch
        {
            [] => null,
            [var only] => Of(only.Summary, only.Steps, IsStopped(only)),
            _ => Of("", ApiPath.Of(paths), isStopped: false),
        };
    }

    private PathModel Of(DeployedRoute route)
    {
        if (!_paths.TryGetValue(route, out var model))
        {
            var path = RequestPath.Of(result.Exposure, route, result.Exposure.Of(route));
            _paths.Add(route, model = Of(path.Summary, path.Steps, IsStopped(path)));
        }

        return model;
    }

    private static bool IsStopped(RequestPath path) => path.Exposure is { IsKnown: true, Value.Audience: Audience.Nobody };

    private static PathModel Of(string caption, ImmutableArray<PathStep> steps, bool isStopped) => new(
        caption,
        [
            .. steps.Select(step => new PathStepModel(
                Symbol(step),
                $"{(step.IsDecisive ? $"decides decides-{Key(step)}" : "")}{(step.IsReached ? "" : " off")}".TrimStart(),
                step.Label,
                step.Title,
                step.LetsThrough,
                step.IsDecisive ? Mark(step, isStopped) : "")),
        ]);

    private static string Mark(PathStep step, bool isStopped) => step.State switch
    {
        PathStepState.Unknown => "not known",
        PathStepState.Stops => "stops here",
        _ when isStopped => "stops here",
        PathStepState.Open => "open",
        _ => "holds",
    };

    private static string Symbol(PathStep step) => step switch
    {
        { State: PathStepState.Open, IsDecisive: false } => "absent",
        { State: not PathStepState.Passes } => Key(step),
        { Kind: PathStepKind.Name } => "name",
        { Kind: PathStepKind.Integration } => "backend",
        _ => "passes",
    };

    private static string Key(PathStep step) => step.State switch
    {
        PathStepState.Open => "open",
        PathStepState.Narrows => "narrows",
        PathStepState.Unknown => "unknown",
        PathStepState.Stops => "stops",
        _ => "passes",
    };

    private ImmutableArray<DeployedRoute> Served(Scope scope, Api api)
    {
        if (!_routes.TryGetValue(api, out var routes))
        {
            _routes.Add(api, routes = [.. api.Stages.ValueOr([])
                .SelectMany(stage => result.Exposure.RoutesOf(scope, api, stage).ValueOr([]))
                .Where(route => !route.Route.IsPreflight)]);
        }

        return routes;
    }
}
