using System.Collections.Concurrent;
using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>Finds the resources of a route that a policy's answers can hang on.</summary>
/// <remarks>Of an ARN, all but the last part is fixed by the API; only the last part, stage to path, has wildcards on both sides.</remarks>
internal sealed class RouteResources
{
    private readonly WorkCounter? _steps;
    private readonly string _api;
    private readonly string _prefix;
    private readonly ImmutableArray<TextPattern> _patterns;

    // To a policy most routes are alike: what is looked for behind the literal start of one is what was found behind that of another.
    private readonly ConcurrentDictionary<ImmutableArray<TextDemand>, ImmutableArray<TextDemand>> _demands = new();
    private readonly ConcurrentDictionary<string, ImmutableArray<int>[]> _starts = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(ImmutableArray<TextDemand> Demands, string Behind), Lazy<ImmutableArray<LanguageClass>>> _found = new();

    public RouteResources(ImmutableArray<PolicyText> resources, bool hasVariables, string apiArn, WorkCounter? steps = null)
    {
        _steps = steps;
        var parts = apiArn.Split(':', 6);
        _api = parts[5];
        _prefix = apiArn[..^_api.Length];
        _patterns = [.. resources.Select(text => Pattern(ResourcePattern.Expand(text, apiArn), hasVariables, parts))];
    }

    /// <summary>The resources that are to be preferred for any of the demands, one of each kind that the policy tells apart.</summary>
    /// <remarks>
    /// What more specific routes answer is taken out. Few of them matter: one is only looked at when a resource that was found is its own,
    /// and then the search is made again. In the end every resource that was found reaches the route.
    /// </remarks>
    /// <param name="route">The route.</param>
    /// <param name="asked">What is looked for.</param>
    /// <param name="besides">What is looked for as long as it is little work: what it would add changes no verdict.</param>
    public ImmutableArray<LanguageClass> Classes(RouteTarget route, ImmutableArray<TextDemand> asked, ImmutableArray<TextDemand> besides)
    {
        // Identity policies are mostly about other services and other APIs.
        var demands = _demands.GetOrAdd(
            asked,
            all => all.RemoveAll(demand => demand.Groups.Any(group => group.Role == TextRole.Required && group.Predicates.All(at => _patterns[at] == TextPattern.Nothing))));
        ImmutableArray<TextPattern> others = [.. route.TakenFirst.SelectMany(other => other.Verbs.Intersect(route.Verbs, StringComparer.Ordinal).Select(verb => Resources(other, verb)))];
        ImmutableArray<TextPattern> taken = [];
        while (true)
        {
            var classes = Classes(route, demands, besides, taken);
            var more = others.RemoveAll(pattern => !classes.Any(each => pattern.Accepts(each.Example)));
            if (more is [])
            {
                return [.. classes.Select(each => each with { Example = _prefix + each.Example }).OrderBy(each => each.Vector.ToString(), StringComparer.Ordinal)];
            }

            taken = taken.AddRange(more);
            others = others.RemoveRange(more);
        }
    }

    private ImmutableArray<LanguageClass> Classes(
        RouteTarget route, ImmutableArray<TextDemand> demands, ImmutableArray<TextDemand> besides, ImmutableArray<TextPattern> taken)
    {
        var path = new PathShape(route.Path);
        var found = new Dictionary<BitSet, LanguageClass>();
        foreach (var verb in route.Verbs)
        {
            var start = Before(route, verb) + path.Start;
            foreach (var rest in Rests(path, Behind(Before(route, verb), path.Start), demands, besides, taken, start, route.PathConditions))
            {
                found.TryAdd(rest.Vector, rest with { Example = start + rest.Example });
            }
        }

        return [.. found.Values];
    }

    // Nobody can say what becomes of empty segments, which only a parameter for several could hold.
    private static ImmutableArray<OpenGroup> Untidy(PathShape path, string start)
    {
        if (!path.Written.Contains("+}", StringComparison.Ordinal))
        {
            return [];
        }

        var slash = TextPattern.Literal("/");
        var inside = TextPattern.Maybe(TextElementKind.Any) + slash + slash + TextPattern.Maybe(TextElementKind.Any);
        ImmutableArray<TextPattern> patterns = path.Written.EndsWith('/')
            ? [inside]
            : [inside, TextPattern.Maybe(TextElementKind.Any) + slash];
        return [new OpenGroup(TextRole.Forbidden, patterns, FrontierGroup.Of(patterns, [.. patterns.Select(pattern => pattern.After(start[^1..]))]))];
    }

