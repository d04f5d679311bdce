using Auditor.EndToEnd.Tests.Moto;
using Microsoft.Playwright;

namespace Auditor.EndToEnd.Tests.Tools;

/// <summary>The tools can say no: without that, a yes about our own files means nothing.</summary>
[Trait("Category", "Exhaustive")]
[Collection(SharedMoto.Name)]
public sealed class ToolTests(Chromium chromium)
{
    [SarifValidatorFact]
    public async Task The_validator_accepts_a_good_file_and_refuses_a_bad_one()
    {
        var good = await SarifValidator.ValidateAsync(SarifValidator.Sample("sample-good.sarif"));
        var bad = await SarifValidator.ValidateAsync(SarifValidator.Sample("sample-bad.sarif"));

        good.ExitCode.ShouldBe(0, good.ToString());
        bad.ExitCode.ShouldBe(1, bad.ToString());
    }

    [BrowserFact]
    public async Task The_browser_runs_a_script_that_a_page_lets_through()
    {
        var page = await chromium.Browser.NewPageAsync();
        var dialogs = new List<string>();
        page.Dialog += async (_, dialog) =>
        {
            dialogs.Add(dialog.Message);
            await dialog.DismissAsync();
        };

        await page.SetContentAsync("<title>unescaped</title><script>alert(1)</script>", new PageSetContentOptions { Timeout = 10_000 });

        dialogs.ShouldBe(["1"]);
    }
}
