using System.Globalization;
using System.Text;
using Auditor.Reports;
using Auditor.Reports.Html;
using Auditor.Reports.Tests.Examples;
using BenchmarkDotNet.Loggers;
using Microsoft.Playwright;

namespace Auditor.Benchmarks;

/// <summary>How long Chromium takes to show and to filter the HTML report, and one flat table of the same findings.</summary>
internal static class SpeedOfAPage
{
    private const string Chromium = "/usr/bin/chromium";
    private const string Empty = "<!doctype html><html lang=\"en\" data-ready=\"true\"><title>Empty</title><body><form><input id=\"filter-q\"><select id=\"filter-region\"><option>us-west-2</option></select></form></body></html>";

    // A flat table of a hundred thousand findings may take minutes, or never be done.
    private const float LongestWait = 600_000;

    // Enough to see what is luck; whatever takes a minute is slow by no luck, and is not waited for again.
    private const int Turns = 3;
    private const double Slow = 60_000;

    // In the page before everything else. A task after a frame's callbacks runs when the frame has been painted.
    private const string Clock = """
        window.painted = () => new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))));
        window.times = {};
        addEventListener('load', async () => times.loaded = await painted());
        const wait = async () => {
          if (document.documentElement?.dataset.ready) times.interactive = await painted();
          else setTimeout(wait, 5);
        };
        wait();
        """;

    // Nobody chooses twice within half a second, and what a page puts off until then is no part of what they wait for.
    private const string Filter = """
        async ([id, value]) => {
          await new Promise(done => setTimeout(done, 500));
          const control = document.getElementById(id);
          const start = performance.now();
          control.value = value;
          control.dispatchEvent(new Event('input', { bubbles: true }));
          return await painted() - start;
        }
        """;

    private const string FirstSearch = """
        async value => {
          while (!times.interactive) await new Promise(done => setTimeout(done, 5));
          const control = document.getElementById('filter-q');
          control.value = value;
          control.dispatchEvent(new Event('input', { bubbles: true }));
          return await painted();
        }
        """;

