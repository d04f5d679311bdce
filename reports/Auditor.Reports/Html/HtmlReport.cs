using System.Text;
using Auditor.Reports.Templating;

namespace Auditor.Reports.Html;

/// <summary>
/// <c>auditor.html</c>, for people: one file that asks for nothing else, and that reads without script and without style.
/// </summary>
public sealed class HtmlReport : IReport
{
    /// <inheritdoc/>
    public string Format => "html";

    /// <inheritdoc/>
    public string FileName => "auditor.html";

    /// <inheritdoc/>
    public void Write(ReportInput input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        var model = new PageBuilder(input, new PageAssets(), Data()).Page();
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        new OwnTemplate("page", text => HtmlText.Of(text), text => HtmlText.InText(text)).Write(model, writer);
    }

    // The same templates as on the page, with tokens in them.
    private static PageData Data() =>
        new(WithTokens("finding").Text, WithTokens("api").Text, WithTokens("route").Text, WithTokens("path").Text);

    private static OwnTemplate WithTokens(string name) => new(
        name, text => HtmlText.Of(text, keepsTokens: true), text => HtmlText.InText(text, keepsTokens: true));
}
