using System.Collections.Immutable;

namespace Auditor.Core.Exposure;

/// <summary>The users and roles of an account to whom identity policies allow something.</summary>
/// <param name="Arns">Those to whom it is allowed, in order.</param>
/// <param name="Possible">Those to whom it may be: a condition decides, or one of their policies could not be read.</param>
public sealed record GrantedPrincipals(ImmutableArray<string> Arns, ImmutableArray<string> Possible)
{
    /// <summary>No user and no role.</summary>
    public static GrantedPrincipals Nobody { get; } = new([], []);

    /// <summary>Those to whom one of several ways in is open.</summary>
    internal static GrantedPrincipals ByAnyOf(IEnumerable<GrantedPrincipals> ways)
    {
        var each = ways.ToList();
        if (each is [var only])
        {
            return only;
        }

        var arns = each.SelectMany(way => way.Arns).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToImmutableArray();
        return new(arns, [.. each.SelectMany(way => way.Possible).Except(arns, StringComparer.Ordinal).Order(StringComparer.Ordinal)]);
    }

    /// <summary>The roles among all of them, first those to whom it is allowed.</summary>
    public IEnumerable<string> Roles => Arns.Concat(Possible).Where(arn => arn.Contains(":role/", StringComparison.Ordinal));

    /// <summary>How many, for people: <c>3 users and roles (and perhaps 2 more)</c>.</summary>
    public string Counted
    {
        get
        {
            var more = Possible.Length == 0 ? "" : FormattableString.Invariant($" (and perhaps {Possible.Length} more)");
            return Arns.Length == 1 ? $"1 user or role{more}" : FormattableString.Invariant($"{Arns.Length} users and roles{more}");
        }
    }
}