    public static async Task RunAsync(ILogger log, params IEnumerable<int> findings)
    {
        var folder = Directory.CreateTempSubdirectory("auditor-bench-");
        try
        {
            using var playwright = await Playwright.CreateAsync();
            await using var browser = await playwright.Chromium.LaunchAsync(new() { ExecutablePath = Chromium, Args = ["--no-sandbox", "--disable-gpu"] });
            log.WriteLine($"Chromium {browser.Version}, the median of {Turns} turns, in milliseconds. An empty page is what the browser itself takes.");
            // The first page of a browser pays for its start.
            await TimeAsync(browser, Write(folder, "empty", Empty));
            foreach (var number in findings)
            {
                await CompareAsync(log, browser, folder, number);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task CompareAsync(ILogger log, IBrowser browser, DirectoryInfo folder, int number)
    {
        // One in ten routes asks for a signature, and is no finding.
        var input = Acme.Report(Many.Estate(number * 9 / 8));
        (string Name, string File, List<PageTimes> Times)[] pages =
        [
            ("empty page", Write(folder, "empty", Empty), []),
            ("auditor.html", Write(folder, "ours", Text(input)), []),
            ("flat table", Write(folder, "flat", FlatTable.Of(input)), []),
        ];
        // Turn by turn, so that a busy machine slows down all of them.
        for (var turn = 0; turn < Turns; turn++)
        {
            foreach (var (name, file, times) in pages)
            {
                if (times.Count < turn || times.Exists(time => time.FirstSearch > Slow))
                {
                    continue;
                }

                try
                {
                    times.Add(await TimeAsync(browser, file));
                }
                catch (Exception exception) when (exception is PlaywrightException or TimeoutException)
                {
                    log.WriteLine(FormattableString.Invariant($"  {name}: gave up: {exception.Message.Split('\n')[0]}"));
                }
            }
        }

        log.WriteLine(FormattableString.Invariant($"{input.Result.Flagged.Count():N0} findings"));
        log.WriteLine($"  {"",-13}{"bytes",12}{"first paint",13}{"first content",15}{"loaded",10}{"interactive",13}{"first search",14}{"search",10}{"facet",10}{"clear",10}");
        foreach (var (name, file, times) in pages)
        {
            log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {name,-13}{new FileInfo(file).Length,12:N0}{Cell(times, time => time.FirstPaint),13}{Cell(times, time => time.FirstContent),15}{Cell(times, time => time.Loaded),10}{Cell(times, time => time.Interactive),13}{Cell(times, time => time.FirstSearch),14}{Cell(times, time => time.Search),10}{Cell(times, time => time.Facet),10}{Cell(times, time => time.Clear),10}"));
        }

        var (ours, flat) = (pages[1].Times, pages[2].Times);
        log.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {"times faster",-13}{"",12}{Ratio(time => time.FirstPaint),13}{Ratio(time => time.FirstContent),15}{Ratio(time => time.Loaded),10}{Ratio(time => time.Interactive),13}{Ratio(time => time.FirstSearch),14}{Ratio(time => time.Search),10}{Ratio(time => time.Facet),10}{Ratio(time => time.Clear),10}"));

        string Ratio(Func<PageTimes, double> time) => ours is [] || flat is [] ? "" : (Median(flat, time) / Median(ours, time)).ToString("F1", CultureInfo.InvariantCulture);
    }

    private static async Task<PageTimes> TimeAsync(IBrowser browser, string file)
    {
        await using var context = await browser.NewContextAsync();
        context.SetDefaultTimeout(LongestWait);
        context.SetDefaultNavigationTimeout(LongestWait);
        var page = await context.NewPageAsync();
        await page.AddInitScriptAsync(Clock);
        await page.GotoAsync(new Uri(file).AbsoluteUri, new() { WaitUntil = WaitUntilState.Commit });
        // What is typed is in few findings, then in many.
        var firstSearch = await page.EvaluateAsync<double>(FirstSearch, "billing-loyalty").WaitAsync(TimeSpan.FromMilliseconds(LongestWait));
        await page.WaitForLoadStateAsync(LoadState.Load);
        await page.EvaluateAsync("() => painted()");
        await page.EvaluateAsync<double>(Filter, new[] { "filter-q", "" });
        var search = await page.EvaluateAsync<double>(Filter, new[] { "filter-q", "orders" });
        await page.EvaluateAsync<double>(Filter, new[] { "filter-q", "" });
        var facet = await page.EvaluateAsync<double>(Filter, new[] { "filter-region", "us-west-2" });
        var clear = await page.EvaluateAsync<double>(Filter, new[] { "filter-region", "" });
        var paints = await page.EvaluateAsync<Dictionary<string, double>>("() => Object.fromEntries(performance.getEntriesByType('paint').map(paint => [paint.name, paint.startTime]))");
        var times = await page.EvaluateAsync<Dictionary<string, double>>("() => times");
        return new()
        {
            FirstPaint = paints.GetValueOrDefault("first-paint"),
            FirstContent = paints.GetValueOrDefault("first-contentful-paint"),
            Loaded = times["loaded"],
            Interactive = times["interactive"],
            FirstSearch = firstSearch,
            Search = search,
            Facet = facet,
            Clear = clear,
        };
    }

    private static string Cell(List<PageTimes> times, Func<PageTimes, double> time) => times is [] ? "never" : Median(times, time).ToString("N0", CultureInfo.InvariantCulture);

    private static double Median(List<PageTimes> times, Func<PageTimes, double> time) => times.Select(time).Order().ElementAt(times.Count / 2);

    private static string Write(DirectoryInfo folder, string name, string html)
    {
        var file = Path.Combine(folder.FullName, $"{name}.html");
        File.WriteAllText(file, html);
        return file;
    }

    private static string Text(ReportInput input)
    {
        using var stream = new MemoryStream();
        new HtmlReport().Write(input, stream);
        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }
}