    private TextState Behind(string before, string path)
    {
        var known = _starts.GetOrAdd(before, text => [.. _patterns.Select(pattern => pattern.After(text))]);
        var state = new ImmutableArray<int>[known.Length];
        for (var at = 0; at < state.Length; at++)
        {
            state[at] = _patterns[at].After(known[at], path);
        }

        return new(_patterns, state, before + path);
    }

    private ImmutableArray<LanguageClass> Rests(
        PathShape path,
        TextState state,
        ImmutableArray<TextDemand> demands,
        ImmutableArray<TextDemand> besides,
        ImmutableArray<TextPattern> taken,
        string start,
        ImmutableArray<PathCondition> conditions)
    {
        if (path.Written.Length == 0)
        {
            return taken.Any(pattern => pattern.Accepts(start)) || !conditions.All(condition => condition.IsMetBy($"/{path.Start}"))
                ? []
                : [new(state.Vector(), "")];
        }

        ImmutableArray<OpenGroup> asked = [.. conditions.Select(condition => condition.Behind($"/{path.Start}"))];
        if (asked.Any(group => group.IsMissed))
        {
            return [];
        }

        // What is answered elsewhere is this route's own affair.
        return taken.IsEmpty && conditions.IsEmpty
            ? _found.GetOrAdd(
                (demands, $"{path.Written} {start[^1]} {state.Key()}"),
                _ => new(() => Best(path, state, demands, besides, Untidy(path, start)))).Value
            : Best(
                path,
                state,
                demands,
                besides,
                [
                    .. taken.Select(pattern => new OpenGroup(
                        TextRole.Forbidden, [pattern], FrontierGroup.Of([pattern], [pattern.After(start)]))),
                    .. asked.Where(group => !group.IsSettled),
                    .. Untidy(path, start),
                ]);
    }

    private ImmutableArray<LanguageClass> Best(
        PathShape path,
        TextState state,
        ImmutableArray<TextDemand> demands,
        ImmutableArray<TextDemand> besides,
        ImmutableArray<OpenGroup> elsewhere)
    {
        var (rest, work) = (path.Rest, new Work(_steps));
        var rests = demands.Select(state.Open)
            .OfType<ImmutableArray<OpenGroup>>()
            .SelectMany(open => new LanguageFrontier(rest, open.AddRange(elsewhere), work).Best())
            .ToList();
        try
        {
            var more = new Work(_steps);
            rests.AddRange(besides.Select(state.Open)
                .OfType<ImmutableArray<OpenGroup>>()
                .SelectMany(open => new LanguageFrontier(rest, open.AddRange(elsewhere), more).Best()));
        }
        catch (PolicyTooComplexException)
        {
            // Who gets in is known; that it hangs on a header may stay untold.
        }

        return [.. rests.Distinct(StringComparer.Ordinal).Select(text => new LanguageClass(state.Vector(text), text)).DistinctBy(each => each.Vector)];
    }

    private string Before(RouteTarget route, string verb) => verb.Length == 0 ? $"{_api}/{route.Stage}/" : $"{_api}/{route.Stage}/{verb}/";

    private TextPattern Resources(RouteTarget route, string verb)
    {
        var path = new PathShape(route.Path);
        var start = TextPattern.Literal(Before(route, verb) + path.Start);
        return path.Written.Length == 0 ? start : start + path.Rest;
    }

    private static TextPattern Pattern(PolicyText text, bool hasVariables, string[] api)
    {
        var template = PolicyTemplate.Of(text, hasVariables, hasWildcards: true);
        if (template.Pattern is [PolicyTemplate.AnyText])
        {
            return TextPattern.Maybe(TextElementKind.Any);
        }

        var parts = template.Pattern.Split(':', 6);
        for (var at = 0; at < 5 && at < parts.Length; at++)
        {
            if (!TextPattern.Of(parts[at]).Accepts(api[at]))
            {
                return TextPattern.Nothing;
            }
        }

        var pattern = parts.Length < 6 ? TextPattern.Maybe(TextElementKind.Any) : TextPattern.Of(parts[5]);
        return pattern.After($"{api[5]}/").IsEmpty ? TextPattern.Nothing : pattern;
    }
}
