using System.Collections.Immutable;
using Auditor.Cli.Exposures;
using Auditor.Core.Exposure;
using Auditor.Core.Inventory;
using Spectre.Console;

namespace Auditor.Cli.Terminal;

/// <summary>
/// Names the users and roles behind the counts of <c>auditor exposure</c>: once for all routes of an API that the same ones can call.
/// </summary>
internal static class PrincipalList
{
    /// <summary>
    /// The lists, then who stands behind the roles in them, and at the end, once, which accounts are judged without what their
    /// organizations take back.
    /// </summary>
    public static void Show(ImmutableArray<ExposureRow> rows, ExposureMap map, ImmutableArray<Account> accounts, Screen screen)
    {
        foreach (var api in rows.Where(row => row.Exposure is not null).GroupBy(row => (row.Scope.Account, row.Scope.Region, row.Api?.Id)))
        {
            var first = api.First();
            screen.Line();
            screen.Line($"{first.Api?.Name} ({first.Api?.Id})");
            foreach (var routes in api.Where(row => row.Exposure?.Principals is not null)
                .GroupBy(row => Names(row.Exposure?.Principals ?? Unknown.NotCollected), StringComparer.Ordinal))
            {
                Show(
                    $"  {string.Join(", ", routes.Select(row => $"{row.Route?.Route.Key} on {row.Stage?.Name}"))} can be called by",
                    routes.Key,
                    screen);
            }

            Show("  It can be changed by", Names(first.Exposure?.Changers ?? Unknown.NotCollected), screen);
        }

        ShowRoles(rows, map, screen);
        var shown = rows.Where(row => row.Exposure is { Changers.IsKnown: true })
            .Select(row => row.Scope.Account)
            .ToHashSet(StringComparer.Ordinal);
        var unread = accounts.Where(account => shown.Contains(account.Id) && !account.Organization.IsKnown)
            .Select(account => account.Id)
            .ToList();
        if (unread.Count > 0)
        {
            screen.Line();
            screen.Sentence($"Service control policies of {Words.List(unread)} were not read: they can only take back. A scan with "
                + $"--organization reads them.");
        }
    }

    private static void ShowRoles(ImmutableArray<ExposureRow> rows, ExposureMap map, Screen screen)
    {
        var roles = rows
            .SelectMany(row => new[] { row.Exposure?.Principals, row.Exposure?.Changers })
            .OfType<Fact<GrantedPrincipals>>()
            .Where(principals => principals.IsKnown)
            .SelectMany(principals => principals.Value.Roles)
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (roles.Count == 0)
        {
            return;
        }

        screen.Line();
        screen.Line("Who may take on these roles:");
        foreach (var role in roles)
        {
            var takers = map.TakersOf(role);
            var may = takers.Unknown is { } unknown ? $"could not tell: {unknown.Because}" : RoleTaker.NamesOf(takers.Value);
            screen.Item("", Style.Plain, $"{role}: {may}", indent: 4);
        }
    }

    private static void Show(string what, string names, Screen screen)
    {
        screen.Line($"{what}:");
        foreach (var name in names.Split('\n'))
        {
            screen.Line($"    {name}");
        }
    }

    private static string Names(Fact<GrantedPrincipals> principals) => principals.Unknown is { } unknown
        ? $"could not tell: {unknown.Because}"
        : principals.Value is { Arns: [], Possible: [] }
            ? "nobody of the own account"
            : string.Join(
                '\n',
                principals.Value.Arns.Concat(principals.Value.Possible.Select(arn => $"{arn} (perhaps: a condition decides, or a policy "
                    + $"could not be read)")));
}
