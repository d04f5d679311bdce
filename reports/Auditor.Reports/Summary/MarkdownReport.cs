using System.Text;
using Auditor.Reports.Templating;

namespace Auditor.Reports.Summary;

/// <summary>
/// <c>auditor.md</c>: a job summary of at most one screen (<c>cat auditor.md &gt;&gt; "$GITHUB_STEP_SUMMARY"</c>), and the details folded
/// below it.
/// </summary>
public sealed class MarkdownReport : IReport
{
    /// <inheritdoc/>
    public string Format => "markdown";

    /// <inheritdoc/>
    public string FileName => "auditor.md";

    /// <inheritdoc/>
    public bool ReadsApis => false;

    /// <inheritdoc/>
    public void Write(ReportInput input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        using var writer = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        new OwnTemplate("summary", GitHubText.Of).Write(new MarkdownPage(input).Model(), writer);
    }
}
