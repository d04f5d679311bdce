using System.Collections.Immutable;
using Auditor.Core.Inventory;

namespace Auditor.Core.Identity;

/// <summary>Users or roles whose policies say the same of an action, whatever they say of others.</summary>
/// <param name="First">Some of them, for all.</param>
/// <param name="Statements">What their policies say of the action.</param>
/// <param name="Principals">All of them.</param>
internal sealed record AlikeHolders(Holders First, ImmutableArray<PooledStatement> Statements, ImmutableArray<Principal> Principals)
{
    /// <summary>Whether what is known of them is of one of them alone.</summary>
    public bool IsOne { get; } = IsOfOne(First);

    /// <summary>Those of whom the same is left.</summary>
    public static ImmutableArray<AlikeHolders> Of(ImmutableArray<Holders> holders, StatementPool pool, string action) =>
    [
        .. holders
            .Select(each => (Holders: each, Statements: each.Concerning(pool, action)
                .DistinctBy(statement => statement.Number)
                .OrderBy(statement => statement.Number)
                .ToImmutableArray()))
            .GroupBy(each => Key(each.Holders, each.Statements), StringComparer.Ordinal)
            .Select(group => new AlikeHolders(
                group.First().Holders, group.First().Statements, [.. group.SelectMany(each => each.Holders.Principals)])),
    ];

    private static bool IsOfOne(Holders holders) => holders.Facts["aws:PrincipalArn"].Kind is KeyFactKind.Known;

    private static string Key(Holders holders, ImmutableArray<PooledStatement> statements) =>
        $"{holders.IsRole} {holders.HasBoundary} {holders.Limits.NarrowLevels} "
            + $"{string.Join(' ', statements.Select(statement => statement.Number))} {(IsOfOne(holders) ? holders.Principals[0].Arn : "")}";
}
