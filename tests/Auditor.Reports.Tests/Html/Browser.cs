using Microsoft.Playwright;

namespace Auditor.Reports.Tests.Html;

/// <summary>Chromium, started once for all tests of a class.</summary>
public sealed class Browser : IAsyncLifetime
{
    public const string ExecutablePath = "/usr/bin/chromium";

    // A busy machine is no failure.
    private const float LongestWait = 300_000;

    private static readonly string[] Arguments =
        [
            "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-sync",
        ];

    private readonly string _folder = Path.Combine(Path.GetTempPath(), $"auditor-{Guid.NewGuid():N}");
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public async Task InitializeAsync()
    {
        Directory.CreateDirectory(_folder);
        if (File.Exists(ExecutablePath) || Repository.IsContinuousIntegration)
        {
            _playwright = await Playwright.CreateAsync();
            Assertions.SetDefaultExpectTimeout(LongestWait);
            _browser = await _playwright.Chromium.LaunchAsync(new() { ExecutablePath = ExecutablePath, Args = Arguments });
        }
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>Opens a page as a server sends it, with a policy of the server's own.</summary>
    internal async Task<OpenPage> OpenServed(string html, string contentSecurityPolicy)
    {
        const string Address = "https://jenkins.example/job/audit/auditor.html";
        var context = await (_browser ?? throw new InvalidOperationException("There is no browser.")).NewContextAsync();
        context.SetDefaultTimeout(LongestWait);
        var page = await context.NewPageAsync();
        await page.RouteAsync("**/*", route => route.FulfillAsync(new()
        {
            ContentType = "text/html; charset=utf-8",
            Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Content-Security-Policy"] = contentSecurityPolicy },
            Body = html,
        }));
        var opened = new OpenPage(page, Address);
        await page.GotoAsync(Address);
        return opened;
    }

    /// <summary>Opens a page from the disk and notes everything that it should not do.</summary>
    internal async Task<OpenPage> Open(string html, string fragment = "", BrowserNewContextOptions? options = null)
    {
        var file = Path.Combine(_folder, $"{Guid.NewGuid():N}.html");
        await File.WriteAllTextAsync(file, html);
        var context = await (_browser ?? throw new InvalidOperationException("There is no browser.")).NewContextAsync(options);
        context.SetDefaultTimeout(LongestWait);
        var page = await context.NewPageAsync();
        var opened = new OpenPage(page, new Uri(file).AbsoluteUri);
        await page.GotoAsync(opened.Address + fragment);
        return opened;
    }
}
