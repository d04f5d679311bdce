using System.Text;

namespace Auditor.Reports.Summary;

/// <summary><c>auditor.md</c>: a job summary of at most one screen (<c>cat auditor.md &gt;&gt; "$GITHUB_STEP_SUMMARY"</c>), and the details folded below it.</summary>
public sealed class MarkdownReport : IReport
{
    /// <inheritdoc/>
    public string Format => "markdown";

    /// <inheritdoc/>
    public string FileName => "auditor.md";

    /// <inheritdoc/>
    public void Write(ReportInput input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        output.Write(Encoding.UTF8.GetBytes(new MarkdownPage(input).Text()));
    }
}
