namespace Auditor.Reports.Html;

/// <summary><c>auditor.html</c>, for people.</summary>
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
    }
}
