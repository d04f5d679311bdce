using System.Collections.Immutable;

namespace Auditor.Core.Paths;

/// <summary>The paths to all routes of an API as one: what they have in common, and in how many they differ.</summary>
public static class ApiPath
{
    private const int NamesShown = 3;

    /// <summary>A step of each kind that any of the paths has; none without paths.</summary>
    public static ImmutableArray<PathStep> Of(IReadOnlyCollection<RequestPath> paths)
    {
        ArgumentNullException.ThrowIfNull(paths);
        return
        [
            .. Enum.GetValues<PathStepKind>()
                .Select(kind => paths.Select(path => path.Steps.FirstOrDefault(step => step.Kind == kind)).OfType<PathStep>().ToList())
                .Where(steps => steps.Count > 0)
                .Select(steps => steps[0].Kind switch
                {
                    PathStepKind.Name => Names(steps, paths),
                    PathStepKind.Route => Routes(steps, paths),
                    _ => Joined(steps, paths.Count),
                }),
        ];
    }

    // A path leads through the name that lets in most; an API answers under the others, too.
    private static PathStep Names(List<PathStep> steps, IReadOnlyCollection<RequestPath> paths)
    {
        var joined = Joined(steps, paths.Count);
        var names = paths
            .SelectMany(path => path.Names)
            .Select(name => (Address: PathSteps.AddressOf(name), name.RequiresClientCertificate))
            .Distinct()
            .ToList();
        if (names is [] or [_])
        {
            return joined;
        }

        var first = steps.Select(step => step.Title).ToHashSet(StringComparer.Ordinal);
        var listed = names
            .OrderBy(name => !first.Contains(name.Address))
            .ThenBy(name => name.Address, StringComparer.Ordinal)
            .Select(name => name.RequiresClientCertificate ? $"{name.Address} with a client certificate" : name.Address);
        return joined with
        {
            Title = $"{names.Count} names",
            LetsThrough = string.Join(", ", listed.Take(NamesShown))
                + (names.Count > NamesShown ? $" and {names.Count - NamesShown} more" : ""),
            Thing = "",
        };
    }

    // The same route of several stages is one.
    private static PathStep Routes(List<PathStep> steps, IReadOnlyCollection<RequestPath> paths)
    {
        var keys = steps.Select(step => step.Title).Distinct(StringComparer.Ordinal).ToList();
        if (keys is [_])
        {
            return Joined(steps, paths.Count);
        }

        var open = paths.Where(path => path.IsOpen)
            .Select(path => path.Route.Route.Key)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        var more = open.Count > NamesShown ? $" and {open.Count - NamesShown} more" : "";
        var stages = paths.Select(path => path.Route.Stage.Name).Distinct(StringComparer.Ordinal).Count();
        return steps[0] with
        {
            // What other steps count are routes of stages.
            Title = $"{keys.Count} routes{(stages > 1 ? $" on {stages} stages" : "")}",
            LetsThrough = open.Count == 0 ? "none open" : $"{open.Count} open: {string.Join(", ", open.Take(NamesShown))}{more}",
            State = PathStepState.Passes,
            IsReached = steps.Exists(step => step.IsReached),
            IsDecisive = false,
            Thing = "",
        };
    }

    private static PathStep Joined(List<PathStep> steps, int paths)
    {
        var titles = steps
            .GroupBy(step => step.Title, StringComparer.Ordinal)
            .OrderByDescending(group => group.Any(IsOpening))
            .ThenByDescending(group => group.Count())
            .ThenBy(group => group.Key, StringComparer.Ordinal)
            .ToList();
        var open = steps.Count(IsOpening);
        var worst = steps.OrderByDescending(IsOpening).ThenBy(step => Rank(step.State)).First();
        if (titles is [var only])
        {
            var says = only.Select(step => step.LetsThrough).Distinct(StringComparer.Ordinal).ToList();
            return worst with
            {
                LetsThrough = open > 0 && open < paths ? $"open for {open} of {paths}" : says is [var same] ? same : worst.LetsThrough,
                IsReached = steps.Exists(step => step.IsReached),
                IsDecisive = open > 0,
            };
        }

        var named = string.Join(", ", titles.Take(NamesShown).Select(group => $"{group.Key} ({group.Count()})"));
        var more = titles.Count > NamesShown ? $" and {titles.Count - NamesShown} more" : "";
        return worst with
        {
            Title = $"{titles.Count} {Plural(worst)}",
            LetsThrough = $"{(open > 0 ? $"open for {open} of {paths}: " : "")}{named}{more}",
            IsReached = steps.Exists(step => step.IsReached),
            IsDecisive = open > 0,
            Thing = "",
        };
    }

    private static bool IsOpening(PathStep step) => step is { IsDecisive: true, State: PathStepState.Open };

    // What lets in more comes first.
    private static int Rank(PathStepState state) => state switch
    {
        PathStepState.Open => 0,
        PathStepState.Unknown => 1,
        PathStepState.Passes => 2,
        PathStepState.Narrows => 3,
        _ => 4,
    };

    private static string Plural(PathStep step) => step.Kind switch
    {
        PathStepKind.Name => "names",
        PathStepKind.Stage => "stages",
        PathStepKind.WebAcl => "web ACLs",
        PathStepKind.Route => "routes",
        PathStepKind.DomainPolicy or PathStepKind.ResourcePolicy => "policies",
        PathStepKind.Authorizer => "kinds of authorization",
        PathStepKind.ApiKey => "answers",
        _ => "backends",
    };
}
