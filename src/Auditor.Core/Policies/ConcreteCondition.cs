using System.Collections.Immutable;
using System.Globalization;

namespace Auditor.Core.Policies;

/// <summary>Tests one condition against one request, as IAM documents it.</summary>
internal static class ConcreteCondition
{
    public static Truth Holds(PolicyCondition condition, bool hasVariables, PolicyRequest request)
    {
        if (!ConditionOperator.TryParse(condition.Operator, out var operation))
        {
            return Truth.Unknown;
        }

        var present = request.Values(condition.Key);
        if (operation.Family == OperatorFamily.Null)
        {
            return condition.Values.Select(value => Flag(value) is { } absent ? Truths.Of(absent == present.IsEmpty) : Truth.Unknown).Any();
        }

        if (present.IsEmpty)
        {
            return Truths.Of(operation.HoldsWhenAbsent);
        }

        var each = present.Select(value => Holds(operation, condition.Values, hasVariables, value));
        var mustAllHold = operation.Qualifier == SetQualifier.ForAllValues
            || (operation.Qualifier == SetQualifier.None && operation.IsNegated);
        return mustAllHold ? each.All() : each.Any();
    }

    public static bool? Flag(PolicyText text) => text.IsResolved && bool.TryParse(text.Text, out var flag) ? flag : null;

    public static decimal? Number(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Seconds since 1970 of an ISO 8601 date or of epoch seconds.</summary>
    public static decimal? Instant(string text)
    {
        if (Number(text) is { } seconds)
        {
            return seconds;
        }

        return DateTimeOffset.TryParse(
            text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var date)
            ? (date.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / (decimal)TimeSpan.TicksPerSecond
            : null;
    }

    public static bool Compares(ComparisonOperator comparison, decimal value, decimal limit)
    {
        return comparison switch
        {
            ComparisonOperator.Less => value < limit,
            ComparisonOperator.LessOrEqual => value <= limit,
            ComparisonOperator.Greater => value > limit,
            ComparisonOperator.GreaterOrEqual => value >= limit,
            _ => value == limit,
        };
    }

    private static Truth Holds(ConditionOperator operation, ImmutableArray<PolicyText> wanted, bool hasVariables, string value)
    {
        var matches = wanted.Select(text => Matches(operation, text, hasVariables, value)).Any();
        return operation.IsNegated ? matches.Not() : matches;
    }

    public static Truth Matches(ConditionOperator operation, PolicyText wanted, bool hasVariables, string value)
    {
        switch (operation.Family)
        {
            case OperatorFamily.String:
                return PolicyTemplate.Of(wanted, hasVariables, operation.IsLike).Matches(value, operation.IgnoresCase);
            case OperatorFamily.Binary:
                return PolicyTemplate.Of(wanted, hasVariables: false, hasWildcards: false).Matches(value);
            case OperatorFamily.Arn:
                var arn = PolicyTemplate.Of(wanted, hasVariables, hasWildcards: true);
                return arn.Pattern.Split(':', 6).Length < 6 ? Truth.Unknown : arn.MatchesArn(value);
            case OperatorFamily.IpAddress:
                return wanted.IsResolved && Cidr.TryParse(wanted.Text, out var block) && Cidr.TryParseAddress(value, out var address, out _)
                    ? Truths.Of(AddressSet.Of(block).Contains(address))
                    : Truth.Unknown;
            case OperatorFamily.Bool:
                return Flag(wanted) is { } flag && bool.TryParse(value, out var actual) ? Truths.Of(flag == actual) : Truth.Unknown;
            case OperatorFamily.Numeric:
                return wanted.IsResolved && Number(wanted.Text) is { } limit && Number(value) is { } number
                    ? Truths.Of(Compares(operation.Comparison, number, limit))
                    : Truth.Unknown;
            case OperatorFamily.Date:
                return wanted.IsResolved && Instant(wanted.Text) is { } end && Instant(value) is { } instant
                    ? Truths.Of(Compares(operation.Comparison, instant, end))
                    : Truth.Unknown;
            default:
                return Truth.Unknown;
        }
    }
}
