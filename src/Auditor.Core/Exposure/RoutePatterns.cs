using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Core.Exposure;

/// <summary>The paths of routes as a tree of segments: which of them overlap with a path is found without looking at all of them.</summary>
internal sealed class RoutePatterns
{
    private readonly Node _root = new();
    private readonly ImmutableArray<Route> _routes;

    public RoutePatterns(IEnumerable<Route> routes)
    {
        _routes = [.. routes.Where(route => route.Path is not null)];
        foreach (var (index, route) in _routes.Index())
        {
            var node = _root;
            foreach (var segment in RouteMatching.Segments(route.Path ?? ""))
            {
                node = node.Child(segment);
                if (RouteMatching.Kind(segment) is SegmentKind.Greedy)
                {
                    break;
                }
            }

            node.Routes.Add(index);
        }
    }

    /// <summary>The routes that some path fits that one of the patterns fits, too, in their order.</summary>
    public IEnumerable<Route> Overlapping(ImmutableArray<string[]> patterns)
    {
        var found = new SortedSet<int>();
        foreach (var pattern in patterns)
        {
            Add(_root, pattern, 0, found);
        }

        return found.Select(index => _routes[index]);
    }

    private static void Add(Node node, string[] pattern, int at, SortedSet<int> found)
    {
        if (at == pattern.Length)
        {
            found.UnionWith(node.Routes);
            return;
        }

        var segment = pattern[at];
        foreach (var (other, child) in node.Matching(segment))
        {
            if (RouteMatching.Kind(segment) is SegmentKind.Greedy || RouteMatching.Kind(other) is SegmentKind.Greedy)
            {
                AddAll(child, found);
            }
            else
            {
                Add(child, pattern, at + 1, found);
            }
        }
    }

    private static void AddAll(Node node, SortedSet<int> found)
    {
        found.UnionWith(node.Routes);
        foreach (var child in node.Children)
        {
            AddAll(child, found);
        }
    }

    private sealed class Node
    {
        private readonly Dictionary<string, Node> _literals = new(StringComparer.Ordinal);
        private readonly Dictionary<string, Node> _others = new(StringComparer.Ordinal);

        public List<int> Routes { get; } = [];

        public IEnumerable<Node> Children => _literals.Values.Concat(_others.Values);

        public Node Child(string segment)
        {
            var children = RouteMatching.Kind(segment) is SegmentKind.Literal ? _literals : _others;
            if (!children.TryGetValue(segment, out var child))
            {
                children.Add(segment, child = new());
            }

            return child;
        }

        // A parameter takes no empty segment.
        public IEnumerable<KeyValuePair<string, Node>> Matching(string segment)
        {
            if (RouteMatching.Kind(segment) is not SegmentKind.Literal)
            {
                return _literals.Where(child => child.Key.Length > 0).Concat(_others);
            }

            IEnumerable<KeyValuePair<string, Node>> same = _literals.TryGetValue(segment, out var literal) ? [new(segment, literal)] : [];
            return segment.Length == 0 ? same : same.Concat(_others);
        }
    }
}
