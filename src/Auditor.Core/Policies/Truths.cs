namespace Auditor.Core.Policies;

/// <summary>AND, OR and NOT over <see cref="Truth"/>, by its order False, Unknown, True.</summary>
internal static class Truths
{
    public static Truth Of(bool value) => value ? Truth.True : Truth.False;

    public static Truth Not(this Truth value) => Truth.True - (int)value;

    public static Truth And(this Truth left, Truth right) => (Truth)Math.Min((int)left, (int)right);

    public static Truth Or(this Truth left, Truth right) => (Truth)Math.Max((int)left, (int)right);

    public static Truth Any(this IEnumerable<Truth> values) => values.Aggregate(Truth.False, Or);

    public static Truth All(this IEnumerable<Truth> values) => values.Aggregate(Truth.True, And);
}
