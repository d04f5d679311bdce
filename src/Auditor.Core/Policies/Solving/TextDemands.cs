using System.Collections.Immutable;

namespace Auditor.Core.Policies.Solving;

/// <summary>Which values of a text key have to be looked at so that none of the others could change an answer.</summary>
/// <remarks>
/// A value that the caller picks matters for two things only: which Allow it meets and which Denies it runs into. So for each way in which
/// a statement allows, those values are enough that run into the fewest Denies. Where it counts who is refused, too - of headers, of which
/// a reader is told that they decide, and of what nobody picks - the same is asked the other way round.
/// </remarks>
internal sealed class TextDemands
{
    private const int MostAlternatives = 64;

    private readonly Dimension _dimension;
    private readonly Dictionary<(TextRole Role, int Predicate), TextGroup> _groups = [];

    public TextDemands(Dimension dimension, ImmutableArray<StatementModel> statements)
    {
        _dimension = dimension;
        var allowing = statements.Where(statement => statement.Effect != PolicyEffect.Deny)
            .Select(statement => statement.Whole)
            .ToImmutableArray();
        var denying = statements.Where(statement => statement.Effect == PolicyEffect.Deny)
            .Select(statement => statement.Whole)
            .ToImmutableArray();
        ImmutableArray<TextGroup> notDenied = [.. denying.SelectMany(Literals).Distinct().Select(literal => Group(literal, literal.IsNegated ? TextRole.Wanted : TextRole.Unwanted))];
        ImmutableArray<TextGroup> notAllowed = [.. allowing.SelectMany(Literals).Distinct().Select(literal => Group(literal, literal.IsNegated ? TextRole.Wanted : TextRole.Unwanted))];
        ImmutableArray<TextGroup> denied = [.. notDenied.Select(group => Group(group.Predicates[0], group.Role is TextRole.Wanted ? TextRole.Unwanted : TextRole.Wanted))];
        IEnumerable<TextDemand> demands =
        [
            new(notDenied),
            .. allowing.SelectMany(Met).Select(met => new TextDemand(met).With(notDenied)),

            // Who is let in by nothing is told which part of a statement does not fit.
            .. statements.Where(statement => statement.Effect != PolicyEffect.Deny)
                .SelectMany(statement => statement.Conditions.Prepend(statement.Principal))
                .SelectMany(Met)
                .Select(met => new TextDemand(met)),
        ];
        demands = dimension.Role switch
        {
            DimensionRole.Spoofable => demands.Concat(denying.SelectMany(Met).Select(met => new TextDemand(met))).Append(new(notAllowed)),
            DimensionRole.Unknown => demands.Append(new(denied.AddRange(notAllowed))),
            _ when dimension is PrincipalDimension =>
                demands.Concat(denying.SelectMany(Met).Select(met => new TextDemand(met))).Append(new(notAllowed)),
            _ => demands,
        };
        All = [.. demands.DistinctBy(demand => string.Join(' ', demand.Groups.Select(group => $"{group.Role}{group.Predicates[0]}")), StringComparer.Ordinal)];
    }

    public ImmutableArray<TextDemand> All { get; }

    // The ways in which a statement can be met, each as what it asks of the text; what it asks of other things is met or not, whatever the
    // text.
    private IEnumerable<ImmutableArray<TextGroup>> Met(Formula statement) =>
        Alternatives(statement, negated: false)
            .Select(each => each.Select(literal => Group(literal, literal.IsNegated ? TextRole.Forbidden : TextRole.Required))
                .ToImmutableArray());

    private IEnumerable<TextLiteral> Literals(Formula statement) => Alternatives(statement, negated: false).SelectMany(each => each);

    private TextGroup Group(TextLiteral literal, TextRole role) => Group(literal.Predicate, role);

    // One object for each, by which a state knows again what it has looked at.
    private TextGroup Group(int predicate, TextRole role)
    {
        if (!_groups.TryGetValue((role, predicate), out var group))
        {
            group = new(role, [predicate]);
            _groups.Add((role, predicate), group);
        }

        return group;
    }

    private ImmutableArray<ImmutableHashSet<TextLiteral>> Alternatives(Formula formula, bool negated)
    {
        switch (formula)
        {
            case Negation negation:
                return Alternatives(negation.Part, !negated);
            case Predicate predicate when predicate.Dimension != _dimension:
                return [[]];
            case Predicate { Number: TextDimension.Absent }:
                return negated ? [[]] : [];
            case Predicate predicate:
                return [[new(predicate.Number, negated)]];
            case Conjunction both when !negated:
                return EachOf(both.Parts.Select(part => Alternatives(part, negated)));
            case Conjunction both:
                return OneOf(both.Parts.Select(part => Alternatives(part, negated)));
            case Disjunction either when negated:
                return EachOf(either.Parts.Select(part => Alternatives(part, negated)));
            case Disjunction either:
                return OneOf(either.Parts.Select(part => Alternatives(part, negated)));
            default:
                throw new InvalidOperationException($"{formula.GetType().Name} is no formula that statements have.");
        }
    }

    private static ImmutableArray<ImmutableHashSet<TextLiteral>> OneOf(IEnumerable<ImmutableArray<ImmutableHashSet<TextLiteral>>> parts) =>
        Distinct(parts.SelectMany(part => part));

    private static ImmutableArray<ImmutableHashSet<TextLiteral>> EachOf(IEnumerable<ImmutableArray<ImmutableHashSet<TextLiteral>>> parts) =>
        parts.Aggregate(
            (ImmutableArray<ImmutableHashSet<TextLiteral>>)[[]], (all, part) => Distinct(all.SelectMany(each => part.Select(each.Union))));

    private static ImmutableArray<ImmutableHashSet<TextLiteral>> Distinct(IEnumerable<ImmutableHashSet<TextLiteral>> alternatives)
    {
        var kept = new List<ImmutableHashSet<TextLiteral>>();
        foreach (var alternative in alternatives.Where(alternative => !kept.Exists(alternative.SetEquals)))
        {
            kept.Add(alternative);
            if (kept.Count > MostAlternatives)
            {
                throw new PolicyTooComplexException("a statement has too many alternatives");
            }
        }

        return [.. kept];
    }
}
