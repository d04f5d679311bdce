using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>Cuts the resources of a route along the resource patterns of a policy.</summary>
/// <remarks>Of an ARN, all but the last part is fixed by the API; only the last part, stage to path, has wildcards on both sides.</remarks>
internal sealed class RouteResources
{
    private readonly string _api;
    private readonly string _prefix;
    private readonly ImmutableArray<ImmutableArray<TextPattern>> _predicates;

    public RouteResources(ImmutableArray<PolicyText> resources, bool hasVariables, string apiArn)
    {
        var parts = apiArn.Split(':', 6);
        _api = parts[5];
        _prefix = apiArn[..^_api.Length];
        _predicates = [.. resources.Select(text => Pattern(ResourcePattern.Expand(text, apiArn), hasVariables, parts))];
    }

    /// <summary>The classes, each with one resource of it.</summary>
    /// <remarks>
    /// What more specific routes answer is taken out. Few of them matter: one is only looked at when the example of a class is its own, and then
    /// the classes are cut again. In the end each class has an example that reaches the route, which is all that a class has to have.
    /// </remarks>
    public ImmutableArray<LanguageClass> Classes(RouteTarget route)
    {
        ImmutableArray<TextPattern> universe = [.. route.Verbs.Select(verb => Resources(route, verb))];
        ImmutableArray<TextPattern> others = [.. route.TakenFirst.SelectMany(other => other.Verbs.Intersect(route.Verbs, StringComparer.Ordinal).Select(verb => Resources(other, verb)))];
        ImmutableArray<TextPattern> taken = [];
        while (true)
        {
            var classes = LanguagePartition.Of(universe, _predicates.Add(taken)).Where(each => !each.Vector.Contains(_predicates.Length)).ToImmutableArray();
            var more = others.RemoveAll(pattern => !classes.Any(each => pattern.Accepts(each.Example)));
            if (more is [])
            {
                return [.. classes.Select(each => each with { Example = _prefix + each.Example }).OrderBy(each => each.Vector.ToString(), StringComparer.Ordinal)];
            }

            taken = taken.AddRange(more);
            others = others.RemoveRange(more);
        }
    }

    private TextPattern Resources(RouteTarget route, string verb)
    {
        var pattern = TextPattern.Literal($"{_api}/{route.Stage}/{verb}/");
        var path = route.Path.TrimStart('/');
        while (path.Length > 0)
        {
            var open = path.IndexOf('{', StringComparison.Ordinal);
            var close = open < 0 ? -1 : path.IndexOf('}', open);
            if (close < 0)
            {
                return pattern + TextPattern.Literal(path);
            }

            var placeholder = path[(close - 1)..close] == "+" ? TextElementKind.Any : TextElementKind.NotSlash;
            pattern += TextPattern.Literal(path[..open]) + TextPattern.Some(placeholder);
            path = path[(close + 1)..];
        }

        return pattern;
    }

    private static ImmutableArray<TextPattern> Pattern(PolicyText text, bool hasVariables, string[] api)
    {
        var template = PolicyTemplate.Of(text, hasVariables, hasWildcards: true);
        if (template.Pattern is [PolicyTemplate.AnyText])
        {
            return [TextPattern.Maybe(TextElementKind.Any)];
        }

        var parts = template.Pattern.Split(':', 6);
        for (var at = 0; at < 5 && at < parts.Length; at++)
        {
            if (!TextPattern.Of(parts[at]).Accepts(api[at]))
            {
                return [];
            }
        }

        return [parts.Length < 6 ? TextPattern.Maybe(TextElementKind.Any) : TextPattern.Of(parts[5])];
    }
}
