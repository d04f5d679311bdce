using System.Collections.Immutable;
using System.Globalization;
using Auditor.Core.Policies;

namespace Auditor.Core.Identity;

/// <summary>Values of a condition key such that every value there could be is, to the statements, like one of them.</summary>
internal static class KeyValues
{
    private static readonly ImmutableArray<string> None = [];

    /// <summary>What the key can have: values, or none where the request does not carry it.</summary>
    public static ImmutableArray<ImmutableArray<string>> Of(
        string key, KeyFact fact, RequestFacts facts, ImmutableArray<JudgedStatement> statements, AskedResources resources)
    {
        if (fact is { Kind: KeyFactKind.Chosen, Values.IsDefaultOrEmpty: false })
        {
            return [.. fact.Values.Select(value => value.Length == 0 ? None : [value])];
        }

        var conditions = statements.SelectMany(statement => statement.Conditions.Select(
            condition => (condition, statement.Document.HasVariables)))
            .ToImmutableArray();
        var own = conditions.Where(each => IsSame(each.condition.Key, key)).ToImmutableArray();

        // Where one key is compared with another, what the one can be the other can be, too.
        var isCompared = conditions.Any(each => each.condition.Values.Any(value => PolicyVariables.Keys(value, each.HasVariables).Any()));
        var literals = (isCompared ? conditions : own)
            .SelectMany(each => Values(each.condition, each.HasVariables, fact.Among ?? AddressSet.Everything));
        literals = isCompared
            ? literals.Concat(conditions.Select(each => facts[each.condition.Key])
                .Where(told => told.Kind is KeyFactKind.Known)
                .SelectMany(told => told.Values))
            : literals;
        var isInResource = statements.Any(statement => statement.OpenResources.Any(text => PolicyVariables.Keys(text, hasVariables: true)
            .Any(each => IsSame(each, key))));
        var segments = isInResource ? resources.Shapes.SelectMany(Segments) : [];
        ImmutableArray<string> fresh = own.Any(each => IsTyped(each.condition))
            ? []
            : [SampleTexts.Unnamed.ToString(), isCompared ? $"{SampleTexts.Unnamed}2" : SampleTexts.Unnamed.ToString()];
        var values = literals.Concat(segments)
            .Concat(fresh.Select(text => fact.Start + text))
            .Where(value => value.StartsWith(fact.Start, StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal)
            .ToImmutableArray();
        var sets = values.Select(value => ImmutableArray.Create(value));
        if (own.Any(each => each.condition.Operator.StartsWith("For", StringComparison.OrdinalIgnoreCase)))
        {
            var named = values.RemoveAll(value => value.Contains(SampleTexts.Unnamed, StringComparison.Ordinal));
            sets = sets.Append(named)
                .Concat(named.Select(value => ImmutableArray.Create(value, SampleTexts.Unnamed.ToString())))
                .Where(set => !set.IsEmpty);
        }

        return fact.IsAlwaysThere ? [.. sets] : [None, .. sets];
    }

    /// <summary>Addresses of a set, one for each class that the conditions on a key tell apart.</summary>
    public static ImmutableArray<string> Addresses(string key, AddressSet universe, ImmutableArray<JudgedStatement> statements)
    {
        var blocks = statements
            .SelectMany(statement => statement.Conditions)
            .Where(condition => IsSame(condition.Key, key))
            .SelectMany(condition => condition.Values)
            .Select(value => Cidr.TryParse(value.Text, out var block) ? AddressSet.Of(block) : AddressSet.Empty)
            .Where(set => !set.IsEmpty)
            .Distinct();
        ImmutableArray<AddressSet> classes = universe.IsEmpty ? [] : [universe];
        foreach (var block in blocks)
        {
            classes = [.. classes.SelectMany(part => new[] { part.Intersect(block), part.Except(block) }).Where(part => !part.IsEmpty)];
        }

        return [.. classes.Select(part => part.Blocks.First().ToString().Split('/')[0])];
    }

    public static bool IsSame(string key, string other) => string.Equals(key, other, StringComparison.OrdinalIgnoreCase);

    // Of true and false, dates, numbers and addresses there is none that no policy names.
    private static bool IsTyped(PolicyCondition condition) => ConditionOperator.TryParse(condition.Operator, out var operation)
        && operation.Family is (OperatorFamily.Bool or OperatorFamily.Date or OperatorFamily.Numeric or OperatorFamily.IpAddress);

    private static IEnumerable<string> Values(PolicyCondition condition, bool hasVariables, AddressSet addresses)
    {
        if (!ConditionOperator.TryParse(condition.Operator, out var operation))
        {
            return [];
        }

        var texts = condition.Values.Where(value => value.IsResolved && !PolicyVariables.Keys(value, hasVariables).Any())
            .ToImmutableArray();
        return operation.Family switch
        {
            OperatorFamily.Bool => ["true", "false"],
            OperatorFamily.Date => Around(texts.Select(text => ConcreteCondition.Instant(text.Text))),
            OperatorFamily.Numeric => Around(texts.Select(text => ConcreteCondition.Number(text.Text))),
            OperatorFamily.Arn => texts.SelectMany(text => Filled(PolicyTemplate.Of(text, hasVariables, hasWildcards: true).Pattern)),
            OperatorFamily.String => texts.SelectMany(text => Filled(PolicyTemplate.Of(text, hasVariables, operation.IsLike).Pattern)),
            OperatorFamily.IpAddress =>
                Addresses(
                    condition.Key,
                    addresses,
                    [new(Holding(condition), new(null, null, []), PolicyLayer.Identity) { Conditions = [condition] }]),
            OperatorFamily.Null => [],
            _ => texts.Select(text => text.Text),
        };
    }

    private static PolicyStatement Holding(PolicyCondition condition) =>
        new() { Index = 0, Effect = PolicyEffect.Allow, Actions = [], Conditions = [condition] };

    private static IEnumerable<string> Filled(string pattern)
    {
        var one = pattern.Replace(PolicyTemplate.AnyCharacter, SampleTexts.Unnamed);
        return
        [
            one.Replace(PolicyTemplate.AnyText.ToString(), "", StringComparison.Ordinal),
            one.Replace(PolicyTemplate.AnyText, SampleTexts.Unnamed),
        ];
    }

    // On a line cut by limits, the limits themselves and a point in each gap stand for everything.
    private static IEnumerable<string> Around(IEnumerable<decimal?> numbers)
    {
        var limits = numbers.OfType<decimal>().Distinct().Order().ToImmutableArray();
        return limits.IsEmpty
            ? []
            : limits.Concat(limits.Zip(limits.Skip(1), (left, right) => (left + right) / 2))
                .Append(limits[0] - 1)
                .Append(limits[^1] + 1)
                .Select(number => number.ToString(CultureInfo.InvariantCulture));
    }

    private static IEnumerable<string> Segments(string shape) =>
        shape.Split(':', 6)[^1]
            .Split('/')
            .Where(segment => segment.Length > 0 && segment.All(character => character is < '\uE000' or SampleTexts.Unnamed));
}
