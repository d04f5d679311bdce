using System.Collections.Immutable;
using Auditor.Core.Inventory;
using Auditor.Core.Paths;
using Auditor.Core.Text;
using Auditor.Reports.Html;

namespace Auditor.Reports.Graphs;

/// <summary>
/// From names over stages and routes to backends: the paths of an inventory, what they have in common drawn once. A route stands for one
/// stage, so that no line leads where requests do not get.
/// </summary>
public sealed class ExposureGraph
{
    private readonly Dictionary<(GraphNodeKind Kind, string Thing, GraphPlace Place), GraphNode> _nodes = [];
    private readonly Dictionary<(string From, string To, string Label), bool> _edges = [];

    /// <param name="paths">In whatever order; the graph is the same.</param>
    /// <param name="about">What a reader should know of it, a line each: what is left out, what could not be read.</param>
    public ExposureGraph(IEnumerable<RequestPath> paths, ImmutableArray<string> about)
    {
        ArgumentNullException.ThrowIfNull(paths);
        About = about;
        foreach (var path in paths.OrderBy(Place, StringComparer.Ordinal))
        {
            Add(path);
        }

        Nodes = [.. _nodes.Values];
        Edges = [.. _edges.Select(edge => new GraphEdge(edge.Key.From, edge.Key.To, edge.Key.Label, edge.Value))];
    }

    /// <summary>What a reader should know of it, a line each.</summary>
    public ImmutableArray<string> About { get; }

    /// <summary>In the order in which requests meet them, API by API.</summary>
    public ImmutableArray<GraphNode> Nodes { get; }

    /// <summary>In the same order.</summary>
    public ImmutableArray<GraphEdge> Edges { get; }

    private static string Place(RequestPath path) => string.Join(
        '\n',
        path.Route.Scope.Account,
        path.Route.Scope.Region,
        path.Route.Api.Id,
        path.Route.Stage.Name,
        path.Route.Route.Key,
        path.Route.IsCanary ? "1" : "0");

    private void Add(RequestPath path)
    {
        var (scope, api) = (path.Route.Scope, path.Route.Api);
        var region = new GraphPlace(scope.Account, scope.Region, "", "");
        var place = region with { ApiId = api.Id, ApiName = api.Name };
        var stage = Node(GraphNodeKind.Stage, Title(path, PathStepKind.Stage), place);
        foreach (var name in path.Names.OrderBy(name => name.Url, StringComparer.Ordinal))
        {
            var conditions = new[]
            {
                name.IsPrivate ? "from a VPC" : null,
                name.RequiresClientCertificate ? "client certificate" : null,
                WebAcl(path),
            };
            Edge(
                Node(GraphNodeKind.Name, name.Url, region),
                stage,
                string.Join(", ", conditions.OfType<string>()),
                path.IsOpen && name is { IsPrivate: false, RequiresClientCertificate: false });
        }

        var route = Node(
            GraphNodeKind.Route,
            Title(path, PathStepKind.Route),
            place,
            thing: $"{Title(path, PathStepKind.Stage)}\n{path.Route.Route.Key}",
            callers: CallersLook.Of(CallersLook.Classify(path.Exposure)).Sentence,
            isUnknown: !path.Exposure.IsKnown);
        route.IsOpen |= path.IsOpen;
        Edge(stage, route, "", path.IsOpen);
        var backend = Backend(path, region);
        backend.IsOpen |= path.IsOpen;
        Edge(route, backend, Controls(path), path.IsOpen);
    }

    // The same Lambda function or queue behind several routes is one; what API Gateway answers itself belongs to the API.
    private GraphNode Backend(RequestPath path, GraphPlace region)
    {
        var step = path.Steps[^1];
        var integration = path.Route.Route.Integration.ValueOr(null);
        var isItself = integration is null or { Type: IntegrationType.Mock };
        var account = BackendAccount.Of(integration, path.Route.Scope.Account);
        var place = isItself ? region with { ApiId = path.Route.Api.Id, ApiName = path.Route.Api.Name }
            : account == region.Account ? region
            : account is null ? GraphPlace.Elsewhere
            : GraphPlace.Elsewhere with { Account = account };
        return Node(GraphNodeKind.Backend, step.Title, place, thing: step.Thing.Length > 0 ? step.Thing : step.Title);
    }

    private static string? WebAcl(RequestPath path) => path.Steps.FirstOrDefault(step => step.Kind is PathStepKind.WebAcl) is { } step
        ? step.State is PathStepState.Open ? "no web ACL" : $"web ACL {Quote.Of(step.Title)}"
        : null;

    private static string Controls(RequestPath path) => string.Join(
        ", ",
        path.Steps
            .Where(step => step.Kind
                is PathStepKind.DomainPolicy or PathStepKind.ResourcePolicy or PathStepKind.Authorizer or PathStepKind.ApiKey)
            .Where(step => step.Kind is PathStepKind.Authorizer || step.State is not PathStepState.Open)
            .Select(step => step.Kind is PathStepKind.ApiKey ? "API key" : step.Title));

    private static string Title(RequestPath path, PathStepKind kind) => path.Steps.First(step => step.Kind == kind).Title;

    private GraphNode Node(
        GraphNodeKind kind, string title, GraphPlace place, string? thing = null, string callers = "", bool isUnknown = false)
    {
        var key = (kind, thing ?? title, place);
        if (!_nodes.TryGetValue(key, out var node))
        {
            _nodes.Add(key, node = new($"n{_nodes.Count + 1}", kind, title, place) { Callers = callers, IsUnknown = isUnknown });
        }

        return node;
    }

    private void Edge(GraphNode from, GraphNode to, string label, bool isOpen)
    {
        var key = (from.Id, to.Id, label);
        _edges[key] = isOpen || _edges.GetValueOrDefault(key);
    }
}
