using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>Which resources have to be looked at so that none of the others could change an answer.</summary>
/// <remarks>
/// A caller picks the resource. So for each way in which a statement allows, those resources are enough that are denied in the fewest ways:
/// whatever gets through with another, gets through with one of them. What hangs on a value that the caller writes itself is a question of
/// its own, of what does not get through without it: for that, the resources that are allowed in the fewest other ways and those that such
/// a Deny is about are looked at too. Predicates are numbered as the texts are.
/// </remarks>
internal sealed class ResourceDemands
{
    private readonly PolicyDocument _policy;
    private readonly ImmutableArray<PolicyText> _texts;

    /// <param name="policy">The policy.</param>
    /// <param name="texts">Its distinct resource texts.</param>
    public ResourceDemands(PolicyDocument policy, ImmutableArray<PolicyText> texts)
    {
        _policy = policy;
        _texts = texts;
        var denying = policy.Statements.Where(statement => statement.Effect != PolicyEffect.Allow).ToImmutableArray();
        var allowing = policy.Statements.Where(statement => statement.Effect != PolicyEffect.Deny).ToImmutableArray();
        var denied = denying.SelectMany(Ways).ToImmutableArray();
        ImmutableArray<TextDemand> matched = [new([]), .. allowing.SelectMany(Matching)];
        var demands = matched.Select(demand => demand.With(denied));
        var spoofable = policy.Statements.Where(statement => statement.Conditions.Any(condition => CallerKeys.IsSpoofable(condition.Key)))
            .ToImmutableArray();
        if (!spoofable.IsEmpty)
        {
            var allowed = allowing.SelectMany(Ways).ToImmutableArray();
            Headers = Distinct(
            [
                .. spoofable.Intersect(allowing).SelectMany(Matching).Select(demand => demand.With(denied).With(allowed)),
                .. spoofable.Intersect(denying)
                    .SelectMany(Matching)
                    .SelectMany(deny => matched.Select(demand => demand.With(deny.Groups).With(denied))),
            ]);
        }

        All = Distinct(demands);
    }

    /// <summary>For the question who gets in.</summary>
    public ImmutableArray<TextDemand> All { get; }

    /// <summary>For the question whether that hangs on a header, beyond <see cref="All"/>.</summary>
    public ImmutableArray<TextDemand> Headers { get; } = [];

    private IEnumerable<TextDemand> Matching(PolicyStatement statement)
    {
        if (!statement.HasResources)
        {
            return [new TextDemand([])];
        }

        var (certain, others) = Predicates(statement);
        return statement.IsNotResource
            ? [new TextDemand([new TextGroup(TextRole.Forbidden, certain), .. others.Select(other => new TextGroup(TextRole.Unwanted, [other]))])]
            : certain.Concat(others).Select(each => new TextDemand([new TextGroup(TextRole.Required, [each])]));
    }

    // The ways in which a statement can match: the fewer, the less it does.
    private IEnumerable<TextGroup> Ways(PolicyStatement statement)
    {
        var (certain, others) = Predicates(statement);
        var role = statement.IsNotResource ? TextRole.Wanted : TextRole.Unwanted;
        return [new(role, certain), .. others.Select(other => new TextGroup(role, [other]))];
    }

    // What hangs on something unknown counts by itself: nobody can say which of two such values is the lesser.
    private (ImmutableArray<int> Certain, ImmutableArray<int> Others) Predicates(PolicyStatement statement)
    {
        var certain = statement.Resources.Where(text => ResourcePattern.IsCertain(text, _policy.HasVariables));
        return (Numbers(certain), Numbers(statement.Resources.Except(certain)));
    }

    private ImmutableArray<int> Numbers(IEnumerable<PolicyText> texts) =>
        [.. texts.Select(text => _texts.IndexOf(text)).Distinct().Order()];

    private static ImmutableArray<TextDemand> Distinct(IEnumerable<TextDemand> demands) =>
        [.. demands.Select(demand => new TextDemand(Distinct(demand.Groups)))];

    private static ImmutableArray<TextGroup> Distinct(ImmutableArray<TextGroup> groups) =>
        [.. groups.Where(group => !group.Predicates.IsEmpty).DistinctBy(group => $"{group.Role} {string.Join(' ', group.Predicates)}", StringComparer.Ordinal)];
}
