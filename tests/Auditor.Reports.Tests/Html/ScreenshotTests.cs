using System.Buffers.Binary;
using Auditor.Core.Inventory;
using Auditor.Core.Rules;
using Auditor.Reports.Tests.Examples;
using Microsoft.Playwright;

namespace Auditor.Reports.Tests.Html;

/// <summary>
/// The pictures in docs/reports.md. <c>UPDATE_SCREENSHOTS=1</c> makes them; what they look like to the pixel depends on the machine's
/// fonts, so that only their widths are compared, and that each is shown.
/// </summary>
[Trait("Category", "Exhaustive")]
public sealed class ScreenshotTests(Browser browser) : IClassFixture<Browser>
{
    private const string Reindex = "POST /admin/reindex";

    private static readonly Picture[] Pictures =
    [
        new("first-screen", 1280, 1000),
        new("dark", 1280, 1000) { Scheme = ColorScheme.Dark },
        new("finding", 1280, 1000) { Element = "#finding-{finding}" },
        new("api", 1280, 1000) { Element = "#{api}" },
        new("matrix", 1280, 1000) { Element = "#posture" },
        new("phone", 390, 844),
        new("phone-finding", 390, 844) { Element = "#finding-{finding}" },
        new("print", 794, 1123) { Media = Media.Print },
    ];

    [BrowserFact]
    public async Task Every_picture_can_be_made_and_is_shown()
    {
        var estate = InventoryFile.Read(await File.ReadAllBytesAsync(Path.Combine(Repository.Root, "samples", "acme.inventory.json")));
        var rules = RuleCatalogue.From(typeof(Rules.Authorization.RouteWithoutAuthorization).Assembly);
        var input = Acme.Report(estate, rules) with { Gate = null };
        var html = HtmlReportTests.Text(input);
        var finding = input.Result.Flagged.First(each => each.Rule.Id == "AGW1001" && each.Subject.Identity.Route == Reindex);
        var api = $"api-{finding.Subject.Identity.Account}-{finding.Subject.Identity.Region}-{finding.Subject.Identity.ApiId}";
        var docs = Path.Combine(Repository.Root, "docs");
        var page = await File.ReadAllTextAsync(Path.Combine(docs, "reports.md"));
        foreach (var picture in Pictures)
        {
            var file = Path.Combine(docs, "images", $"{picture.Name}.png");
            var element = picture.Element?
                .Replace("{finding}", finding.Fingerprint, StringComparison.Ordinal)
                .Replace("{api}", api, StringComparison.Ordinal);
            var taken = await Take(html, picture, element);

            if (Environment.GetEnvironmentVariable("UPDATE_SCREENSHOTS") is "1")
            {
                Directory.CreateDirectory(Path.Combine(docs, "images"));
                await File.WriteAllBytesAsync(file, taken);
            }

            WidthOf(await File.ReadAllBytesAsync(file)).ShouldBe(WidthOf(taken), picture.Name);
            page.ShouldContain($"](images/{picture.Name}.png)");
        }
    }

    private async Task<byte[]> Take(string html, Picture picture, string? element)
    {
        await using var opened = await browser.Open(html, element ?? "", new()
        {
            ViewportSize = new() { Width = picture.Width, Height = picture.Height },
            ColorScheme = picture.Scheme,
        });
        await opened.Page.WaitForSelectorAsync("html[data-ready]");
        if (picture.Media is { } media)
        {
            await opened.Page.EmulateMediaAsync(new() { Media = media });
        }

        var taken = await opened.Page.ScreenshotAsync();
        opened.Incidents.ShouldBeEmpty();
        return taken;
    }

    // It stands in bytes 16 to 19 of a PNG.
    private static int WidthOf(byte[] png) => BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16));

    private sealed record Picture(string Name, int Width, int Height)
    {
        public ColorScheme Scheme { get; init; } = ColorScheme.Light;

        public Media? Media { get; init; }

        /// <summary>What the page is opened at.</summary>
        public string? Element { get; init; }
    }
}
