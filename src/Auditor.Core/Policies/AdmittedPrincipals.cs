using System.Collections.Immutable;

namespace Auditor.Core.Policies;

/// <summary>Which AWS principals a policy lets in, of those that were asked about.</summary>
public sealed record AdmittedPrincipals
{
    /// <summary>Nobody, or nobody with AWS credentials was asked about.</summary>
    public static AdmittedPrincipals None { get; } = new();

    /// <summary>
    /// True where an account that the policy does not name gets in: any account of the world, unless the question was about one account or
    /// organization.
    /// </summary>
    public bool Anyone { get; init; }

    /// <summary>Accounts that the policy names and of which some principal gets in; a pattern where the policy has one.</summary>
    public ImmutableArray<string> Accounts { get; init; } = [];

    /// <summary>Of those, accounts whose every principal the policy lets in, not only named ones.</summary>
    public ImmutableArray<string> WholeAccounts { get; init; } = [];

    /// <summary>Users and roles that are let in by name.</summary>
    public ImmutableArray<string> Arns { get; init; } = [];

    /// <summary>Organizations whose members get in where others do not.</summary>
    public ImmutableArray<string> Organizations { get; init; } = [];

    /// <summary>
    /// Unique ids of users and roles, <c>AROA...:*</c>, of which one is needed: AWS assigns them, so nobody else has them.
    /// </summary>
    public ImmutableArray<string> UniqueIds { get; init; } = [];

    /// <summary>All whom one or another lets in.</summary>
    internal static AdmittedPrincipals Together(ImmutableArray<AdmittedPrincipals> each)
    {
        var whole = Sorted(each.SelectMany(one => one.WholeAccounts));
        return new()
        {
            Anyone = each.Any(one => one.Anyone),
            Accounts = Sorted(each.SelectMany(one => one.Accounts)),
            WholeAccounts = whole,
            Arns = Sorted(each.SelectMany(one => one.Arns).Where(arn => !whole.Contains(new CallerPrincipal(arn).AccountId))),
            Organizations = each.Any(one => one.Anyone) ? [] : Sorted(each.SelectMany(one => one.Organizations)),
            UniqueIds = each.Any(one => one.Anyone) ? [] : Sorted(each.SelectMany(one => one.UniqueIds)),
        };
    }

    private static ImmutableArray<string> Sorted(IEnumerable<string> names) =>
        [.. names.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
