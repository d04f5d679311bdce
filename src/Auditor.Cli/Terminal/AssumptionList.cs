using Auditor.Core.Exposure;
using Spectre.Console;

namespace Auditor.Cli.Terminal;

/// <summary>Shows what verdicts assume because AWS does not tell it.</summary>
internal sealed class AssumptionList(Screen screen)
{
    private const int Top = 5;

    public void Show(IReadOnlyList<Assumption> assumptions)
    {
        if (assumptions.Count == 0)
        {
            return;
        }

        screen.Heading("Assumed, because AWS does not tell");
        foreach (var assumption in screen.IsVerbose ? assumptions : [.. assumptions.Take(Top)])
        {
            screen.Item($"{assumption.Account} {assumption.Region}  ", Style.Plain, assumption.Text);
        }

        if (!screen.IsVerbose && assumptions.Count > Top)
        {
            screen.Line($"… and {assumptions.Count - Top} more: the reports have them all.");
        }
    }
}
