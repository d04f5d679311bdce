using Microsoft.Playwright;

namespace Auditor.Reports.Tests.Html;

/// <summary>A page in the browser, with what it did.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly List<string> _incidents = [];

    public OpenPage(IPage page, string address)
    {
        (Page, Address) = (page, address);
        page.Console += (_, message) => Note("console", message.Text);
        page.PageError += (_, error) => Note("error", error);
        page.Dialog += async (_, dialog) =>
        {
            Note("dialog", dialog.Message);
            await dialog.DismissAsync();
        };
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address, StringComparison.Ordinal))
            {
                Note("request", request.Url);
            }
        };
        page.Popup += (_, popup) => Note("popup", popup.Url);
    }

    public IPage Page { get; }

    public string Address { get; }

    /// <summary>Script that ran and should not, messages on the console, requests.</summary>
    public IReadOnlyList<string> Incidents
    {
        get
        {
            lock (_incidents)
            {
                return [.. _incidents];
            }
        }
    }

    public ValueTask DisposeAsync() => new(Page.Context.CloseAsync());

    private void Note(string what, string text)
    {
        lock (_incidents)
        {
            _incidents.Add($"{what}: {text}");
        }
    }
}
