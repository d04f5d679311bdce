using System.Collections.Immutable;
using System.Text;
using Auditor.Core.Compliance;
using Auditor.Reports.Html;
using Auditor.Reports.Templating;

namespace Auditor.Reports.EvidencePages;

/// <summary>
/// <c>auditor.evidence.FRAMEWORK.html</c>, for auditors: one page to print for each framework, with what was scanned and when, what passed
/// by name, what failed, what could not be told, what is not applicable or was not assessed, and what somebody accepted.
/// </summary>
public sealed class EvidenceReport : IReport, IReportSet
{
    private const string Prefix = "auditor.evidence.";
    private const string Extension = ".html";
    private const int LongestHead = 400;

    // What tells a page of ours from others; the template begins with it.
    private const string Marker = "<meta name=\"generator\" content=\"auditor evidence\">";

    /// <inheritdoc/>
    public string Format => "evidence";

    /// <summary>Of all frameworks on one page; a run writes <see cref="Parts"/>.</summary>
    public string FileName => $"auditor.evidence{Extension}";

    /// <inheritdoc/>
    public bool ReadsApis => false;

    /// <inheritdoc/>
    public IEnumerable<IReport> Parts(ReportInput input)
    {
        ArgumentNullException.ThrowIfNull(input);
        return Assessed(input).Select(tally => new Part(tally));
    }

    /// <inheritdoc/>
    public bool IsOwn(ReportInput input, FileInfo file)
    {
        ArgumentNullException.ThrowIfNull(file);
        if (!file.Name.StartsWith(Prefix, StringComparison.Ordinal) || !file.Name.EndsWith(Extension, StringComparison.Ordinal))
        {
            return false;
        }

        using var text = file.OpenText();
        var head = new char[LongestHead];
        var length = text.ReadBlock(head);
        return new string(head, 0, length).Contains(Marker, StringComparison.Ordinal);
    }

    /// <inheritdoc/>
    public void Write(ReportInput input, Stream output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        Write(input, Assessed(input), output);
    }

    private static void Write(ReportInput input, ImmutableArray<FrameworkTally> tallies, Stream output)
    {
        using var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
        new OwnTemplate("evidence", value => HtmlText.Of(value)).Write(EvidencePage.Of(input, tallies), text);
    }

    // A framework of which nothing was asked has nothing to show.
    private static ImmutableArray<FrameworkTally> Assessed(ReportInput input) =>
        [.. FrameworkTally.Of(input.Result).Where(tally => tally.Controls.Any(control => control.Verdict is not ControlVerdict.NotAssessed))];

    private sealed class Part(FrameworkTally tally) : IReport
    {
        public string Format => "evidence";

        public string FileName => $"{Prefix}{tally.Framework.Id}{Extension}";

        public void Write(ReportInput input, Stream output) => EvidenceReport.Write(input, [tally], output);
    }
}
