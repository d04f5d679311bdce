using Microsoft.Playwright;

namespace Auditor.EndToEnd.Tests.Tools;

/// <summary>The distribution's Chromium, driven by Playwright, whose package brings its driver but no browser.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal static string? Missing => Tool.Missing("chromium");

    public IBrowser Browser => _browser ?? throw new InvalidOperationException(Missing ?? "Chromium was not started.");

    public async Task InitializeAsync()
    {
        // Fixtures are made even when every test that uses them is skipped.
        if (Missing is not null)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Tool.Find("chromium"),

            // Chromium refuses its sandbox to root, and build containers run as root.
            Args = ["--no-sandbox"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }
}
