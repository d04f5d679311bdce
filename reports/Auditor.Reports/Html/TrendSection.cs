using System.Collections.Immutable;
using System.Globalization;

namespace Auditor.Reports.Html;

/// <summary>How many findings and open routes there were in earlier runs and are now.</summary>
internal static class TrendSection
{
    private const double Height = 120;
    private const double Width = 1000;
    private const double MostOfBar = 60;

    // The line's highest point stays in the picture.
    private const double Margin = 6;

    // More would be hairs; the table has the same ones.
    private const int MostRuns = 60;

    /// <summary><see langword="null"/> without earlier runs.</summary>
    public static TrendModel? Model(ImmutableArray<EarlierRun> earlier, EarlierRun now)
    {
        if (earlier is [])
        {
            return null;
        }

        ImmutableArray<EarlierRun> runs = [.. earlier.Append(now).OrderBy(run => run.CollectedAt).TakeLast(MostRuns)];
        var most = Math.Max(1, runs.Max(Total));
        var step = Width / runs.Length;
        return new(
            string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {Height}"),
            $"Findings of {Count.Of(runs.Length, "run")}, from {Count.Number(Total(runs[0]))} on {Instant.Text(runs[0].CollectedAt)} to "
                + $"{Count.Number(Total(runs[^1]))} on {Instant.Text(runs[^1].CollectedAt)}",
            [.. runs.SelectMany((run, index) => Bars(run, index * step, step, most))],
            OpenLine(runs, step),
            InWords(runs[0]),
            InWords(runs[^1]),
            runs.Any(run => run.IsIncomplete),
            [.. SeverityLook.WorstFirst.Select(severity => SeverityLook.Of(severity))],
            [
                .. runs.Reverse().Select(run => new TrendRowModel(
                    Instant.Text(run.CollectedAt),
                    [.. SeverityLook.WorstFirst.Select(severity => Count.Number(run.Flagged.GetValueOrDefault(severity)))],
                    Count.Number(Total(run)),
                    run.OpenRoutes is { } open ? Count.Number(open) : "not known",
                    run.IsIncomplete)),
            ]);
    }

    // The worst stand at the bottom, where heights compare.
    private static IEnumerable<TrendBarModel> Bars(EarlierRun run, double x, double step, int most)
    {
        var width = Math.Min(step * 0.7, MostOfBar);
        var y = Height;
        foreach (var severity in SeverityLook.WorstFirst)
        {
            if (run.Flagged.GetValueOrDefault(severity) is var number and > 0)
            {
                var height = Height * number / most;
                y -= height;
                yield return new(
                    SeverityLook.Of(severity).Key,
                    run.IsIncomplete,
                    Units(x + (step - width) / 2),
                    Units(y),
                    Units(width),
                    Units(height),
                    $"{InWords(run)}, {Count.Number(number)} {SeverityLook.Of(severity).Label}");
            }
        }
    }

    // Its own scale: what matters is whether it falls. Runs that do not say are left out.
    private static string OpenLine(ImmutableArray<EarlierRun> runs, double step)
    {
        var most = runs.Max(run => run.OpenRoutes ?? 0);
        var known = runs.Index().Where(run => run.Item.OpenRoutes is not null).ToList();
        return most == 0 || known.Count < 2 ? "" : string.Join(
            ' ',
            known.Select(run =>
                $"{Units((run.Index + 0.5) * step)},{Units(Height - (Height - Margin) * (run.Item.OpenRoutes ?? 0) / most)}"));
    }

    private static string InWords(EarlierRun run)
    {
        var open = run.OpenRoutes is { } routes ? $", {Count.Of(routes, "open route")}" : "";
        return $"{Instant.Text(run.CollectedAt)}: {Count.Of(Total(run), "finding")}{open}";
    }

    private static int Total(EarlierRun run) => run.Flagged.Values.Sum();

    private static string Units(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
