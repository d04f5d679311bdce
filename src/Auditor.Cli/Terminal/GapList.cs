using Auditor.Core.Inventory;
using Spectre.Console;

namespace Auditor.Cli.Terminal;

/// <summary>Shows what could not be read.</summary>
internal sealed class GapList(Screen screen)
{
    private const int Top = 10;

    public void Show(Estate estate)
    {
        var gaps = estate.Accounts.SelectMany(account => account.Gaps.Select(gap => (Place: account.Id, Gap: gap)))
            .Concat(estate.Scopes.SelectMany(scope => scope.Gaps.Select(gap => (Place: $"{scope.Account} {scope.Region}", Gap: gap))))
            .ToList();
        if (gaps.Count == 0)
        {
            return;
        }

        screen.Heading("Could not be read");
        foreach (var (place, gap) in screen.IsVerbose ? gaps : gaps[..Math.Min(Top, gaps.Count)])
        {
            screen.Item($"{place}  ", Style.Plain, $"{gap.Operation}  {gap.Code}  {gap.Lost}");
            if (screen.IsVerbose)
            {
                screen.Item("", Style.Plain, $"{gap.Target}: {gap.Message}", 2);
            }
        }

        if (!screen.IsVerbose && gaps.Count > Top)
        {
            screen.Line($"… and {gaps.Count - Top} more: the reports have them all.");
        }
    }
}
